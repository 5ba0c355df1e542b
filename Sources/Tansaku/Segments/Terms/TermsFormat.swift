import TansakuStorage

/// The dictionary of a segment: every term in the order of its key's bytes, with its statistics
/// and the place of its postings.
///
/// ```
/// Terms      --> Block*, Index, Keys, Trailer
/// Block      --> Entry{1…32}
/// Entry      --> shared, suffixLength : varint, suffix : byte*, Statistics, Place
/// Statistics --> documentFrequency * 2 + hasPositions : varint,
///                totalFrequency - documentFrequency : varint
/// Place      --> document : varint, Positions?            where documentFrequency = 1
///              | postings : varint, Positions?            where documentFrequency > 1
/// Positions  --> position : varint                        where totalFrequency = 1
///              | positions : varint                       where totalFrequency > 1
/// Index      --> (key : u32, block : u32)*
/// Keys       --> the first key of every block, one after the other
/// Trailer    --> terms : u64, blocks : u64, index : u64, keys : u64, keysEnd : u64
/// ```
///
/// - `shared` is how many bytes the key has in common with the one before it in the block; 0 for
///   the first.
/// - `postings` and `positions` are offsets into the files of that name, given as what they lie
///   beyond the last such offset in the block (beyond 0 for the first).
/// - `key` and `block` are offsets from the start of `Keys` and of the file; in `Trailer`, `index`,
///   `keys` and `keysEnd` are offsets from the start of the file.
/// - varint is LEB128; fixed numbers are little-endian.
///
/// A term of one document keeps it here, so that the long tail of rare terms costs no postings.
///
/// *Worked example.* The entry `00 03 77 61 62 05 02 07 09` is the first of its block: it shares 0
/// bytes and has 3 of its own, `77 61 62`: layer `w`, text `ab`. `05` = 2 × 2 + 1: two documents,
/// with positions; `02`: 2 + 2 = 4 occurrences; postings at offset 7, positions at offset 9.
enum TermsFormat {
  static let kind = FileKind(name: "TERM", version: 1, oldestReadable: 1)
  /// Terms in a full block: few enough to walk, enough to share prefixes.
  static let blockSize = 32
  static let trailerSize = 40
}

/// What the dictionary knows of a term.
struct TermInfo: Equatable, Sendable {
  /// In how many documents of the segment the term occurs, deleted ones included.
  var documentFrequency: UInt32
  /// How often it occurs in them; an occurrence in a title counts twice.
  var totalFrequency: UInt64
  /// Whether its positions are kept.
  var hasPositions: Bool
  /// Where its documents are.
  var postings: Postings
  /// Where its positions are; meaningless where there are none.
  var positions: Positions

  /// Where a term's documents are.
  enum Postings: Equatable, Sendable {
    /// It has but this one.
    case single(document: UInt32)
    /// At this offset in the file of postings.
    case offset(UInt64)
  }

  /// Where a term's positions are.
  enum Positions: Equatable, Sendable {
    /// None are kept.
    case none
    /// It occurs but once, here.
    case single(position: UInt32)
    /// At this offset in the file of positions.
    case offset(UInt64)
  }
}
