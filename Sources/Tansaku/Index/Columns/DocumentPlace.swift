/// A document of a searcher.
struct DocumentPlace: Hashable, Comparable, Sendable {
  /// The number of the segment in the searcher.
  let segment: Int
  /// The number of the document in the segment.
  let document: UInt32

  /// By the order in which documents were added.
  @inline(__always)
  static func < (one: DocumentPlace, other: DocumentPlace) -> Bool {
    one.segment != other.segment ? one.segment < other.segment : one.document < other.document
  }
}
