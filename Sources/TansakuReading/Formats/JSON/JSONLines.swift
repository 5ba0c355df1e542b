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
    return try Document(json: bytes, parser, path: path)
  }
}

extension Document {
  /// The document that a JSON object tells.
  ///
  /// - Parameters:
  ///   - json: The object in UTF-8, followed in memory by as many bytes as the parser wants.
  ///   - parser: Reads it.
  ///   - path: The file that it was read from.
  /// - Throws: `ReadingFault` where it is no object or has no id.
  init(json: UnsafeRawBufferPointer, _ parser: JSONParser, path: String?) throws {
    self.init(id: "", path: path)
    var id: JSONParser.Value?
    var underscoreID: JSONParser.Value?
    var hasText = false
    try parser.read(json) { key, value in
      switch (key, value) {
      case (_, .null): break
      case ("id", _): id = value
      case ("_id", _): underscoreID = value
      case ("text", .string(let text)), ("text", .other(let text)):
        body = text
        hasText = true
      case ("body", .string(let text)), ("body", .other(let text)):
        if !hasText { body = text }
      case (_, .string(let text)), (_, .other(let text)):
        set(key, to: text)
      }
    }
    guard let own = id ?? underscoreID else { throw ReadingFault("has no id") }
    self.id = try Document.identifier(own)
    if id != nil, let underscoreID { set("_id", to: underscoreID.text) }
  }

  /// The document that a JSON object tells, for who has but one: the bytes are copied.
  ///
  /// - Parameters:
  ///   - json: The object in UTF-8.
  ///   - parser: Reads it.
  /// - Throws: `ReadingFault` where it is no object or has no id.
  package init(json: some Collection<UInt8>, _ parser: JSONParser) throws {
    let padded = JSONParser.padded(json)
    self = try padded.withUnsafeBytes { bytes in
      try Document(
        json: UnsafeRawBufferPointer(rebasing: bytes[..<json.count]), parser, path: nil)
    }
  }

  private static func identifier(_ value: JSONParser.Value) throws -> String {
    if case .other(let id) = value, !JSONParser.isNumber(id) {
      throw ReadingFault("has an id that is neither a text nor a number")
    }
    return value.text
  }
}
