/// The names of the entries of a folder, as bytes and as text.
///
/// Names that are no UTF-8 are taken to be all in one encoding: what the user says, or what ICU's
/// detector takes them for together, if all of them can be read in it; it wants some ten characters
/// to be sure. Else their bytes from 0x80 on are written as in a URL, `%83`, so that each name still
/// has an id of its own.
enum EntryNames {
  /// The text of each name, in the order of the names.
  static func texts(of names: [[UInt8]], encoding: String?) -> [String] {
    let texts = names.map { String(validating: $0, as: UTF8.self) }
    let foreign = zip(names, texts).filter { $1 == nil }.map(\.0)
    if foreign.isEmpty { return texts.compactMap(\.self) }
    let candidates =
      encoding.map { [$0] } ?? Encoding.guesses(Array(foreign.joined(separator: [0x0A])))
    let known = candidates.first { candidate in
      foreign.allSatisfy { decoded($0, from: candidate) != nil }
    }
    return zip(names, texts).map { name, text in
      text ?? known.flatMap { decoded(name, from: $0) } ?? escaped(name)
    }
  }

  private static func decoded(_ name: [UInt8], from encoding: String) -> String? {
    var text: [UInt8] = []
    do {
      try TextDecoder(Encoding(name: encoding)).decode(name, isLast: true, into: &text)
    } catch {
      return nil
    }
    return String(validating: text, as: UTF8.self)
  }

  private static func escaped(_ name: [UInt8]) -> String {
    name.reduce(into: "") { text, byte in
      if byte < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
