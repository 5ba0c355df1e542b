/// A text of a document.
public enum Field: String, Sendable, Hashable, Codable, CaseIterable {
  /// The heading.
  case title
  /// The text itself.
  case body
}

extension Document {
  /// The text of a field.
  subscript(field: Field) -> String {
    switch field {
    case .title: title
    case .body: body
    }
  }
}
