/// A text after folding, character for character, with the way back to the text as written.
///
/// Folded character `i` came from the UTF-16 units `starts[i]..<ends[i]` of the source. Where
/// characters fold together (か + U+3099 → が) or apart (㍻ → 平成), every folded character of the
/// group leads back to the whole group.
package struct FoldedText: Sendable, Equatable {
  /// The folded characters, as Unicode scalar values.
  package var scalars: [UInt32] = []
  /// Where the source of each folded character begins, in UTF-16 units.
  package var starts: [Int32] = []
  /// Where the source of each folded character ends, in UTF-16 units.
  package var ends: [Int32] = []

  package init() {}
}
