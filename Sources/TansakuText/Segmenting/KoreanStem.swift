/// Finds what stands before the endings that Korean puts behind a word without a space: 서울 in
/// 서울에서, "in Seoul".
package enum KoreanStem {
  /// A shorter stem stands in too many words; and shorter nouns end like particles too often (수도
  /// is a capital, 도 means "too").
  private static let fewestSyllables = 2

  /// Finds the end of a word's stem.
  ///
  /// - Parameters:
  ///   - word: syllables of Hangul.
  ///   - isAnyEndingCut: whether to cut what no particle is, too: the ending of a verb, or the last
  ///     part of a compound. What sticks to a word is seldom longer than the word, so that half of
  ///     it is left.
  /// - Returns: How many syllables the stem has; nil where it is the whole word, or too short.
  package static func length(of word: ArraySlice<UInt32>, isAnyEndingCut: Bool = false) -> Int? {
    if word.count <= fewestSyllables { return nil }
    var length = word.count
    let longest = min(longestParticle, word.count - fewestSyllables)
    if let particle = stride(from: longest, through: 1, by: -1)
      .first(where: { particles.contains(Array(word.suffix($0))) })
    {
      length -= particle
    }
    if isAnyEndingCut { length = min(length, max(fewestSyllables, word.count / 2)) }
    return length < word.count ? length : nil
  }

  private static let particles: Set<[UInt32]> = Set(
    list.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) })
  private static let longestParticle = particles.reduce(0) { max($0, $1.count) }

  /// Of case, topic, addition and limit, of the plural, the forms of the copula, and those of them
  /// that come together most.
  private static let list = """
    이 가 은 는 을 를 의 에 와 과 도 만 로 으로 나 이나 랑 이랑 들 께 야
    에서 에게 한테 께서 부터 까지 보다 처럼 같이 마다 조차 마저 밖에 하고
    며 이며 란 이란 라 이라 라는 이라는 에는 에도 에만 에서는 에서도 에서의 에서만
    에게는 에게도 에게서 한테서 으로는 로는 으로도 로도 으로만 로만 으로서 로서 으로써 로써
    으로부터 로부터 으로의 로의 까지는 까지도 까지의 부터는 부터의 보다는 보다도
    와의 과의 와는 과는 와도 과도 만이 만은 만을 만의
    들이 들은 들을 들의 들에 들과 들도 들에게 들에서 들로
    이다 인 이고 이었다 였다 입니다 이자 이지만 인가 인지 일까 이던 이었던 였던
    """
}
