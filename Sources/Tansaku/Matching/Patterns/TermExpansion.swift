import TansakuText

/// A set of entries of the dictionary that a query describes.
///
/// It stands wherever the beginning of keys may stand, under a key of its own that no entry has:
///
/// ```
/// Key         --> 0xFF, Kind, layer : byte, Description
/// Kind        --> 0x01 (pattern) | 0x02 (one edit) | 0x03 (two edits) | 0x04 (expression)
/// Description --> (UTF-8 | 0xFE (any number of characters) | 0xFD (one))*     for a pattern
///               | UTF-8                                                   for edits
///               | beginning of the entries' texts : UTF-8, 0xFF, UTF-8    for an expression
/// ```
///
/// `FF 01 77 74 61 69 FE` is the pattern `tai*` in the layer of words. What a key describes depends
/// on nothing else, so that unions of it can be kept.
struct TermExpansion: Sendable, Equatable, Hashable {
  /// What the entries must be like.
  enum Kind: Sendable, Equatable, Hashable {
    /// Their texts fit.
    case pattern(GlobPattern)
    /// Their texts have so many edits at most from this one: 1 or 2.
    case fuzzy([UInt32], edits: Int)
    /// What follows this beginning fits a regular expression.
    case expression(beginning: String, String)
  }

  let layer: Layer
  let kind: Kind

  /// How many edits a fuzzy word may have; the nearest to a number that a query says.
  static func allowed(_ edits: Int) -> Int { min(max(edits, 1), 2) }

  private static let mark: UInt8 = 0xFF
  private static let manyMark: UInt8 = 0xFE
  private static let oneMark: UInt8 = 0xFD

  /// Entries of a layer that are like this.
  init(_ layer: Layer, _ kind: Kind) {
    self.layer = layer
    self.kind = kind
  }

  /// What a key describes; nil for the key or the beginning of entries.
  init?(_ key: TermKey) {
    guard key.bytes.count >= 3, key.bytes[0] == TermExpansion.mark,
      let layer = Layer(rawValue: key.bytes[2])
    else { return nil }
    let rest = key.bytes[3...]
    func scalars(_ bytes: some Sequence<UInt8>) -> [UInt32] {
      String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.map(\.value)
    }
    self.layer = layer
    switch key.bytes[1] {
    case 1:
      var elements: [GlobPattern.Element] = []
      for part in rest.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == TermExpansion.manyMark })
      {
        if !elements.isEmpty || part.startIndex > rest.startIndex { elements.append(.many) }
        for (index, piece) in part.split(
          separator: TermExpansion.oneMark, omittingEmptySubsequences: false
        ).enumerated() {
          if index > 0 { elements.append(.one) }
          elements += scalars(piece).map { .scalar($0) }
        }
      }
      kind = .pattern(GlobPattern(elements: elements))
    case 2, 3: kind = .fuzzy(scalars(rest), edits: Int(key.bytes[1]) - 1)
    case 4:
      guard let end = rest.firstIndex(of: TermExpansion.mark) else { return nil }
      kind = .expression(
        beginning: String(decoding: rest[..<end], as: UTF8.self),
        String(decoding: rest[(end + 1)...], as: UTF8.self))
    default: return nil
    }
  }

  /// The key that describes the set.
  var key: TermKey {
    var bytes = [TermExpansion.mark, 0, layer.rawValue]
    switch kind {
    case .pattern(let pattern):
      bytes[1] = 1
      for element in pattern.elements {
        switch element {
        case .scalar(let scalar): TermKey.appendUTF8(of: scalar, to: &bytes)
        case .one: bytes.append(TermExpansion.oneMark)
        case .many: bytes.append(TermExpansion.manyMark)
        }
      }
    case .fuzzy(let scalars, let edits):
      bytes[1] = UInt8(clamping: 1 + edits)
      for scalar in scalars { TermKey.appendUTF8(of: scalar, to: &bytes) }
    case .expression(let beginning, let expression):
      bytes[1] = 4
      bytes += beginning.utf8
      bytes.append(TermExpansion.mark)
      bytes += expression.utf8
    }
    return TermKey(bytes: bytes)
  }

  /// What the dictionary of a segment knows of the entries that are like this, in its order.
  ///
  /// Walks the entries that share the beginning of a pattern; all entries of the layer for what has
  /// no beginning.
  ///
  /// - Throws: `StorageError` where the dictionary is damaged; `IndexError` where a regular
  ///   expression takes too long.
  func infos(in terms: TermsReader) throws -> [TermInfo] {
    var infos: [TermInfo] = []
    switch kind {
    case .pattern(let pattern):
      let beginning = TermKey(layer, scalars: pattern.beginning)
      let skipped = pattern.beginning.count
      let rest = GlobPattern(elements: Array(pattern.elements[skipped...]))
      var scalars: [UInt32] = []
      try terms.forEachEntry(prefix: beginning.bytes) { key, info in
        // Words without positions are no units: ICU's words of a script without spaces.
        if layer == .word, !info.hasPositions { return true }
        TermExpansion.decode(key[beginning.bytes.count...], into: &scalars)
        if rest.matches(scalars) { infos.append(info) }
        return true
      }
    case .fuzzy(let word, let edits):
      try FuzzyWalk.forEachTerm(
        within: edits, of: word, as: PlainAlphabet.self, layer: layer, in: terms
      ) { _, info, _ in
        if info.hasPositions { infos.append(info) }
        return true
      }
    case .expression(let beginning, let pattern):
      let expression = try TermExpansion.expression(pattern)
      let start = TermKey(layer, beginning)
      try terms.forEachEntry(prefix: start.bytes) { key, info in
        let value = String(decoding: key[start.bytes.count...], as: UTF8.self)
        guard let fits = expression.matches(value) else {
          throw IndexError(
            code: .badQuery,
            message:
              "/\(pattern)/ takes too long: make it simpler, with fewer repetitions within one "
              + "another.")
        }
        if fits { infos.append(info) }
        return true
      }
    }
    return infos
  }

  /// The regular expression of a pattern.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is none.
  static func expression(_ pattern: String) throws -> RegularExpression {
    do {
      return try RegularExpression(pattern)
    } catch {
      throw IndexError(
        code: .badQuery,
        message: "/\(pattern)/ is no regular expression: ICU stops at character \(error.offset).")
    }
  }

  /// Reads UTF-8; the dictionary's is well formed, and what is not becomes other characters.
  private static func decode(_ bytes: Slice<UnsafeRawBufferPointer>, into scalars: inout [UInt32]) {
    scalars.removeAll(keepingCapacity: true)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for byte in bytes { scalars.append(UInt32(byte)) }
    } else {
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        scalars.append(scalar.value)
      }
    }
  }
}
