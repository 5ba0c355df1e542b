/// Terms as numbers of 64 bits, for hash tables.
enum TermKey64 {
  /// Set in the keys that are hashes.
  static let hashed: UInt64 = 1 << 63

  /// What a term is looked up by; never 0.
  ///
  /// Up to three characters below U+10000 are the key, with the layer and their count; what is
  /// longer has its top bit set and is a hash.
  @inline(__always)
  static func key(_ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>) -> UInt64 {
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
      if all < 0x1_0000 { return key | UInt64(count) }
    }
    var hash = UInt64(layer.rawValue)
    for scalar in scalars {
      hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 29
    }
    return hash | hashed
  }

  /// The key with its bits spread evenly, the low 40 of them best.
  @inline(__always)
  static func mix(_ key: UInt64) -> UInt64 {
    let product = (key ^ key &>> 31) &* 0x9E37_79B9_7F4A_7C15
    return product &>> 24
  }
}

/// What stands before a term's characters in the pool of texts.
struct TextHeader {
  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  init(layer: Layer, count: Int, hasPositions: Bool) {
    bits = UInt32(count) << 9 | (hasPositions ? 0x100 : 0) | UInt32(layer.rawValue)
  }

  var layer: Layer? { Layer(rawValue: UInt8(bits & 0xFF)) }
  var hasPositions: Bool { bits & 0x100 != 0 }
  var count: Int { Int(bits >> 9) }
}

