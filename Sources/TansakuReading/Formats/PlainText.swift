import Tansaku

extension ReadingSession {
  /// Reads a text without marks, whatever its length, and splits it if it is over the limit.
  func readPlain(_ file: InputFile, _ encoding: Encoding, _ name: FileName) throws {
    let decoder = try TextDecoder(encoding)
    var splitter = TextSplitter(limit: options.documentLimit, partSize: options.partSize)
    var title: String?
    var number = 0
    func hand(_ part: ArraySlice<UInt8>) throws {
      let body = String(decoding: part, as: UTF8.self)
      guard body.hasText else { return }
      number += 1
      let heading = title ?? PlainText.title(of: body) ?? name.stem
      title = heading
      try self.hand(
        over: Document(
          id: number == 1 ? name.id : "\(name.id)#\(number)",
          title: number == 1 ? heading : "\(heading) (\(number))", body: body, path: name.path))
    }
    try file.forEachPiece { piece, isLast in
      try decoder.decode(piece, isLast: isLast, into: &splitter.text)
      try splitter.split(isLast: isLast, hand)
    }
    if number == 0 { throw ReadingFault.noText }
  }
}

/// What plain text tells about itself.
enum PlainText {
  /// The most characters of a line that can be a title.
  private static let longestTitle = 120

  /// The first line that holds something, unless it is too long for a title.
  static func title(of text: String) -> String? {
    let lines = text.lazy.split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    let title = String(line).trimmed
    return title.count <= longestTitle ? title : nil
  }
}

extension ReadingFault {
  static let noText = ReadingFault("holds no text", isFault: false)
}

extension String {
  /// Whether there is more than white space.
  var hasText: Bool { unicodeScalars.contains { !$0.properties.isWhitespace } }

  /// The text without white space and control characters at both ends.
  var trimmed: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar.value < 0x20
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
