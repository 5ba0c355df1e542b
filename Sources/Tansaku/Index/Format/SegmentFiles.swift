import TansakuStorage

/// The names of a segment's files.
///
/// They begin with `tansaku-`, so that nobody's own file is taken for one of ours.
struct SegmentFiles: Sendable, Hashable {
  /// The segment's tag, which no other segment has in any index.
  let tag: FileTag

  static let prefix = "tansaku-"
  private static let deletionsEnding = "deletions"

  /// A file that every segment has.
  enum Part: Int, CaseIterable, Sendable {
    case terms, postings, positions, norms, stored, identifiers

    /// What its name ends in.
    var ending: String { self == .identifiers ? "ids" : "\(self)" }

    /// What it holds.
    var kind: FileKind {
      switch self {
      case .terms: TermsFormat.kind
      case .postings: PostingsFormat.kind
      case .positions: PositionsFormat.kind
      case .norms: NormsFormat.kind
      case .stored: StoredFormat.kind
      case .identifiers: IdentifiersFormat.kind
      }
    }
  }

  var terms: String { name(.terms) }
  var postings: String { name(.postings) }
  var positions: String { name(.positions) }
  var norms: String { name(.norms) }
  var stored: String { name(.stored) }
  var identifiers: String { name(.identifiers) }
  /// The deletions as of one commit.
  func deletions(_ generation: UInt64) -> String {
    "\(SegmentFiles.prefix)\(tag).\(generation).\(SegmentFiles.deletionsEnding)"
  }

  /// All but the deletions.
  var all: [String] { Part.allCases.map(name) }

  /// The name of a part.
  func name(_ part: Part) -> String { "\(SegmentFiles.prefix)\(tag).\(part.ending)" }

  /// Whether a name is one that files of segments have.
  static func isOurs(_ name: String) -> Bool { tag(of: name) != nil }

  /// The tag of the segment whose file has this name; nil if it is no file of a segment.
  static func tag(of name: String) -> FileTag? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.hasPrefix(prefix), let tag = FileTag(parts[0].dropFirst(prefix.count)) else {
      return nil
    }
    switch parts.count {
    case 2: return Part.allCases.contains { $0.ending == parts[1] } ? tag : nil
    case 3: return parts[2] == deletionsEnding && UInt64(parts[1]) != nil ? tag : nil
    default: return nil
    }
  }
}
