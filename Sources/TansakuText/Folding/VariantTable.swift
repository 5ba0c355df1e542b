internal import CTansakuTables

/// Han characters that are written for one another, each folded to one of them: 沢 澤 泽 are one
/// character, so are 台 臺 and 𠮷 吉.
///
/// The table covers Traditional, Simplified and the Japanese forms, and forms of names and of
/// print. It applies after NFKC_Casefold, which has dealt with compatibility characters, and to
/// single characters: the classes are closed, so that folding twice changes nothing. Merges
/// that Simplified needs are kept though they cost precision (后 後, 发 髮); edges that nobody needs
/// are not (予 豫). `CTansakuTables/README.md` names the sources.
///
/// ## Packed form
/// A two-stage table, all integers little-endian, with pages of 64 characters:
/// ```
/// table           = limit:u32 pageCount:u32 representativeCount:u32 zero:u32
///                   representatives:u32[representativeCount]
///                   pageNumbers:u16[limit / 64]
///                   pages:u16[64][pageCount]
/// limit           = a multiple of 64, above every character that folds
/// representatives = zero, then the characters that others fold to, increasing
/// pageNumbers     = for each 64 characters the number of their page
/// pages           = for each character 0 (it stays), or the place of its representative
/// ```
/// Example: 澤 is U+6FA4, character 0x24 of the 64 that begin at U+6F80 = 64 × 0x1BE; their page
/// is `pageNumbers[0x1BE]`, and entry 0x24 of that page is the place of 沢 (U+6CA2) among the
/// representatives.
// Sendable: the pointers lead into the program's read-only data.
package struct VariantTable: @unchecked Sendable {
  /// The table that the program carries.
  package static let shared = VariantTable()

  /// Characters below this one stay as they are, and need no look at the table.
  private static let firstCharacter: UInt32 = 0x3400
  static let pageBits: UInt32 = 6

  private let limit: UInt32
  private let representativeCount: Int
  private let representatives: UnsafePointer<UInt32>
  private let pageNumbers: UnsafePointer<UInt16>
  private let pages: UnsafePointer<UInt16>

  private init() {
    let bytes = UnsafeRawPointer(tansaku_variants().bytes)
    let header = bytes.assumingMemoryBound(to: UInt32.self)
    limit = header[0]
    representativeCount = Int(header[2])
    representatives = header + 4
    pageNumbers = UnsafeRawPointer(representatives + representativeCount)
      .assumingMemoryBound(to: UInt16.self)
    pages = pageNumbers + Int(limit >> Self.pageBits)
  }

  /// The character that stands for `scalar` and all its variants; `scalar` itself if it has none.
  @inline(__always)
  package func fold(_ scalar: UInt32) -> UInt32 {
    guard scalar >= Self.firstCharacter, scalar < limit else { return scalar }
    let page = Int(pageNumbers[Int(scalar >> Self.pageBits)])
    let place = pages[page << Int(Self.pageBits) + Int(scalar & (1 << Self.pageBits - 1))]
    return place == 0 ? scalar : representatives[Int(place)]
  }

  /// Whether other characters fold to this one, which is folded.
  ///
  /// Takes time in proportion to the logarithm of the number of classes.
  package func hasVariants(_ scalar: UInt32) -> Bool {
    guard scalar >= Self.firstCharacter, scalar < limit else { return false }
    // The first entry says that a character stays.
    var low = 1
    var high = representativeCount
    while low < high {
      let middle = (low + high) / 2
      if representatives[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < representativeCount && representatives[low] == scalar
  }
}
