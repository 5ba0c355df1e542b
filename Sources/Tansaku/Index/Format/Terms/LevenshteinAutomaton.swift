/// Tells, character by character, how few edits lead from a pattern to what was read.
///
/// An edit is a character left out, put in or replaced, or two neighbours that change places, none of
/// them edited twice (the "optimal string alignment" distance). The states are those of Wu and Manber,
/// "Fast text searching allowing errors", Communications of the ACM 35 (10), 1992, with both ends of
/// the pattern held fast and a row for the transpositions of Damerau (CACM 7 (3), 1964): in row `d`,
/// bit `i` is set where what was read can be made of the first `i` characters by at most `d` edits. A
/// character costs a few operations on words for each edit that is allowed, whatever the pattern.
///
/// The states of all that was read are kept, so that who walks a sorted dictionary goes back to where
/// two neighbours part instead of reading the second from its beginning.
struct LevenshteinAutomaton {
  /// The longest pattern: a token of the index, and as many edits as make sense more.
  static let longestPattern = 126

  /// The most edits.
  let edits: Int
  /// The distinct characters of the pattern, ascending.
  private let alphabet: [UInt32]
  /// For each of them, bit `i + 1` where it is character `i`.
  private let masks: [UInt128]
  /// The bits that mean something.
  private let all: UInt128
  private let end: UInt128
  /// For each character read, and for the beginning, the rows of 0 to `edits`, and then for each of 1
  /// to `edits` the places where the first of two characters that change places was read.
  private var rows: [UInt128]
  private let stride: Int
  /// How many characters were read.
  private(set) var depth = 0

  /// An automaton that has read nothing; nil where the pattern is too long.
  ///
  /// - Parameters:
  ///   - pattern: the characters, at most `longestPattern`.
  ///   - edits: the most edits, 0 or more.
  init?(_ pattern: [UInt32], edits: Int) {
    guard pattern.count <= Self.longestPattern, edits >= 0 else { return nil }
    self.edits = edits
    alphabet = Set(pattern).sorted()
    masks = alphabet.map { scalar in
      var mask: UInt128 = 0
      for (place, other) in pattern.enumerated() where other == scalar { mask |= 2 << place }
      return mask
    }
    end = 1 << pattern.count
    all = end | (end - 1)
    stride = 2 * edits + 1
    rows = [UInt128](repeating: 0, count: stride)
    for edit in 0...edits { rows[edit] = edit < pattern.count ? (2 << edit) - 1 : all }
  }

  /// Whether what was read can still become something within the edits.
  var isAlive: Bool { rows[depth * stride + edits] != 0 }

  /// How few edits lead from the pattern to what was read; nil where they are too many.
  var distance: Int? {
    (0...edits).first { rows[depth * stride + $0] & end != 0 }
  }

  /// Whether any next character at all leaves it alive.
  var acceptsAnyCharacter: Bool {
    edits > 0 && rows[depth * stride + edits - 1] != 0
  }

  /// Whether a whole text is within the edits.
  mutating func accepts(_ scalars: some Sequence<UInt32>) -> Bool {
    truncate(to: 0)
    for scalar in scalars where !read(scalar) { return false }
    return distance != nil
  }

  /// Goes back to where so many characters were read.
  mutating func truncate(to depth: Int) { self.depth = min(self.depth, depth) }

  /// Reads a character; returns whether the automaton is alive.
  mutating func read(_ scalar: UInt32) -> Bool {
    let before = depth * stride
    let after = before + stride
    if rows.count < after + stride {
      rows.append(contentsOf: repeatElement(0, count: after + stride - rows.count))
    }
    let mask = mask(of: scalar)
    rows[after] = (rows[before] << 1) & mask
    if edits > 0 {
      for edit in 1...edits {
        let fewer = rows[before + edit - 1]
        let swapping = rows[before + edits + edit]
        var row = (rows[before + edit] << 1) & mask
        row |= fewer | fewer << 1 | rows[after + edit - 1] << 1
        row |= (swapping << 1) & (mask << 1)
        rows[after + edit] = row & all
        rows[after + edits + edit] = (fewer << 1) & (mask >> 1)
      }
    }
    depth += 1
    return isAlive
  }

  /// The lowest character above `scalar` that leaves it alive; nil where there is none.
  ///
  /// To be asked where not any character does: then it is one of the pattern's.
  mutating func nextCharacter(after scalar: UInt32) -> UInt32? {
    for other in alphabet where other > scalar {
      let isAlive = read(other)
      depth -= 1
      if isAlive { return other }
    }
    return nil
  }

  private func mask(of scalar: UInt32) -> UInt128 {
    var low = 0
    var high = alphabet.count
    while low < high {
      let middle = (low + high) / 2
      if alphabet[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < alphabet.count && alphabet[low] == scalar ? masks[low] : 0
  }
}
