import Tansaku

extension ReadingSession {
  /// Reads JSON Lines: each line an object that is a document.
  ///
  /// The id is `id`, or `_id` where there is no `id`, as in the collections of BEIR. A line that is
  /// no document goes into the report, and the next one is read.
  func readLines(of descriptor: Int32, _ name: FileName, documentPath: String?) throws {
    let parser = try JSONParser()
    let reader = LineReader(descriptor: descriptor, limit: options.documentLimit)
    while let line = try reader.next() {
      do {
        if let document = try document(of: line, parser, documentPath) {
          try hand(over: document)
        }
      } catch var fault as ReadingFault {
        fault.line = line.number
        fault.offset = line.offset
        skip(name.path, fault)
      }
      count(bytes: line.length)
    }
  }

  private func document(
    of line: LineReader.Line, _ parser: JSONParser, _ path: String?
  ) throws -> Document? {
    guard var bytes = line.bytes else {
      throw ReadingFault(
        "is a line of more than \(options.documentLimit) bytes: raise the limit, or split the text")
    }
    if line.number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
    }
    guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return nil }
    var document = Document(id: "", path: path)
    var id: JSONParser.Value?
    var underscoreID: JSONParser.Value?
    var hasText = false
    try parser.read(bytes) { key, value in
      switch (key, value) {
      case (_, .null): break
      case ("id", _): id = value
      case ("_id", _): underscoreID = value
      case ("text", .string(let text)), ("text", .other(let text)):
        document.body = text
        hasText = true
      case ("body", .string(let text)), ("body", .other(let text)):
        if !hasText { document.body = text }
      case (_, .string(let text)), (_, .other(let text)):
        document.set(key, to: text)
      }
    }
    guard let own = id ?? underscoreID else { throw ReadingFault("has no id") }
    document.id = try identifier(own)
    if id != nil, let underscoreID { document.set("_id", to: underscoreID.text) }
    return document
  }

  private func identifier(_ value: JSONParser.Value) throws -> String {
    if case .other(let id) = value, !JSONParser.isNumber(id) {
      throw ReadingFault("has an id that is neither a text nor a number")
    }
    return value.text
  }
}
