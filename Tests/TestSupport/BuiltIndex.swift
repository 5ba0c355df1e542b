package import Tansaku

/// An index in a folder of its own, which goes with this object.
package final class BuiltIndex: Sendable {
  private let directory: TemporaryDirectory
  /// The index.
  package let index: SearchIndex

  /// Builds an index of these documents, each stretch of them a commit and so a segment.
  package init(_ documents: [Document], segments: Int = 1) throws {
    directory = try TemporaryDirectory()
    index = try SearchIndex(at: directory.path("index"))
    let size = max(1, (documents.count + segments - 1) / segments)
    for start in stride(from: 0, to: documents.count, by: size) {
      try index.update { writer in
        for document in documents[start..<min(start + size, documents.count)] {
          try writer.add(document)
        }
      }
    }
  }
}
