import TansakuText

/// Which entries of the dictionary a query asks for: one, or all that are alike in some way.
///
/// What a selector selects depends on nothing but itself and the dictionary, so that the union of its
/// entries' postings can be kept under it.
enum TermSelector: Sendable, Hashable {
  /// The entry with this key.
  case key(TermKey)
  /// All entries whose keys begin with this.
  case prefix(TermKey)
  /// All entries of a layer whose texts fit. In the layer of words, only those with positions.
  indirect case pattern(Layer, GlobPattern)
  /// All entries of a layer that have positions and whose texts are at most this many edits, 1 or 2,
  /// from a text.
  indirect case fuzzy(Layer, [UInt32], edits: Int)
  /// All entries of a layer whose texts begin with the first text and continue with one that fits the
  /// regular expression.
  indirect case expression(Layer, beginning: String, String)

  /// Whether this is a single entry.
  var isKey: Bool {
    if case .key = self { true } else { false }
  }

  /// The key, or the beginning of the keys; nil if the entries are described in another way.
  var key: TermKey? {
    switch self {
    case .key(let key), .prefix(let key): key
    case .pattern, .fuzzy, .expression: nil
    }
  }

  /// The layer of the entries; nil if the key belongs to no layer.
  var layer: Layer? {
    switch self {
    case .key(let key), .prefix(let key): key.layer
    case .pattern(let layer, _), .fuzzy(let layer, _, _), .expression(let layer, _, _): layer
    }
  }

  /// The text that a person reads: that of the key, or the description as a query writes it.
  var text: String {
    switch self {
    case .key(let key), .prefix(let key): key.text
    case .pattern(_, let pattern): pattern.text
    case .fuzzy(_, let scalars, let edits):
      String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init))) + "~\(edits)"
    case .expression(_, let beginning, let expression): "\(beginning)/\(expression)/"
    }
  }
}

extension TermSelector {
  /// What the dictionary of a segment knows of the selected entries, in the order of their keys.
  ///
  /// Looks a key up; walks the entries that share the beginning of a prefix or a pattern, or the near
  /// part of the dictionary for edits; without a beginning, all entries of the layer.
  ///
  /// - Throws: `StorageError` if the dictionary is damaged; `IndexError` with the code `badQuery` if a
  ///   regular expression is none or takes too long.
  func infos(in terms: TermsReader) throws -> [TermInfo] {
    var infos: [TermInfo] = []
    switch self {
    case .key(let key):
      if let info = try terms.find(key) { infos.append(info) }
    case .prefix(let key):
      try terms.forEachEntry(prefix: key.bytes) { _, info in
        infos.append(info)
        return true
      }
    case .pattern(let layer, let pattern):
      let beginning = TermKey(layer, scalars: pattern.beginning)
      let skipped = pattern.beginning.count
      let rest = GlobPattern(elements: Array(pattern.elements[skipped...]))
      var scalars: [UInt32] = []
      try terms.forEachEntry(prefix: beginning.bytes) { key, info in
        // Words without positions are no units: ICU's words of a script without spaces.
        if layer == .word, !info.hasPositions { return true }
        TermSelector.decode(key[beginning.bytes.count...], into: &scalars)
        if rest.matches(scalars) { infos.append(info) }
        return true
      }
    case .fuzzy(let layer, let word, let edits):
      try FuzzyWalk.forEachTerm(
        within: edits, of: word, as: PlainAlphabet.self, layer: layer, in: terms
      ) { _, info, _ in
        if info.hasPositions { infos.append(info) }
        return true
      }
    case .expression(let layer, let beginning, let pattern):
      let expression = try QueryExpression(pattern)
      let start = TermKey(layer, beginning)
      try terms.forEachEntry(prefix: start.bytes) { key, info in
        let value = String(decoding: key[start.bytes.count...], as: UTF8.self)
        if try expression.matches(value) { infos.append(info) }
        return true
      }
    }
    return infos
  }

  /// Reads UTF-8, which is well-formed in a dictionary; anything else becomes other characters.
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
