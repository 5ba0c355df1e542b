/// A user's aliases, ready to be found in texts.
///
/// Made once from a list, in time in proportion to it, and shared by all analyzers of an index.
// Sendable: the bytes are written before anybody else has the table, and never again.
package final class AliasTable: @unchecked Sendable {
  /// What the table was made of.
  package let list: AliasList
  /// The key of each concept: its first name, folded.
  package let keys: [String]
  let names: CityTable
  private let bytes: UnsafeMutableRawPointer

  /// The table of a list.
  package init(_ list: AliasList) {
    self.list = list
    keys = list.concepts.map { names in
      var key = String.UnicodeScalarView()
      key.append(contentsOf: names[0].key.compactMap(Unicode.Scalar.init))
      return String(key)
    }
    let packed = NamePacker.bytes(of: list)
    bytes = .allocate(byteCount: packed.count, alignment: 8)
    UnsafeMutableRawBufferPointer(start: bytes, count: packed.count).copyBytes(from: packed)
    names = CityTable(bytes: UnsafeRawPointer(bytes))
  }

  deinit { bytes.deallocate() }
}

/// A place in a text where a concept is named.
package struct ConceptMention: Sendable, Equatable {
  /// The concept's place in the list of aliases.
  package var concept: Int
  /// The name's folded characters, as a range of the folded text.
  package var range: Range<Int>
}
