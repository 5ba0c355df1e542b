/// The numbers of the ranking formula, in one place.
///
/// Tuned on five test sets in Japanese, Traditional and Simplified Chinese, English and Thai, where
/// differences of a tenth in any of them change little.
struct RankingParameters: Sendable, Equatable {
  /// How soon more occurrences stop mattering: `k1` of BM25.
  var k1: Float = 0.8
  /// How much long documents are held back: `b` of BM25.
  var b: Float = 0.7
  /// The weight of a word.
  var wordWeight: Float = 1
  /// The weight of two characters that stand side by side.
  var gramWeight: Float = 0.4
  /// The weight of a city: who names one wants the documents about it.
  var cityWeight: Float = 2
  /// What a document gains that is about the city.
  var subjectWeight: Float = 1
  /// The weight of a concept of the user's aliases: a word, and the pairs of its characters, which
  /// count no more of themselves.
  var conceptWeight: Float = 1.4
  /// What a document gains that names the concept with the very words of the query, all in all.
  var surfaceWeight: Float = 0.85

  /// The parameters that are used unless others are given.
  static let standard = RankingParameters()
}
