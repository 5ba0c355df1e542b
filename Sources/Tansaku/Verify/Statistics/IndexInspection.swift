import TansakuStorage
import TansakuText

/// Tells what is in an index: counts, terms, and where each term occurs.
///
/// A view as of one commit, like the snapshot that it asks.
package struct IndexInspection: Sendable {
  /// A segment with its size.
  package struct SegmentSummary: Sendable {
    /// The tag that names its files.
    package let tag: String
    /// How many documents it was written with.
    package let documentCount: Int
    /// How many of them are deleted.
    package let deletedCount: Int
    /// The bytes of each of its files; nil for one that a newer commit has removed.
    package let parts: [(name: String, byteCount: Int?)]
  }

  let snapshot: Snapshot
  private let directory: String
  private let fileSystem: any FileSystem

  /// A view of a commit of the index in a folder.
  init(_ snapshot: Snapshot, in directory: String, fileSystem: any FileSystem) {
    self.snapshot = snapshot
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// How many documents there are.
  package var documentCount: Int { snapshot.documentCount }

  /// How many deleted documents still take room.
  package var deletedCount: Int {
    snapshot.segments.reduce(0) { $0 + Int($1.info.deletedCount) }
  }

  /// How many commits came before this one and with it.
  package var generation: UInt64 { snapshot.manifest.generation }

  /// The ways in which the texts were cut and folded; one, unless they changed between commits.
  package var analyses: [String] { snapshot.manifest.analyses }

  /// The names that mean the same; nil where there are none.
  package var aliases: Aliases? { snapshot.aliases }

  /// Whether all texts were analyzed as queries are now.
  ///
  /// If not, some texts may be missed: build the index again.
  package var isAnalysisCurrent: Bool { analyses.allSatisfy { $0 == AnalysisVersion.current } }

  /// The segments, oldest first.
  ///
  /// - Throws: `IndexError` where the system does not tell how large a file is.
  package func segments() throws -> [SegmentSummary] {
    try withIndexErrors {
      try snapshot.segments.map { segment in
        let info = segment.info
        return SegmentSummary(
          tag: "\(info.tag)", documentCount: Int(info.documentCount),
          deletedCount: Int(info.deletedCount),
          parts: try info.sealedFiles.map(\.name).map { ($0, try byteCount(of: $0)) })
      }
    }
  }

  /// The bytes of a file of the index; nil where it is not there.
  private func byteCount(of name: String) throws -> Int? {
    do {
      return try fileSystem.size(of: "\(directory)/\(name)")
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
  }

  /// How many documents have each value of a fact, most frequent first; deleted ones not counted.
  ///
  /// - Parameter fact: `kind`, `language`, `date`, `city`, `work`, `path` or the name of an
  ///   attribute.
  /// - Returns: the values, each with its documents.
  /// - Throws: `IndexError` where the index is damaged.
  /// - Complexity: A walk over the fact's values, and over their postings in segments with
  ///   deletions.
  package func counts(of fact: String) throws -> [(value: String, documentCount: Int)] {
    try withIndexErrors {
      var counts: [String: Int] = [:]
      let name = TermKey(.attribute, "\(fact)=")
      for segment in snapshot.segments {
        try segment.terms.forEach(prefix: name.bytes) { key, info in
          let value = String(decoding: key.bytes.dropFirst(name.bytes.count), as: UTF8.self)
          counts[value, default: 0] += try segment.livingCount(of: info)
          return true
        }
      }
      return counts.filter { $0.value > 0 }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { ($0.key, $0.value) }
    }
  }

  /// How many terms each layer has; one that several segments have counts in each.
  ///
  /// - Throws: `IndexError` where the index is damaged.
  /// - Complexity: A walk over all dictionaries.
  package func termCounts() throws -> [(layer: String, count: Int)] {
    try withIndexErrors {
      var counts: [Layer: Int] = [:]
      for segment in snapshot.segments {
        for layer in Layer.allCases {
          try segment.terms.forEach(prefix: [layer.rawValue]) { _, _ in
            counts[layer, default: 0] += 1
            return true
          }
        }
      }
      return Layer.allCases.map { ($0.name, counts[$0] ?? 0) }
    }
  }
}
