/// The names of a segment's files.
///
/// They begin with `tansaku-`, so that nobody's own file is taken for one of ours.
struct SegmentFiles: Sendable, Hashable {
  /// The segment's number, never used twice in an index.
  let number: UInt64

  static let prefix = "tansaku-"

  var terms: String { name("terms") }
  var postings: String { name("postings") }
  var positions: String { name("positions") }
  var norms: String { name("norms") }
  var stored: String { name("stored") }
  var identifiers: String { name("ids") }
  /// The deletions as of one commit.
  func deletions(_ generation: UInt64) -> String { name("\(generation).deletions") }

  /// All but the deletions.
  var all: [String] { [terms, postings, positions, norms, stored, identifiers] }

  private func name(_ part: String) -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 8 - digits.count))
    return "\(SegmentFiles.prefix)\(zeros)\(digits).\(part)"
  }

  /// Whether a name is one that files of segments have.
  static func isOurs(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.hasPrefix(prefix), parts.count == 2 || parts.count == 3,
      parts[0].dropFirst(prefix.count).allSatisfy(\.isNumber), parts[0].count >= prefix.count + 8
    else { return false }
    let endings = ["terms", "postings", "positions", "norms", "stored", "ids"]
    return parts.count == 2
      ? endings.contains(String(parts[1]))
      : parts[2] == "deletions" && parts[1].allSatisfy(\.isNumber)
  }
}
