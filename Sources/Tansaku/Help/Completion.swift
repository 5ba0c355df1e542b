/// What a text that is being typed may become.
public struct Completion: Sendable, Hashable {
  /// What a completion comes from.
  public enum Source: String, Sendable, CaseIterable {
    /// The title of documents.
    case title
    /// The name of a city that documents name.
    case city
    /// A word of several documents.
    case word
  }

  /// The whole text.
  public let text: String
  /// Where it comes from.
  public let source: Source
  /// How many documents have the title, name the city or have the word.
  public let documentCount: Int
}
