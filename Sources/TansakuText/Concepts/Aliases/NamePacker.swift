/// Packs names in the form of `CityTable`, so that users' aliases are found by the very code that
/// finds cities.
struct NamePacker {
  private var names: [[UInt32]: UInt32] = [:]

  /// The packed form of a list; the number of a concept is its place in it.
  static func bytes(of list: AliasList) -> [UInt8] {
    var packer = NamePacker()
    for (number, names) in list.concepts.enumerated() {
      for name in names { packer.add(name, of: UInt32(number)) }
    }
    packer.addStems()
    return packer.packed(list.concepts)
  }

  private mutating func add(_ name: AliasList.Name, of concept: UInt32) {
    names[name.key] =
      concept | NameKey.flags(of: name.text, key: name.key, weakness: name.weakness)
  }

  /// Adds the stems of names that are declined; one that two concepts share is neither's.
  private mutating func addStems() {
    var stems: [[UInt32]: (value: UInt32, isShared: Bool)] = [:]
    let kept = NameFlags.weak.rawValue | NameFlags.doubtful.rawValue | 0xFFFF
    for (key, value) in names {
      guard let (stem, endings) = NameKey.declension(of: key) else { continue }
      let declined = value & kept | endings << 21
      let other = stems[Array(stem)]
      let isShared = other.map { $0.isShared || $0.value != declined } ?? false
      stems[Array(stem)] = (declined, isShared)
    }
    for (stem, (value, isShared)) in stems where !isShared {
      if let name = names[stem] {
        if name & 0xFFFF == value & 0xFFFF { names[stem] = name | value & (7 << 21) }
      } else {
        names[stem] = value | NameFlags.stem.rawValue
      }
    }
  }

  private func packed(_ concepts: [[AliasList.Name]]) -> [UInt8] {
    let initials = Set(names.keys.compactMap(\.first))
    // In increasing order, so that the same list has the same bytes.
    let scalars = Set(names.keys.joined())
      .filter { ![.space, .dot].contains(NameKey.kind(of: $0)) }.sorted()
    var codes = CityTable.shared.separators
    for (place, scalar) in scalars.enumerated() {
      codes[scalar] = CityTable.dot + 1 + UInt16(place)
    }
    let traits =
      [0, CharacterTraits.Kind.space.rawValue, CharacterTraits.Kind.dot.rawValue]
      + scalars.map { scalar in
        NameKey.kind(of: scalar).rawValue
          | (initials.contains(scalar) ? CharacterTraits.initial : 0)
      }
    let keyed = names.map { (key: $0.key.map { codes[$0] ?? 0 } + [0], value: $0.value) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let trie = DoubleArray(keys: keyed.map(\.key), values: keyed.map(\.value))
    let (limit, numbers, pages) = NamePacker.pages(of: codes)

    var cities: [UInt8] = []
    var text: [UInt8] = []
    for (number, names) in concepts.enumerated() {
      let title = Array(names[0].text.utf8)
      let shown = Array(names.map(\.text).joined(separator: "|").utf8)
      for word in [UInt32(number + 1), 0, UInt32(text.count)] { append([word], to: &cities) }
      append([UInt16(title.count), UInt16(clamping: shown.count), 0, 0], to: &cities)
      text += title + shown.prefix(Int(UInt16.max))
    }
    var bytes: [UInt8] = []
    append(
      [
        limit, UInt32(pages.count), UInt32(traits.count), UInt32(trie.base.count),
        UInt32(trie.tails.count), UInt32(concepts.count), UInt32(text.count), UInt32(names.count),
      ], to: &bytes)
    append(zip(trie.base, trie.check).flatMap { [$0, $1] }, to: &bytes)
    append(cities, to: &bytes)
    append(numbers, to: &bytes)
    append(pages, to: &bytes)
    append(trie.tails, to: &bytes)
    append(concepts.indices.map { UInt16($0) }, to: &bytes)
    append(traits, to: &bytes)
    append(text, to: &bytes)
    return bytes
  }

  /// The codes of characters by pages of 64, equal pages once.
  private static func pages(
    of codes: [UInt32: UInt16]
  ) -> (limit: UInt32, numbers: [UInt16], pages: [UInt16]) {
    let count = Int(codes.keys.max() ?? 0) >> 6 + 1
    var filled: [Int: [UInt16]] = [:]
    for (scalar, code) in codes {
      filled[Int(scalar >> 6), default: [UInt16](repeating: 0, count: 64)][Int(scalar & 63)] = code
    }
    var pages = [UInt16](repeating: 0, count: 64)
    let numbers = (0..<count).map { page -> UInt16 in
      guard let content = filled[page] else { return 0 }
      pages += content
      return UInt16(pages.count / 64 - 1)
    }
    return (UInt32(count) << 6, numbers, pages)
  }

  /// Appends a section, which ends on a multiple of four.
  private func append(_ words: [some FixedWidthInteger], to bytes: inout [UInt8]) {
    for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
    bytes += [UInt8](repeating: 0, count: -bytes.count & 3)
  }
}
