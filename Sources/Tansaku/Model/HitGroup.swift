/// The documents that match and have one value of a fact in common: the language versions of a work.
public struct HitGroup: Sendable {
  /// One of the documents.
  public struct Member: Sendable, Hashable {
    /// The document's id.
    public let id: String
    /// The language that it is written in.
    public let language: Language?
    /// The document's title.
    public let title: String
  }

  /// The most members that are listed.
  public static let mostMembers = 50

  /// The value; nil for a document without one, which is a group of its own.
  public let value: String?
  /// How many documents are in the group.
  public let count: Int
  /// The documents: first the one that leads, the others in the order in which they were added; at most
  /// ``mostMembers``.
  public let members: [Member]
  /// The languages of all of them, sorted by their tags.
  public let languages: [Language]
}
