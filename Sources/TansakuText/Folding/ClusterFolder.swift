internal import CTansakuICU

/// The definition of our fold, for a few characters that belong together.
///
/// In order: NFKC_Casefold (Unicode Standard, 3.13, R5), which evens out width, case, composition
/// and compatibility forms and drops what is ignorable; the table of variant characters; decimal
/// digits of any script as those of ASCII (๒๕๔๙ → 2549); and for Latin letters alone the loss of their
/// diacritics. Marks of other scripts stay: й is not и, が is
/// not か, and Indic vowels are marks.
struct ClusterFolder {
  private let variants = VariantTable.shared

  /// The folded scalars of a text that begins and ends where the normalization may be cut.
  ///
  /// The slow road: it goes through ICU for every call.
  func fold(_ units: [UInt16]) -> [UInt32] {
    var folded: [UInt32] = []
    for scalar in ClusterFolder.normalized(units) {
      let variant = variants.fold(scalar)
      if let stripped = ClusterFolder.withoutDiacritics(variant) {
        folded.append(contentsOf: stripped)
      } else if ClusterFolder.isCombiningDiacritic(variant), let last = folded.last,
        tansaku_is_latin(last) != 0
      {
        continue
      } else {
        folded.append(ClusterFolder.asciiDigit(variant) ?? variant)
      }
    }
    return folded
  }

  /// The fold of a unified ideograph of the Basic Multilingual Plane, without asking ICU.
  ///
  /// None of them has a decomposition or a case, and by Unicode's policies of stability none ever
  /// will.
  func fold(ideograph scalar: UInt32) -> UInt32 { variants.fold(scalar) }

  /// The unified ideographs of the Basic Multilingual Plane.
  static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF

  /// Whether what stands before a character folds the same whatever it and its followers are.
  static func hasBoundary(before scalar: UInt32) -> Bool {
    tansaku_nfkc_casefold_has_boundary_before(scalar) != 0
  }

  private static func normalized(_ units: [UInt16]) -> [UInt32] {
    var capacity = units.count * 2 + 32
    while true {
      var needed: Int32 = 0
      let result = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
        needed = units.withUnsafeBufferPointer {
          tansaku_nfkc_casefold(
            $0.baseAddress, Int32($0.count), buffer.baseAddress, Int32(buffer.count))
        }
        count = needed > 0 && Int(needed) <= buffer.count ? Int(needed) : 0
      }
      if Int(needed) > capacity {
        capacity = Int(needed)
        continue
      }
      // ICU only fails for want of memory; the text then stands as it was written.
      let folded = needed < 0 ? units : result
      return scalars(of: folded)
    }
  }

  /// The scalars of a text in UTF-16; a surrogate without its partner becomes U+FFFD.
  private static func scalars(of units: [UInt16]) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      let unit = units[index]
      index += 1
      if !UTF16.isSurrogate(unit) {
        scalars.append(UInt32(unit))
      } else if UTF16.isLeadSurrogate(unit), index < units.count,
        UTF16.isTrailSurrogate(units[index])
      {
        scalars.append(
          0x1_0000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(units[index]) - 0xDC00))
        index += 1
      } else {
        scalars.append(0xFFFD)
      }
    }
    return scalars
  }

  /// The digit of ASCII with the value of a decimal digit of another script; nil for what is none.
  private static func asciiDigit(_ scalar: UInt32) -> UInt32? {
    guard scalar > 0x7F else { return nil }
    let value = tansaku_decimal_digit(scalar)
    return value < 0 ? nil : 0x30 + UInt32(value)
  }

  /// Combining diacritical marks, the block that Latin letters take their marks from.
  private static func isCombiningDiacritic(_ scalar: UInt32) -> Bool {
    (0x0300...0x036F).contains(scalar)
  }

  /// The bare letters of a Latin letter with diacritics; nil where there is nothing to take away.
  private static func withoutDiacritics(_ scalar: UInt32) -> [UInt32]? {
    guard scalar > 0x7F, tansaku_is_latin(scalar) != 0 else { return nil }
    if let letters = strokedLetters[scalar] { return letters }
    var units = [UInt16](repeating: 0, count: 32)
    let count = Int(tansaku_canonical_decomposition(scalar, &units))
    guard count > 1 else { return nil }
    let decomposed = String(decoding: units[..<count], as: UTF16.self).unicodeScalars.map(\.value)
    guard let base = decomposed.first,
      decomposed.dropFirst().allSatisfy({ tansaku_is_mark($0) != 0 })
    else { return nil }
    return strokedLetters[base] ?? [base]
  }

  /// Letters whose mark is part of the letter, so that Unicode does not decompose them.
  private static let strokedLetters: [UInt32: [UInt32]] = [
    0x00E6: [0x61, 0x65],  // æ
    0x00F0: [0x64],  // ð
    0x00F8: [0x6F],  // ø
    0x00FE: [0x74, 0x68],  // þ
    0x0111: [0x64],  // đ
    0x0127: [0x68],  // ħ
    0x0131: [0x69],  // ı
    0x0142: [0x6C],  // ł
    0x0153: [0x6F, 0x65],  // œ
    0x0167: [0x74],  // ŧ
  ]
}
