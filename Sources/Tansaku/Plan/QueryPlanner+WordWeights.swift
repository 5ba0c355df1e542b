import TansakuText

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the words of a query, their parts and their characters weigh.
extension QueryPlanner {
  /// Those of the words of a text that ask.
  static func questionWords(
    among words: [Token], of text: AnalyzedText
  ) -> [Range<Int>] {
    words.map(\.range).filter {
      QuestionWords.contains(text.marked.form(of: $0) ?? text.folded.scalars[$0])
    }
  }

  /// What a range of the text at hand counts, as a share of its weight.
  func share(of range: Range<Int>) -> Float {
    questionWords.contains { range.clamped(to: $0) == range } ? weights.questionWordShare : 1
  }

  /// Whether the words of a text may have forms that share parts: not where they are syllables, of
  /// which most carry marks and few are long.
  func hasForms(_ text: AnalyzedText) -> Bool {
    !text.marked.areMost || text.hasManyParts
  }

  /// What a word weighs.
  ///
  /// - Parameters:
  ///   - range: where it stands.
  ///   - text: the part of the query that it is of.
  ///   - hasForms: whether its parts count beside it.
  /// - Returns: its weight.
  func wordWeight(
    of range: Range<Int>, in text: AnalyzedText, hasForms: Bool
  ) -> Float {
    let scalars = text.folded.scalars
    switch WritingSystem.of(scalars[range.lowerBound]) {
    case .hangul: return weights.hangulWordWeight
    // In Chinese a character alone is a word; in Japanese more often a piece of one.
    case .han where range.count == 1 && !scalars.contains { WritingSystem.of($0) == .japanese }:
      return weights.characterWordWeight
    default:
      guard hasForms, range.allSatisfy({ text.classes[$0] == .letter }) else {
        return weights.wordWeight
      }
      if text.classes.contains(.run) { return weights.foreignWordWeight }
      return range.count > WordParts.letters ? weights.letterWordWeight : weights.shortWordWeight
    }
  }

  /// What one of the parts of a word weighs.
  ///
  /// - Parameters:
  ///   - range: where it stands.
  ///   - text: the part of the query that it is of.
  ///   - word: the word of the part before, for the next most often is of the same; 0..<0 at first.
  /// - Returns: its weight.
  func partWeight(of range: Range<Int>, in text: AnalyzedText, word: inout Range<Int>) -> Float {
    if text.classes[range.lowerBound] == .run { return weights.syllableWeight }
    QueryPlanner.extend(&word, around: range, below: text.classes.count) {
      text.classes[$0] == .letter
    }
    let count = word.count - WordParts.letters + 1
    return weights.partWeight * pow(Float(count), -weights.partDamping)
  }

  /// What a gram weighs.
  ///
  /// - Parameters:
  ///   - range: where it stands.
  ///   - scalars: the folded characters of the part of the query that it is of.
  ///   - run: the run of Hangul of the gram before, as above.
  /// - Returns: its weight.
  func gramWeight(
    of range: Range<Int>, in scalars: [UInt32], run: inout Range<Int>
  ) -> Float {
    func isHangul(_ place: Int) -> Bool { WritingSystem.of(scalars[place]) == .hangul }
    if range.allSatisfy(isHangul) {
      QueryPlanner.extend(&run, around: range, below: scalars.count, isHangul)
      let count = max(1, run.count - 1)
      return weights.hangulGramWeight * pow(Float(count), -weights.hangulDamping)
    }
    return scalars[range].allSatisfy(WritingSystem.isSyllabic)
      ? weights.syllablePairWeight : weights.gramWeight
  }

  /// Makes a stretch the longest one around a range all of whose other places are like it, unless
  /// the range is in it already: of a long word each part would walk through all of it.
  private static func extend(
    _ stretch: inout Range<Int>, around range: Range<Int>, below count: Int,
    _ isLikeIt: (Int) -> Bool
  ) {
    if stretch.clamped(to: range) == range { return }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, isLikeIt(start - 1) { start -= 1 }
    while end < count, isLikeIt(end) { end += 1 }
    stretch = start..<end
  }
}
