extension Citation {
  /// The names in a text that lists authors.
  ///
  /// A comma parts authors where there are several, and where what stands before it or behind it is a
  /// whole name already: of two words, or in a script that has no spaces. One comma between single
  /// words stands between a family name and a given one.
  static func names(in text: String) -> [String] {
    let parts = split(text) { $0 == ";" || $0 == "；" || $0 == "、" || $0.isNewline }
    return parts.flatMap { part in
      let pieces = split(part) { $0 == "," || $0 == "，" }
      return pieces.count == 2 && !pieces.contains(where: isWhole) ? [part] : pieces
    }
  }

  /// The family name and the given one; nil where a name does not say which is which.
  static func familyAndGiven(of name: String) -> (family: String, given: String)? {
    let parts = split(name) { $0 == "," || $0 == "，" }
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private static func split(
    _ text: String, where isSeparator: (Character) -> Bool
  ) -> [String] {
    text.split(whereSeparator: isSeparator).map { part in
      var scalars = part.unicodeScalars
      while let first = scalars.first, first.isBlank { scalars.removeFirst() }
      while let last = scalars.last, last.isBlank { scalars.removeLast() }
      return String(scalars)
    }.filter { !$0.isEmpty }
  }

  private static func isWhole(_ name: String) -> Bool {
    name.unicodeScalars.contains { $0.isBlank || $0.value >= 0x0E00 && !isAlphabetic($0) }
  }

  /// Georgian, Cherokee and what there is of Latin and Greek beyond the first blocks.
  private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1CBF, 0x1D00...0x206F: true
    default: false
    }
  }
}
