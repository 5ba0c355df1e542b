/// Terms as numbers of 64 bits, for hash tables.
///
/// A term of up to three characters below U+10000 is its number: the layer in the top byte, the
/// characters in two bytes each, then in the lowest byte how many they are, doubled, plus 1 if the
/// term keeps positions. What is longer has its top bit set and is a hash. A term keeps positions
/// in all of its occurrences or in none: see `Token.Kind`.
enum TermKey64 {
  /// Set in the keys that are hashes.
  static let hashed: UInt64 = 1 << 63

  /// What a term is looked up by; never 0.
  @inline(__always)
  static func key(
    _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>, hasPositions: Bool
  ) -> UInt64 {
    let count = scalars.count
    if count > 0, count <= 3 {
      var all = scalars[0]
      var key = UInt64(layer.rawValue) &<< 56 | UInt64(scalars[0]) &<< 40
      if count > 1 {
        all |= scalars[1]
        key |= UInt64(scalars[1]) &<< 24
      }
      if count > 2 {
        all |= scalars[2]
        key |= UInt64(scalars[2]) &<< 8
      }
      if all < 0x1_0000 { return key | UInt64(count) &<< 1 | (hasPositions ? 1 : 0) }
    }
    var hash = UInt64(layer.rawValue)
    for scalar in scalars {
      hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 29
    }
    return hash | hashed
  }

  /// What a term of one to three characters is looked up by, the memory behind which can be read up to
  /// the third; nil where it needs a hash.
  ///
  /// As `key` tells, but without a branch by the length: of words nobody can foresee it.
  @inline(__always)
  static func shortKey(
    _ layer: Layer, _ scalars: UnsafePointer<UInt32>, count: Int, hasPositions: Bool
  ) -> UInt64? {
    let rest = UInt64(scalars[1]) | UInt64(scalars[2]) &<< 32
    // The two characters behind the first, as far as they belong to the term.
    let half = UInt64(truncatingIfNeeded: (count &- 1) &* 16)
    let others = rest & ~((UInt64.max &<< half) &<< half)
    if scalars[0] > 0xFFFF || others & 0xFFFF_0000_FFFF_0000 != 0 { return nil }
    let head = UInt64(layer.rawValue) &<< 56 | UInt64(scalars[0]) &<< 40
    let tail = (others & 0xFFFF) &<< 24 | (others &>> 32) &<< 8
    return head | tail | UInt64(truncatingIfNeeded: count) &<< 1 | (hasPositions ? 1 : 0)
  }

  /// The key with its bits spread evenly, the low 40 of them best.
  @inline(__always)
  static func mix(_ key: UInt64) -> UInt64 {
    let product = (key ^ key &>> 31) &* 0x9E37_79B9_7F4A_7C15
    return product &>> 24
  }
}

/// A number that sorts terms as their keys' bytes do, but for terms with the same first four
/// characters or with characters beyond U+FFFF, which share numbers.
struct TermOrder {
  let number: UInt64

  /// The order with this number.
  @inline(__always)
  init(number: UInt64) { self.number = number }

  /// The order of a term that is its own `TermKey64`: the key itself.
  init(key: UInt64) { number = key }

  /// The order of a term whose key is a hash, which has at least one character.
  ///
  /// Its lowest byte is above that of any key that is a term.
  init(layer: UInt8, _ scalars: UnsafeBufferPointer<UInt32>) {
    var number = UInt64(layer)
    for index in 0..<3 {
      let scalar = index < scalars.count ? scalars[index] : 0
      if scalar > 0xFFFF {
        // Nothing behind this character counts.
        self.number = (number + 1) << UInt64(56 - 16 * index) - 1
        return
      }
      number = number << 16 | UInt64(scalar)
    }
    let fourth = scalars.count > 3 ? scalars[3] : 0
    self.number =
      number << 8 | UInt64(fourth < 0x80 ? fourth + 8 : min(fourth >> 9 + 136, 255))
  }

  /// Whether other terms may have the number too.
  @inline(__always)
  var isShared: Bool { number & 0xFF >= 8 }
}

/// What stands before a term's characters in the pool of texts.
struct TextHeader {
  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  init(layer: Layer, count: Int, hasPositions: Bool) {
    bits = UInt32(count) << 9 | (hasPositions ? 0x100 : 0) | UInt32(layer.rawValue)
  }

  /// The layer's byte.
  var layer: UInt8 { UInt8(truncatingIfNeeded: bits) }
  var hasPositions: Bool { bits & 0x100 != 0 }
  var count: Int { Int(bits >> 9) }
}
