/// How many of the documents that match a query have each value of a fact.
public struct Facet: Sendable, Hashable {
  /// A value and its documents.
  public struct Value: Sendable, Hashable {
    /// The value as it was given.
    public let value: String
    /// How many documents that match have it, at least 1.
    public let count: Int
  }

  /// The fact's name.
  public let name: String
  /// The values, most frequent first; those of the same number in the order of their characters'
  /// numbers.
  public let values: [Value]
}
