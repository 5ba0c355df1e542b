import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

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
    let names = try sample.disk.list("index").filter { $0.contains("00000001.") }
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
    try sample.disk.remove("index/tansaku-00000002.positions")
    let report = try sample.index.check()
    #expect(report.faults.map(\.code) == [.notFound])
    #expect(report.faults.first?.file == "index/tansaku-00000002.positions")
  }

  @Test("lists what no commit names, as no fault")
  func leftovers() throws {
    let sample = try SampleIndex.make()
    sample.disk.setContents(of: "index/tansaku-00000099.terms", to: [1, 2, 3])
    sample.disk.setContents(of: "index/notes.txt", to: [1])
    let report = try sample.index.check()
    #expect(report.isSound)
    #expect(report.leftovers.map(\.name) == ["tansaku-00000099.terms"])
    #expect(report.leftovers.map(\.byteCount) == [3])
  }

  @Test("finds a damaged manifest")
  func damagedManifest() throws {
    let sample = try SampleIndex.make()
    var bytes = try #require(sample.disk.contents(of: "index/tansaku-manifest"))
    bytes[65] ^= 0x10
    sample.disk.setContents(of: "index/tansaku-manifest", to: bytes)
    let report = try sample.index.check()
    #expect(report.faults.map(\.code) == [.corrupt])
    #expect(report.leftovers.count == 13)
  }

  @Test("reads a manifest of the version before, which has no aliases")
  func olderManifest() throws {
    let sample = try SampleIndex.make()
    let path = "index/tansaku-manifest"
    let file = try CheckedFile(
      path, kind: FileKind(name: "MANI", version: 2, oldestReadable: 1), fileSystem: sample.disk)
    // The last byte is the length of the aliases.
    let payload = Array(file.payload.dropLast())
    #expect(file.payload.last == 0)
    let writer = try CheckedFileWriter(
      path, kind: FileKind(name: "MANI", version: 1, oldestReadable: 1), fileSystem: sample.disk)
    try payload.withUnsafeBytes { try writer.write($0) }
    _ = try writer.finish()
    #expect(try sample.index.searcher().documentCount == 399)
    #expect(try sample.index.check().faults.isEmpty)
  }

  @Test("throws where there is no index")
  func noIndex() throws {
    let sample = try SampleIndex.make()
    try sample.disk.remove("index/tansaku-manifest")
    #expect(throws: IndexError.self) { try sample.index.check() }
  }
}
