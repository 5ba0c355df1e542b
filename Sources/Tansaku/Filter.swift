/// Facts that documents are chosen by, beside the words of the query.
///
/// ```swift
/// let filter = Filter(["kind": ["declaration"], "language": ["ja", "zh-Hant"]])
/// ```
public struct Filter: Sendable, Hashable {
  /// The longest value that can be filtered by, in bytes of UTF-8; longer ones are kept with the
  /// document and pass no filter.
  public static let longestValue = 512

  /// The facts: a document must have one of the values of each name.
  ///
  /// Names are `kind`, `language`, `date`, `city`, `work` and those of the documents' own
  /// attributes. Values count as they were given, to the letter.
  public var facts: [String: [String]]

  /// A filter of these facts; without any, every document passes.
  public init(_ facts: [String: [String]] = [:]) { self.facts = facts }

  /// The id that a document must have; nil for any.
  var id: String?

  /// For each name, the keys in the dictionary of its values; that of the id comes last.
  var keys: [[TermKey]] {
    facts.sorted { $0.key < $1.key }.map { name, values in
      values.map { TermKey(.attribute, "\(name)=\($0)") }
    } + (id.map { [[TermKey(.identifier, $0)]] } ?? [])
  }
}
