import TansakuStorage

/// The dictionary of a segment: every term in the order of its key's bytes, with its statistics
/// and the place of its postings.
///
/// ```
/// Terms      --> Block*, Index, Keys, Trailer
/// Block      --> Statistics, Place, Entry{0…43}
/// Entry      --> Key, Statistics, Place
/// Key        --> step : u8                                where step < C0
///              | step : u8, low : u8                      where C0 <= step < F0
///              | added : u8, shared : varint, byte{added - F0}   where F0 <= added
/// Statistics --> (documentFrequency - 1) * 4 + isOften * 2 + hasPositions : varint,
///                (totalFrequency - documentFrequency : varint)?
/// Place      --> document : varint, Positions?            where documentFrequency = 1
///              | postings : varint, Positions?            where documentFrequency > 1
/// Positions  --> position : varint                        where totalFrequency = 1
///              | nothing                                  where `PostingsFormat.isSmall`
///              | positions : varint                       elsewhere
/// Index      --> (key : u32, block : u32)*
/// Keys       --> the first key of every block, one after the other
/// Trailer    --> terms : u64, blocks : u64, index : u64, keys : u64, keysEnd : u64
/// ```
///
/// - The key of a block's first term stands in `Keys` alone. Any other is told by what it shares
///   with the one before it: nearly all are that one with its last character raised by `step + 1`,
///   or by `(step - C0) * 100 + low + C1`, in hexadecimal. Else `shared` bytes are those of the one
///   before, and `added - F0` bytes follow; where `added` is FF their number is a varint behind it.
/// - `isOften` is 1 where the term occurs more often than in that many documents, and then the
///   difference follows.
/// - `postings` and `positions` are offsets into the files of that name, given as what they lie
///   beyond the last such offset in the block (beyond 0 for the first).
/// - `key` and `block` are offsets from the start of `Keys` and of the file; in `Trailer`, `index`,
///   `keys` and `keysEnd` are offsets from the start of the file.
/// - varint is LEB128; fixed numbers are little-endian.
///
/// A term of one document keeps it here, so that the long tail of rare terms costs no postings.
///
/// *Worked example.* The block `07 D0 0F 07 09 03 01 80 02 0B` has two terms, and in `Keys` stands
/// `77 61 62`: layer `w`, text `ab`. `07` = (2 − 1) × 4 + 2 + 1: two documents, with positions;
/// `D0 0F`: 2 + 2000 = 2002 occurrences; postings at offset 7, positions at offset 9. `03`: the next key ends
/// in `b` + 4 = `f`; `01`: one document, with positions, once in it: document 256, position 11.
enum TermsFormat {
  static let kind = FileKind(name: "TERM", version: 3, oldestReadable: 3)
  /// Terms in a full block: few enough to walk, enough to share prefixes.
  static let blockSize = 44
  static let trailerSize = 40
  /// The first byte of a key that raises the last character by two bytes' worth.
  static let wideStep = 0xC0
  /// The first byte of a key that is spelled out.
  static let spelledOut = 0xF0
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
    /// With its postings: see `PostingsFormat.isSmall`.
    case small
    /// At this offset in the file of positions.
    case offset(UInt64)
  }
}
