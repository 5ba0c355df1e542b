internal import CTansakuICU

/// What a folded character does in a text, as far as cutting it into units of search goes.
package enum CharacterClass: UInt8, Sendable {
  /// Space, punctuation or symbol: parts what stands on its two sides.
  case separator
  /// A letter or mark of a script that puts spaces between words.
  case letter
  /// A decimal digit or another numeric character.
  case digit
  /// A character of a script written without spaces (Han, kana, Thai, Lao, Khmer, Burmese and
  /// their like), or of Hangul, whose words carry their particles: found one by one.
  case run
}

extension CharacterClass {
  /// The class of a character, for who asks now and then.
  package static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    CharacterTable.classOf(scalar.value)
  }
}

/// The fold and the class of every character, worked out a page of 256 characters at a time when
/// the first of them is met.
///
/// Asking ICU for each character of a text costs more than segmenting it; a load from this table
/// costs next to nothing, and a query that touches three pages pays for three.
/// Not for two threads at once.
final class CharacterTable {
  /// One character's fold: bits 0 to 20 the folded scalar, 24 and 25 its class, 31 set where the
  /// character must go through the normalizer with its neighbours.
  struct Entry {
    let bits: UInt32
    var isComplex: Bool { bits & 0x8000_0000 != 0 }
    var scalar: UInt32 { bits & 0x1F_FFFF }
    var characterClass: CharacterClass {
      CharacterClass(rawValue: UInt8(truncatingIfNeeded: bits >> 24) & 3) ?? .separator
    }
  }

  /// Pages of the Basic Multilingual Plane by the high byte of the character; nil until met.
  private let pages: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?>
  private let normalizer: ClusterFolder

  /// An empty table of this fold.
  init(_ depth: FoldDepth = .full) {
    normalizer = ClusterFolder(depth)
    pages = .allocate(capacity: 256)
    pages.initialize(repeating: nil, count: 256)
  }

  deinit {
    for page in 0..<256 { pages[page]?.deallocate() }
    pages.deallocate()
  }

  /// The fold of one UTF-16 unit; surrogates are complex.
  @inline(__always)
  func entry(_ unit: UInt16) -> Entry {
    // The index is a byte, so it lies within the 256 pages.
    if let page = pages[Int(unit >> 8)] { return Entry(bits: page[Int(unit & 0xFF)]) }
    return Entry(bits: fillPage(unit >> 8)[Int(unit & 0xFF)])
  }

  /// The class of a folded scalar.
  @inline(__always)
  func characterClass(_ scalar: UInt32) -> CharacterClass {
    if scalar < 0x1_0000 {
      let page = pages[Int(scalar >> 8)] ?? fillPage(UInt16(scalar >> 8))
      let entry = page[Int(scalar & 0xFF)]
      // A folded scalar stands for itself, except where the fold of a lone mark is nothing.
      if entry & 0x801F_FFFF == scalar { return Entry(bits: entry).characterClass }
    }
    return CharacterTable.classOf(scalar)
  }

  @inline(never)
  static func classOf(_ scalar: UInt32) -> CharacterClass {
    CharacterClass(rawValue: UInt8(tansaku_character_class_of(scalar))) ?? .separator
  }

  @inline(never)
  private func fillPage(_ page: UInt16) -> UnsafeMutablePointer<UInt32> {
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: 256)
    for low in 0..<UInt16(256) {
      entries[Int(low)] = bits(of: page << 8 | low)
    }
    pages[Int(page)] = entries
    return entries
  }

  private func bits(of unit: UInt16) -> UInt32 {
    let complex: UInt32 = 0x8000_0000
    if UTF16.isSurrogate(unit) { return complex }
    let scalar = UInt32(unit)
    if ClusterFolder.ideographs.contains(scalar) {
      let folded = normalizer.fold(ideograph: scalar)
      return folded | UInt32(CharacterTable.classOf(folded).rawValue) << 24
    }
    if !ClusterFolder.hasBoundary(before: scalar) { return complex | scalar }
    let folded = normalizer.fold([unit])
    guard folded.count == 1 else { return complex }
    return folded[0] | UInt32(CharacterTable.classOf(folded[0]).rawValue) << 24
  }
}
