import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A damaged index")
struct DamageTests {
  /// An index to be damaged, and what it answers while it is whole.
  private struct Sample {
    let disk: FaultyFileSystem
    /// All files but the lock, and their bytes.
    let files: [(path: String, bytes: [UInt8])]
    private let queries: [String]
    let answers: [String]

    init(_ disk: FaultyFileSystem, queries: [String]) throws {
      self.disk = disk
      self.queries = queries
      files = try disk.list("index").filter { $0 != "tansaku-lock" }.map { name in
        ("index/\(name)", try #require(disk.contents(of: "index/\(name)")))
      }
      answers = try Sample.answers(to: queries, on: disk)
    }

    /// Everything that can be asked of an index, as a text to be compared.
    private static func answers(to queries: [String], on disk: FaultyFileSystem) throws -> [String]
    {
      let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
      let searcher = try index.searcher()
      let found = try queries.map { query in
        let results = try searcher.search(query, limit: 5, countExactly: true)
        let hits = results.map { "\($0.id) \($0.score) \($0.document.body.hashValue)" }
        return "\(results.total): \(hits)"
      }
      let one = try searcher.document(id: "d3").map { "\($0)" } ?? "none"
      return found + ["\(searcher.documentCount)", one]
    }

    func answers(on disk: FaultyFileSystem) throws -> [String] {
      try Sample.answers(to: queries, on: disk)
    }
  }

  /// An index of few documents: all of it is read by any search.
  private func smallSample() throws -> Sample {
    try Sample(
      try CommitState.makeOld(),
      queries: ["shared", "common", "owndb", "ownba", "\"北市\"", "臺北", "会", "common AND shared"])
  }

  /// An index whose lists are long enough for blocks, in two segments with deletions.
  private func largeSample() throws -> Sample {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    var corpus = RandomCorpus(seed: 3)
    let documents = corpus.documents(190)
    try index.update { writer in for document in documents[..<170] { try writer.add(document) } }
    try index.update { writer in
      for document in documents[170...] { try writer.add(document) }
      for number in [5, 17, 100, 180] { try writer.delete(id: "d\(number)") }
    }
    try disk.synchronizeDirectory("index")
    return try Sample(
      CommitState.copy(disk),
      queries: [
        "東京都", "network の", "\"ネットワーク\"", "都", "Taipei declaration 2006", "京都 AND 21",
        corpus.substring(of: documents, upTo: 6),
      ])
  }

  /// Sees to it that damaged bytes give an error or are never touched, and that the check finds
  /// them; counts what came of it.
  private func expectNoHarm(
    _ bytes: [UInt8], at path: String, of sample: Sample, _ what: String,
    _ figures: inout [String: Int]
  ) {
    let disk = CommitState.copy(sample.disk)
    disk.setContents(of: path, to: bytes)
    let place = Comment(rawValue: "\(path), \(what)")
    var outcome = "searches exact"
    do {
      #expect(try sample.answers(on: disk) == sample.answers, place)
    } catch {
      #expect(error is IndexError, "\(error) in \(path), \(what)")
      outcome = "searches fail clearly"
    }
    figures[outcome, default: 0] += 1
    let report = try? IndexCheck(directory: "index", fileSystem: disk).run()
    #expect(report?.isSound == false, place)
    #expect(report?.files.contains { $0.fault != nil } == true, place)
    if report?.isSound == false { figures["found by check", default: 0] += 1 }
  }

  @Test(
    "never answers wrongly for any bit that is flipped, and the check finds it", arguments: 0..<4)
  func flippedBits(part: Int) throws {
    var generator = FaultCampaign.generator("bits", part: part)
    var figures: [String: Int] = [:]
    for sample in [try smallSample(), try largeSample()] {
      for _ in 0..<FaultCampaign.rounds(100, campaign: 1000) {
        let file = try #require(sample.files.randomElement(using: &generator))
        var bytes = file.bytes
        let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        figures["damaged", default: 0] += 1
        expectNoHarm(bytes, at: file.path, of: sample, "bit \(bit)", &figures)
      }
    }
    try FaultCampaign.report("flipped bits", figures)
  }

  @Test(
    "never answers wrongly for any file that is cut off, and the check finds it", arguments: 0..<4)
  func truncatedFiles(part: Int) throws {
    var generator = FaultCampaign.generator("truncated", part: part)
    var figures: [String: Int] = [:]
    for sample in [try smallSample(), try largeSample()] {
      for _ in 0..<FaultCampaign.rounds(40, campaign: 250) {
        let file = try #require(sample.files.randomElement(using: &generator))
        let length = Int.random(in: 0..<file.bytes.count, using: &generator)
        figures["damaged", default: 0] += 1
        expectNoHarm(
          Array(file.bytes.prefix(length)), at: file.path, of: sample, "\(length) bytes long",
          &figures)
      }
    }
    try FaultCampaign.report("truncated files", figures)
  }

  @Test("never answers wrongly for files that were mixed up, and the check finds it")
  func exchangedFiles() throws {
    let sample = try smallSample()
    for one in sample.files {
      for other in sample.files where one.path != other.path && one.bytes != other.bytes {
        // What is right by itself and belongs elsewhere: no checksum tells. See `MixedFilesTests` for
        // files of other indexes.
        let disk = CommitState.copy(sample.disk)
        disk.setContents(of: one.path, to: other.bytes)
        #expect(throws: IndexError.self, "\(other.path) in place of \(one.path)") {
          try sample.answers(on: disk)
        }
        let report = try? IndexCheck(directory: "index", fileSystem: disk).run()
        #expect(report?.isSound != true, "\(other.path) in place of \(one.path)")
      }
    }
  }
}
