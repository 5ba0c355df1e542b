import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("Contradictions behind right checksums")
struct ContradictionTests {
  /// Flips a bit of a file's payload and writes the file anew, so that its checksums are right.
  private func flip(bit: Int, of path: String, on disk: FaultyFileSystem) throws {
    let header = try #require(disk.contents(of: path)).prefix(16)
    let kind = FileKind(
      name: String(decoding: header[8..<12], as: UTF8.self), version: UInt16(header[12]),
      oldestReadable: 1)
    let file = try CheckedFile(path, kind: kind, fileSystem: disk)
    var payload = Array(file.payload)
    payload[bit / 8] ^= 1 << UInt8(bit % 8)
    let writer = try CheckedFileWriter(path, kind: kind, fileSystem: disk)
    try payload.withUnsafeBytes { try writer.write($0) }
    _ = try writer.finish()
  }

  /// The share of random flips that the check notices.
  private func noticed(in name: String, of sample: FaultyFileSystem, flips: Int) throws -> Double {
    let path = "index/\(name)"
    let length = try #require(sample.contents(of: path)).count
    var generator = SeededGenerator(seed: UInt64(name.utf8.count))
    var found = 0
    for _ in 0..<flips {
      let disk = sample.afterPowerLoss(seed: 0)
      // Header, checksums and footer are 112 bytes or more, of which the payload is the rest.
      let pages = (length - 104) / 4104 + 1
      let payload = length - 104 - pages * 8 - 7
      try flip(bit: Int.random(in: 0..<payload * 8, using: &generator), of: path, on: disk)
      let report = try? IndexCheck(directory: "index", fileSystem: disk).run()
      if report?.isSound != true { found += 1 }
    }
    return Double(found) / Double(flips)
  }

  // Nothing but the text itself knows which of two terms stood where, and how often a word occurred
  // whose positions are not kept: see `DeepCheckTests`.
  @Test(
    "never stop the check, and are found wherever two files tell the same",
    arguments: [
      ("tansaku-00000001.norms", 1.0), ("tansaku-00000001.2.deletions", 1.0),
      ("tansaku-00000001.ids", 0.95), ("tansaku-00000001.terms", 0.6),
      ("tansaku-00000001.postings", 0.9), ("tansaku-00000001.positions", 1.0),
      ("tansaku-00000001.stored", 0.7), ("tansaku-manifest", 0.5),
    ])
  func randomFlips(name: String, share: Double) throws {
    let sample = try SampleIndex.make().disk
    let found = try noticed(in: name, of: sample, flips: 40)
    #expect(found >= share)
  }
}
