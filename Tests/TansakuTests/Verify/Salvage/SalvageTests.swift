import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A salvage of a damaged index") struct SalvageTests {
  private func salvage(_ disk: FaultyFileSystem) throws -> SalvageReport {
    try SearchIndex.salvage(from: "index", into: "saved", fileSystem: disk)
  }

  /// The documents of an index by their ids.
  private func documents(_ folder: String, on disk: FaultyFileSystem) throws -> [String: Document] {
    let index = try SearchIndex(at: folder, creating: false, fileSystem: disk)
    #expect(try index.check().isSound)
    var documents: [String: Document] = [:]
    for segment in try index.searcher().snapshot.segments {
      try segment.stored.forEach { number, document in
        if !segment.deletions.contains(number) { documents[document.id] = document }
      }
    }
    return documents
  }

  private func flip(_ name: String, byte: Int, on disk: FaultyFileSystem) throws {
    var bytes = try #require(disk.contents(of: "index/\(name)"))
    bytes[byte] ^= 1
    disk.setContents(of: "index/\(name)", to: bytes)
  }

  @Test("of which nothing is damaged has all documents and changes nothing")
  func sound() throws {
    let sample = try SampleIndex.make()
    let files = try sample.disk.list("index").map { sample.disk.contents(of: "index/\($0)") }
    let report = try salvage(sample.disk)
    #expect(report.isComplete)
    #expect(report.documentCount == 399)
    #expect(report.segments.map(\.documentCount) == [279, 120])
    #expect(try documents("saved", on: sample.disk) == documents("index", on: sample.disk))
    #expect(try sample.disk.list("index").map { sample.disk.contents(of: "index/\($0)") } == files)
  }

  @Test("has all documents whichever file is damaged or missing that is not of texts or deletions")
  func otherFiles() throws {
    let sample = try SampleIndex.make()
    let expected = try documents("index", on: sample.disk)
    for name in try sample.disk.list("index")
    where name != WriterLock.name && !name.hasSuffix(".stored") && !name.hasSuffix("deletions") {
      for isMissing in [true, false] {
        let disk = CommitState.copy(sample.disk)
        if isMissing {
          try disk.remove("index/\(name)")
        } else {
          try flip(name, byte: 70, on: disk)
        }
        let report = try salvage(disk)
        #expect(report.documentCount == 399, "\(name)")
        #expect(report.isComplete == (name != Manifest.name), "\(name)")
        #expect((report.manifestFault != nil) == (name == Manifest.name))
        #expect(try documents("saved", on: disk) == expected, "\(name)")
      }
    }
  }

  @Test("loses the documents of damaged blocks of texts and no others")
  func blocks() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    var generator = SeededGenerator(seed: 4)
    try index.update { writer in
      for number in 0..<60 {
        let words = (0..<1500).map { _ in "w\(UInt16.random(in: 0...999, using: &generator))" }
        try writer.add(Document(id: "d\(number)", body: words.joined(separator: " ")))
      }
    }
    try index.update { _ = try $0.delete(id: "d3") }
    try disk.synchronizeDirectory("index")
    let all = try documents("index", on: disk)
    let name = try #require(try disk.list("index").first { $0.hasSuffix(".stored") })
    let length = try #require(disk.contents(of: "index/\(name)")).count
    for place in stride(from: 70, to: length - 2000, by: length / 5) {
      let disk = CommitState.copy(disk)
      try flip(name, byte: place, on: disk)
      let report = try salvage(disk)
      #expect(!report.isComplete)
      let lost = try #require(report.segments[0].lostCount)
      #expect((1...30).contains(lost))
      #expect(report.documentCount + lost == 59)
      let saved = try documents("saved", on: disk)
      #expect(saved.count == report.documentCount)
      #expect(saved.allSatisfy { all[$0.key] == $0.value })
    }
    // Without header and checksums nothing of the file can be told from chance.
    try flip(name, byte: 3, on: disk)
    let report = try salvage(disk)
    #expect(report.documentCount == 0)
    #expect(report.segments.map(\.lostCount) == [59])
  }

  @Test("takes deleted documents too if nobody can say which they are, and says so")
  func deletions() throws {
    let sample = try SampleIndex.make()
    let name = try #require(try sample.disk.list("index").first { $0.hasSuffix("deletions") })
    try flip(name, byte: 70, on: sample.disk)
    let report = try salvage(sample.disk)
    #expect(!report.isComplete)
    #expect(report.segments[0].fault?.file == "index/\(name)")
    // Of the replaced ones the later are in the other segment and count.
    #expect(report.documentCount == 400)
    let saved = try documents("saved", on: sample.disk)
    #expect(saved["d7"] != nil)
    #expect(saved["d290"] == (try documents("index", on: SampleIndex.make().disk))["d290"])
  }

  @Test("never takes the files of one segment for those of another")
  func mixed() throws {
    let sample = try SampleIndex.make()
    let names = [1, 2].map { SampleIndex.files(ofCommit: $0).stored }
    let other = try #require(sample.disk.contents(of: "index/\(names[1])"))
    sample.disk.setContents(of: "index/\(names[0])", to: other)
    for hasManifest in [true, false] {
      let disk = CommitState.copy(sample.disk)
      if !hasManifest { try disk.remove("index/\(Manifest.name)") }
      let report = try salvage(disk)
      #expect(report.documentCount == 120)
      #expect(report.segments[0].documentCount == 0)
      #expect(report.segments[0].lostCount == (hasManifest ? 279 : nil))
      #expect(report.segments[0].fault?.file == "index/\(names[0])")
    }
  }

  @Test("keeps the aliases that the manifest tells, or takes those that are given")
  func aliases() throws {
    let aliases = try Aliases(parsing: "declaration|宣言")
    let others = try Aliases(parsing: "meeting|会議")
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, aliases: aliases, fileSystem: disk)
    try index.update { try $0.add(Document(id: "a", body: "台北宣言")) }
    _ = try salvage(disk)
    let saved = try SearchIndex(at: "saved", creating: false, fileSystem: disk).searcher()
    #expect(saved.aliases == aliases)
    #expect(try saved.search("declaration").map(\.id) == ["a"])
    _ = try SearchIndex.salvage(from: "index", into: "other", aliases: others, fileSystem: disk)
    let other = try SearchIndex(at: "other", creating: false, fileSystem: disk).searcher()
    #expect(other.aliases == others)
  }

  @Test("is refused where there is nothing to read, or an index already")
  func refusals() throws {
    let sample = try SampleIndex.make()
    for (from, into, code) in [
      ("index", "index", IndexError.Code.badArgument), ("none", "saved", .notFound),
      (".", "saved", .notFound),
    ] {
      let error = #expect(throws: IndexError.self) {
        try SearchIndex.salvage(from: from, into: into, fileSystem: sample.disk)
      }
      #expect(error?.code == code)
    }
    #expect(try !sample.disk.exists("saved"))
    _ = try salvage(sample.disk)
    #expect(throws: IndexError.self) { try salvage(sample.disk) }
  }
}
