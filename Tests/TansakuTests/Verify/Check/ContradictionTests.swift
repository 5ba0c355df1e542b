import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Contradictions behind right checksums")
struct ContradictionTests {
  /// Flips a bit of a file's payload and writes the file anew, so that its checksums are right.
  private func flip(bit: Int, of name: String, on disk: FaultyFileSystem) throws {
    let forgery = Forgery(on: disk)
    var payload = try forgery.payload(of: name)
    payload[bit / 8] ^= 1 << UInt8(bit % 8)
    try forgery.replace(name, with: payload)
  }

  /// The share of random flips that the check notices.
  private func noticed(in name: String, of sample: FaultyFileSystem, flips: Int) throws -> Double {
    let length = try Forgery(on: sample).payload(of: name).count
    var generator = SeededGenerator(seed: UInt64(name.utf8.count))
    var found = 0
    for _ in 0..<flips {
      let disk = sample.afterPowerLoss(seed: 0)
      try flip(bit: Int.random(in: 0..<length * 8, using: &generator), of: name, on: disk)
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
      (part: "norms", share: 1.0), ("2.deletions", 1.0), ("ids", 0.95), ("terms", 0.6),
      ("postings", 0.9), ("positions", 1.0), ("stored", 0.7), ("manifest", 0.5),
    ])
  func randomFlips(part: String, share: Double) throws {
    let sample = try SampleIndex.make().disk
    let name =
      part == "manifest" ? Manifest.name : "tansaku-\(SampleIndex.tag(ofCommit: 1)).\(part)"
    let found = try noticed(in: name, of: sample, flips: 40)
    #expect(found >= share)
  }
}
