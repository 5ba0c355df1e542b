import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A check of an index")
struct IndexCheckTests {
  @Test("finds nothing wrong with an index that was added to, replaced and deleted from")
  func sound() throws {
    let disk = try SampleIndex.make()
    let report = try disk.index.check()
    #expect(report.isSound, "\(report.faults)")
    #expect(report.documentCount == 399)
    #expect(report.files.map(\.name).first == "tansaku-manifest")
    #expect(report.files.allSatisfy { $0.fault == nil && $0.byteCount > 0 })
    #expect(report.files.count == 1 + 7 + 6)
    #expect(report.termCount > 1000)
    #expect(report.leftovers.isEmpty)
  }

  @Test("finds nothing wrong with an index without documents")
  func empty() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    let report = try index.check()
    #expect(report.isSound)
    #expect(report.files.count == 1)
  }

  @Test("tells every damaged file and goes on")
  func severalDamagedFiles() throws {
    let sample = try SampleIndex.make()
    let names = try sample.disk.list("index").filter {
      SegmentFiles.tag(of: $0) == SampleIndex.tag(ofCommit: 1)
    }
    #expect(names.count == 7)
    for name in names {
      var bytes = try #require(sample.disk.contents(of: "index/\(name)"))
      bytes[70] ^= 1
      sample.disk.setContents(of: "index/\(name)", to: bytes)
    }
    let report = try sample.index.check()
    #expect(report.faultCount == names.count)
    #expect(
      Set(report.files.filter { $0.fault != nil }.map(\.name)) == Set(names))
    #expect(report.faults.allSatisfy { $0.code == .corrupt && $0.file != nil })
  }

  @Test("tells which file is missing")
  func missingFile() throws {
    let sample = try SampleIndex.make()
    let name = SampleIndex.files(ofCommit: 2).positions
    try sample.disk.remove("index/\(name)")
    let report = try sample.index.check()
    #expect(report.faults.map(\.code) == [.notFound])
    #expect(report.faults.first?.file == "index/\(name)")
    #expect(report.segments.map(\.isSound) == [true, false])
  }

  @Test("lists what no commit names, as no fault")
  func leftovers() throws {
    let sample = try SampleIndex.make()
    let name = SampleIndex.files(ofCommit: 99).terms
    sample.disk.setContents(of: "index/\(name)", to: [1, 2, 3])
    // Names that files of ours do not have.
    for other in ["tansaku-00000001.terms", "tansaku-\(FileTag.none).text", "tansaku-.ids"] {
      sample.disk.setContents(of: "index/\(other)", to: [1])
    }
    sample.disk.setContents(of: "index/notes.txt", to: [1])
    let report = try sample.index.check()
    #expect(report.isSound)
    #expect(report.leftovers.map(\.name) == [name])
    #expect(report.leftovers.map(\.byteCount) == [3])
  }

  @Test("condemns no file beside a manifest that is damaged, too old or too new", arguments: 0..<3)
  func unreadableManifest(case number: Int) throws {
    let sample = try SampleIndex.make()
    let path = "index/tansaku-manifest"
    if number == 0 {
      var bytes = try #require(sample.disk.contents(of: path))
      bytes[65] ^= 0x10
      sample.disk.setContents(of: path, to: bytes)
    } else {
      let version: UInt16 = number == 1 ? 1 : 99
      let writer = try CheckedFileWriter(
        path, kind: FileKind(name: "MANI", version: version, oldestReadable: version),
        fileSystem: sample.disk)
      try writer.write(ByteWriter())
      _ = try writer.finish()
    }
    let report = try sample.index.check()
    #expect(report.faults.map(\.code) == [[.corrupt, .tooOld, .tooNew][number]])
    #expect(report.leftovers.isEmpty)
    #expect(report.unchecked.count == 13)
    #expect(report.unchecked.allSatisfy { $0.byteCount > 0 })
    #expect(report.segments.isEmpty)
    // Nor does an update remove anything.
    let files = try sample.disk.list("index")
    #expect(throws: IndexError.self) { try sample.index.update { try $0.delete(id: "d1") } }
    #expect(try sample.disk.list("index") == files)
  }

  @Test("names the sound segments beside the damaged ones")
  func soundSegments() throws {
    let sample = try SampleIndex.make()
    #expect(try sample.index.check().segments.map(\.isSound) == [true, true])
    #expect(try sample.index.check().segments.map(\.documentCount) == [279, 120])
    // A byte that is not as it was written, and a contradiction behind right checksums.
    let path = "index/\(SampleIndex.files(ofCommit: 1).positions)"
    var bytes = try #require(sample.disk.contents(of: path))
    bytes[100] ^= 1
    sample.disk.setContents(of: path, to: bytes)
    #expect(try sample.index.check().segments.map(\.isSound) == [false, true])
    let other = try SampleIndex.make()
    let forgery = Forgery(on: other.disk)
    let name = SampleIndex.files(ofCommit: 2).norms
    var lengths = try forgery.payload(of: name)
    lengths[0] ^= 1
    try forgery.replace(name, with: lengths)
    let report = try other.index.check()
    #expect(report.segments.map(\.isSound) == [true, false])
    #expect(
      report.segments.map(\.name)
        == ([1, 2] as [UInt64]).map { "\(SampleIndex.tag(ofCommit: $0))" })
  }

  @Test("throws where there is no index")
  func noIndex() throws {
    let sample = try SampleIndex.make()
    try sample.disk.remove("index/tansaku-manifest")
    #expect(throws: IndexError.self) { try sample.index.check() }
  }
}
