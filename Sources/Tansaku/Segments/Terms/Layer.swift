/// The kinds of things that a document is found by.
///
/// Each has its own part of the dictionary.
///
/// The raw value is the first byte of a term's key, so that a layer's terms stand together.
enum Layer: UInt8, CaseIterable, Sendable {
  /// A fact given with the document, `name=value`: documents only, no frequencies.
  case attribute = 0x61  // a
  /// A city named in the text, by its GeoNames id: with frequencies.
  case city = 0x63  // c
  /// A date written in the text or given with the document, as `DateTerm` has it: with frequencies.
  case date = 0x64  // d
  /// A character of a script without spaces with the next one: with positions.
  case gram = 0x67  // g
  /// A document's id: one document.
  case identifier = 0x69  // i
  /// A number that no word of the text says, as `NumberTerm` has it: with frequencies.
  case number = 0x6E  // n
  /// A part of a word: with frequencies.
  case part = 0x70  // p
  /// A concept of the user's aliases that the text names, by its key: with frequencies.
  case concept = 0x6B  // k
  /// A word whose letters carry marks, as `MarkedWords` has it: with frequencies.
  case marked = 0x6D  // m
  /// A city that the document is about, for its title or its `city` names it: by its GeoNames id.
  case subject = 0x73  // s
  /// A word: with positions where it is one alphabetic unit.
  case word = 0x77  // w
  /// What most of a document is written in, by `WritingSystem`: documents only.
  case writing = 0x78  // x

  /// Whether a term is characters as they are written, rather than what they mean.
  var isWriting: Bool {
    switch self {
    case .word, .gram, .part, .marked: true
    case .attribute, .city, .concept, .date, .identifier, .number, .subject, .writing: false
    }
  }

  /// The name that a person reads.
  var name: String {
    switch self {
    case .attribute: "attribute"
    case .city: "city"
    case .date: "date"
    case .gram: "gram"
    case .identifier: "id"
    case .number: "number"
    case .part: "part"
    case .concept: "concept"
    case .marked: "marked"
    case .subject: "subject"
    case .word: "word"
    case .writing: "writing"
    }
  }
}

/// The key of a term in the dictionary: its layer's byte, then its text in UTF-8.
struct TermKey: Hashable, Comparable, Sendable {
  /// The bytes that the dictionary is sorted by.
  let bytes: [UInt8]

  /// The key with these bytes.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The key of a text in a layer.
  init(_ layer: Layer, _ text: String) {
    var bytes = [layer.rawValue]
    bytes.append(contentsOf: text.utf8)
    self.bytes = bytes
  }

  /// The key of folded characters in a layer.
  init(_ layer: Layer, scalars: some Collection<UInt32>) {
    var bytes: [UInt8] = []
    // The initializer that hands over memory asks for the array's type at run time, which takes
    // longer than to write a key.
    bytes.reserveCapacity(1 + 4 * scalars.count)
    bytes.append(layer.rawValue)
    for scalar in scalars { TermKey.appendUTF8(of: scalar, to: &bytes) }
    self.bytes = bytes
  }

  /// The layer that the key belongs to; nil where the dictionary is not one of ours.
  var layer: Layer? { bytes.first.flatMap(Layer.init(rawValue:)) }

  /// The term's text.
  var text: String { String(decoding: bytes.dropFirst(), as: UTF8.self) }

  /// All bytes at once: an array would hash them one by one.
  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  static func < (one: TermKey, other: TermKey) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// UTF-8 keeps the order of the scalars, so that sorting bytes sorts characters.
  static func appendUTF8(of scalar: UInt32, to bytes: inout [UInt8]) {
    // Byte by byte: to append several at once costs more than four times one.
    let count = LastCharacter.length(of: scalar)
    if count == 1 {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
      return
    }
    let mark: UInt32 = count == 2 ? 0xC0 : count == 3 ? 0xE0 : 0xF0
    var shift = UInt32(truncatingIfNeeded: 6 &* (count &- 1))
    bytes.append(UInt8(truncatingIfNeeded: mark | scalar &>> shift))
    while shift > 0 {
      shift &-= 6
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar &>> shift & 0x3F))
    }
  }
}
