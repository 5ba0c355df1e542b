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
