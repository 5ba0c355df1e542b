import TansakuTestSupport
import TansakuText

@testable import Tansaku

/// A small archive with long texts, which the suites here share, in three indexes: all of it in one
/// segment, in twenty, and what is left of the twenty once documents were deleted and segments merged.
final class LongSample: Sendable {
  /// Built when the first test asks.
  static let shared = Result { try LongSample() }

  let documents: [Document]
  let one: BuiltIndex
  let twenty: BuiltIndex
  let merged: BuiltIndex
  /// The ids that `merged` has lost.
  let deleted: Set<String>

  private init() throws {
    let archive = LongArchive(seed: FaultCampaign.seed &+ 70, lengths: 10...8_000)
    var documents = (0..<34).map { archive.document($0) }
    let long = [
      ("ja", 100_000), ("en", 60_000), ("zh-Hant", 30_000), ("th", 20_000), ("ko", 20_000),
    ]
    for (number, (language, length)) in long.enumerated() {
      documents.append(archive.document(100 + number, length: length, language: language))
    }
    // A mix of languages in one long text.
    documents.append(archive.document(200, length: 20_000))
    var generator = SeededGenerator(seed: 1)
    documents.shuffle(using: &generator)
    self.documents = documents
    one = try BuiltIndex(documents)
    twenty = try BuiltIndex(documents, segments: 20)
    merged = try BuiltIndex(documents, segments: 20)
    let deleted = Set(documents.enumerated().filter { $0.offset % 5 == 2 }.map(\.element.id))
    try merged.index.update { writer in for id in deleted.sorted() { try writer.delete(id: id) } }
    try merged.index.merge()
    self.deleted = deleted
  }
}
