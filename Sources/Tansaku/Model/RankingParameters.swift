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
  var gramWeight: Float = 0.45
  /// The weight of an alphabetic word, beside which its parts and its beginning count.
  var letterWordWeight: Float = 0.5
  /// The weight of an alphabetic word of four letters or fewer, which has one part or none.
  var shortWordWeight: Float = 0.8
  /// The weight of an alphabetic word in a question in a script without spaces, in whose texts such
  /// words have no parts.
  var foreignWordWeight: Float = 1.5
  /// The weight of the only part of an alphabetic word.
  var partWeight: Float = 0.45
  /// How soon more parts of one word stop mattering: each of n weighs `1 / n^partDamping` of that.
  var partDamping: Float = 0.3
  /// The weight of how a longer alphabetic word begins.
  var beginningWeight: Float = 0.6
  /// The weight of two characters of a script of syllables, whose groups of three tell more.
  var syllablePairWeight: Float = 0.1
  /// The weight of three characters of a script of syllables.
  var syllableWeight: Float = 0.3
  /// What a word that asks counts, as a share of its weight: the answer has something else in its
  /// place.
  var questionWordShare: Float = 0.4
  /// What a term of the query gains for each time that it comes again, as a share of its weight.
  var repetitionWeight: Float = 0.5
  /// The weight of a word of one Han character in a question without kana.
  var characterWordWeight: Float = 1.5
  /// The weight of a word of Hangul, whose particles stick to it; its characters tell more.
  var hangulWordWeight: Float = 0.2
  /// The weight of two syllables of Hangul side by side that are all of their run.
  var hangulGramWeight: Float = 1
  /// How soon more of them in a run stop mattering: each of n weighs `1 / n^hangulDamping` of that.
  var hangulDamping: Float = 0.4
  /// How much of a word's weight goes to how it is written where marks make words: to `năm` rather than `nam`.
  var markedShare: Float = 0.9
  /// The weight of the best passage beside the document as a whole.
  var passageWeight: Float = 0.8
  /// What a term adds beside that where a text begins with it, as a share of its weight there.
  var openingShare: Float = 0.6
  /// The weight of a city: who names one wants the documents about it.
  var cityWeight: Float = 2
  /// What a document gains that is about the city.
  var subjectWeight: Float = 1.5
  /// The weight of a word that only sounds like the one that was typed.
  var soundWeight: Float = 0.5
  /// The weight of a word that is nearly the one that was typed, where that was allowed.
  var fuzzyWeight: Float = 0.5
  /// What a term's part of the score gains where the text writes it as the query does, as a share of
  /// it.
  var exactFormBonus: Float = 0.1
  /// So many of the best documents are looked at for that.
  var exactFormDepth = 100

  /// The weight of a date, which a query spells in several words.
  var dateWeight: Float = 2.5
  /// The weight of a number.
  var numberWeight: Float = 1.5
  /// The weight of a concept of the user's aliases: a word, and the pairs of its characters, which
  /// count no more of themselves.
  var conceptWeight: Float = 1.4
  /// What a document gains that names the concept with the very words of the query, all in all.
  var surfaceWeight: Float = 0.85

  /// The parameters that are used unless others are given.
  static let standard = RankingParameters()
}
