/// Another way to write a query, which finds something: what a person may have meant.
public struct Suggestion: Sendable, Hashable {
  /// A word that is written otherwise.
  public struct Change: Sendable, Hashable {
    /// The word as it was typed.
    public let typed: String
    /// What stands in its place.
    public let replacement: String
    /// Where the replacement stands in the suggested query, in Unicode scalars.
    public let range: Range<Int>
  }

  /// The whole query, ready to be searched for.
  public let query: String
  /// What is changed in it, in order.
  public let changes: [Change]
  /// How many documents it finds; never 0.
  public let documentCount: Int
}
