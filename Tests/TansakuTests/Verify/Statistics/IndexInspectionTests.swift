import Tansaku
import TansakuTestSupport
import Testing

@Suite("An inspection of an index")
struct IndexInspectionTests {
  let sample: SampleIndex
  let inspection: IndexInspection

  init() throws {
    sample = try SampleIndex.make()
    inspection = try IndexInspection(sample.index)
  }

  @Test("counts documents, deletions, commits and bytes")
  func counts() throws {
    #expect(inspection.documentCount == 399)
    #expect(inspection.deletedCount == 21)
    #expect(inspection.generation == 2)
    #expect(inspection.isAnalysisCurrent)
    #expect(inspection.analyses.count == 1)
    let segments = try inspection.segments()
    #expect(segments.map(\.tag) == ([1, 2] as [UInt64]).map { "\(SampleIndex.tag(ofCommit: $0))" })
    #expect(segments.map(\.documentCount) == [300, 120])
    #expect(segments.map(\.deletedCount) == [21, 0])
    #expect(segments.map(\.parts.count) == [7, 6])
    #expect(segments.flatMap(\.parts).allSatisfy { $0.byteCount.map { $0 > 0 } ?? false })
  }

  @Test("counts the values of a fact without the deleted documents")
  func facts() throws {
    let numbers = (0..<400).filter { $0 != 7 }
    let japanese = numbers.filter { $0 % 3 == 0 }.count
    let languages = try inspection.counts(of: "language")
    #expect(languages.map(\.value) == ["en", "ja"])
    #expect(languages.map(\.documentCount) == [399 - japanese, japanese])
    let kinds = try inspection.counts(of: "kind")
    #expect(kinds.map(\.value) == ["declaration", "meeting"])
    #expect(kinds.map(\.documentCount) == [200, 199])
    #expect(try inspection.counts(of: "city").map(\.documentCount) == [80])
    #expect(try inspection.counts(of: "colour").isEmpty)
  }

  @Test("finds a term as a person types it, with its documents and positions")
  func term() throws {
    let rare = try #require(try inspection.term("RARE5", layer: "word"))
    #expect(rare.term.documentFrequency == 1)
    #expect(rare.term.totalFrequency == 1)
    #expect(rare.occurrences.map(\.id) == ["d5"])
    let alpha = try #require(try inspection.term("Alpha", layer: "word", limit: 3))
    #expect(alpha.term.documentFrequency == 420)
    #expect(alpha.occurrences.map(\.id) == ["d0", "d1", "d2"])
    for occurrence in alpha.occurrences {
      #expect(occurrence.positions.count == occurrence.frequency)
      // The first word of the title counts twice.
      #expect(occurrence.positions.prefix(2) == [0, 0])
    }
    let gram = try #require(try inspection.term("宣言", layer: "gram", limit: 1))
    #expect(gram.occurrences.count == 1)
    let word = try #require(try inspection.term("宣言", layer: "word", limit: 1))
    #expect(word.occurrences.allSatisfy { $0.positions.isEmpty })
    let byName = try #require(try inspection.term("臺北", layer: "city"))
    let byNumber = try #require(try inspection.term("1668341", layer: "city"))
    #expect(byName.term == byNumber.term)
    #expect(try inspection.term("absent", layer: "word") == nil)
    #expect(try inspection.term("d7", layer: "id")?.occurrences.isEmpty == true)
  }

  @Test("lists the terms of all segments by prefix, in order, no more than asked for")
  func enumeration() throws {
    let terms = try inspection.terms(prefix: "d39", layer: "id", limit: 4)
    #expect(terms.map(\.text) == ["d39", "d390", "d391", "d392"])
    let replaced = try inspection.terms(prefix: "d28", layer: "id", limit: 100)
    #expect(replaced.map(\.text) == ["d28"] + (280..<290).map { "d\($0)" })
    #expect(replaced.map(\.documentFrequency) == [1] + [Int](repeating: 2, count: 10))
    #expect(try inspection.terms(prefix: "", layer: "word", limit: 0).isEmpty)
    #expect(throws: IndexError.self) { try inspection.terms(prefix: "", layer: "x", limit: 1) }
  }

  @Test("counts the terms of each layer")
  func layers() throws {
    let counts = Dictionary(uniqueKeysWithValues: try inspection.termCounts())
    #expect(counts["id"] == 420)
    #expect(counts["city"] == 4)
    #expect(counts.keys.sorted() == IndexInspection.layers.sorted())
  }
}
