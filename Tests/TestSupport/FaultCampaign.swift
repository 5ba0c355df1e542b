import TansakuStorage

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How much harm the tests do before they are content, and where they tell how much it was.
///
/// Left alone they do a little each time. `Benchmarks/faults` has them do much, by variables of the
/// environment: `TANSAKU_FAULTS` is a percentage of the whole campaign, `TANSAKU_FAULTS_SEED` chooses
/// another one, and `TANSAKU_FAULTS_REPORT` names a file that receives the figures.
package enum FaultCampaign {
  /// What the random choices of all tests are made with.
  package static let seed = variable("TANSAKU_FAULTS_SEED").flatMap { UInt64($0) } ?? 1

  /// Whether a campaign is on.
  package static let isOn = percentage != nil

  private static let percentage = variable("TANSAKU_FAULTS").flatMap { Int($0) }

  /// How many rounds to make: usually a few, in a campaign many.
  package static func rounds(_ few: Int, campaign many: Int) -> Int {
    percentage.map { max(1, many * $0 / 100) } ?? few
  }

  /// A generator for the test of this name, or for a part of it.
  package static func generator(_ name: String, part: Int = 0) -> SeededGenerator {
    SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(part) &* 7919 &+ checksum(of: name))
  }

  private static func checksum(of name: String) -> UInt64 {
    name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }
  }

  /// Adds figures to the report, each in a line: what was done, what came of it, how often.
  package static func report(_ what: String, _ figures: [String: Int]) throws {
    guard let path = variable("TANSAKU_FAULTS_REPORT") else { return }
    let lines = figures.sorted { $0.key < $1.key }.map { "\(what)\t\($0.key)\t\($0.value)\n" }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw StorageError(errno: errno, "write the report", file: path)
    }
    defer { close(descriptor) }
    // In one piece: tests run beside one another.
    let bytes = Array(lines.joined().utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw StorageError(errno: errno, "write the report", file: path)
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
