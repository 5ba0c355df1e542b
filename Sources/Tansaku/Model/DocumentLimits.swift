/// The limits of a document that do not depend on how it is stored.
///
/// The writer of an index and the
/// reader of files check them by the same functions, so that both take the same documents.
package enum DocumentLimits {
  /// The longest id, in bytes of UTF-8.
  package static let longestIdentifier = 512

  /// What is wrong with an id.
  package enum IdentifierFault: Hashable, Sendable, CustomStringConvertible {
    /// The id is empty.
    case empty
    /// The id has this number of bytes, which is more than `longestIdentifier`.
    case tooLong(Int)
    /// The id has a control character, which would break the lines of what names the id.
    case controlCharacter

    /// What is wrong, to be read after "The document has".
    package var description: String {
      switch self {
      case .empty: "an empty id"
      case .tooLong(let count):
        "an id of \(count) bytes; \(DocumentLimits.longestIdentifier) is the most"
      case .controlCharacter: "an id with control characters in it"
      }
    }
  }

  /// Returns what is wrong with an id, or nil if a document may have it.
  ///
  /// Takes time in proportion to
  /// the length of the id.
  package static func fault(inIdentifier id: String) -> IdentifierFault? {
    if id.isEmpty { return .empty }
    if id.utf8.count > longestIdentifier { return .tooLong(id.utf8.count) }
    return id.unicodeScalars.contains(where: isControl) ? .controlCharacter : nil
  }

  /// Whether the general category of a character is `Cc`.
  ///
  /// Unicode promises that this category never
  /// changes.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
