import CTansakuMarkup

/// The YAML between two lines of `---` at the beginning of a text.
struct FrontMatter {
  /// The keys with their values as text, in the order written.
  private(set) var fields: [(key: String, value: String)] = []
  /// Where the text goes on after it.
  private(set) var end: Int

  /// Nil if the text does not begin with front matter.
  ///
  /// - Throws: `ReadingFault` with the line if what stands there isn't YAML.
  init?(_ text: [UInt8]) throws {
    var lines: [Range<Int>] = []
    var begin = 0
    while begin < text.count {
      let end = text[begin...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      lines.append(begin..<end)
      let isFence = Self.isFence(text[begin..<end])
      if lines.count == 1, !isFence { return nil }
      begin = min(end + 1, text.count)
      if lines.count > 1, isFence || Self.isEnd(text[lines[lines.count - 1]]) { break }
    }
    guard lines.count > 1, let last = lines.last,
      Self.isFence(text[last]) || Self.isEnd(text[last])
    else { return nil }
    end = begin
    try Self.checkSize(text[..<begin])
    var reader = YAMLReader(Array(text[(lines[0].upperBound + 1)..<last.lowerBound]))
    guard let fields = try reader.mapping() else { return nil }
    self.fields = fields
  }

  /// Keeps from libyaml what would take it a time that grows with the square.
  private static func checkSize(_ matter: ArraySlice<UInt8>) throws {
    var depth = 0
    var deepest = 0
    for byte in matter {
      if "[{".utf8.contains(byte) { depth += 1 }
      if "]}".utf8.contains(byte) { depth -= 1 }
      deepest = max(deepest, depth)
    }
    guard matter.count <= 1 << 16, deepest <= 256 else {
      throw ReadingFault("has front matter that is too long or nested too deeply", line: 1)
    }
  }

  /// Whether a line is `---`.
  static func isFence(_ line: ArraySlice<UInt8>) -> Bool { isRule(line, of: "---") }

  private static func isEnd(_ line: ArraySlice<UInt8>) -> Bool { isRule(line, of: "...") }

  private static func isRule(_ line: ArraySlice<UInt8>, of rule: String) -> Bool {
    line.starts(with: rule.utf8) && line.dropFirst(rule.utf8.count).allSatisfy { $0 <= 0x20 }
  }
}

/// Reads a YAML mapping as texts: dates, numbers and truth values stay as they are written.
private struct YAMLReader {
  private enum Event {
    case scalar(String, isPlain: Bool)
    case sequence
    case mapping
    case close
    case end
  }

  private let bytes: [UInt8]
  private var events: [Event] = []
  private var place = 0
  private static let deepest = 16

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The fields of the mapping, or nil if the text is none.
  mutating func mapping() throws -> [(key: String, value: String)]? {
    events = try parsed()
    guard case .mapping = next() else { return nil }
    var fields: [(key: String, value: String)] = []
    while let key = try value(next(), depth: 0) {
      let event = next()
      guard let value = try value(event, depth: 0) else { break }
      if !isNull(event) { fields.append((key, value)) }
    }
    return fields
  }

  private mutating func next() -> Event {
    guard place < events.count else { return .end }
    place += 1
    return events[place - 1]
  }

  private func isNull(_ event: Event) -> Bool {
    if case .scalar(let text, isPlain: true) = event {
      return ["", "~", "null", "Null", "NULL"].contains(text)
    }
    return false
  }

  /// A value as text: lists joined by commas, mappings as “key: value”.
  ///
  /// Nil where a list or mapping closes.
  private mutating func value(_ event: Event, depth: Int) throws -> String? {
    guard depth < Self.deepest else { throw ReadingFault("has front matter nested too deeply") }
    switch event {
    case .scalar(let text, _): return text
    case .sequence:
      var parts: [String] = []
      while let part = try value(next(), depth: depth + 1) { parts.append(part) }
      return parts.joined(separator: ", ")
    case .mapping:
      var parts: [String] = []
      while let key = try value(next(), depth: depth + 1),
        let part = try value(next(), depth: depth + 1)
      {
        parts.append("\(key): \(part)")
      }
      return parts.joined(separator: ", ")
    case .close, .end: return nil
    }
  }

  private func parsed() throws -> [Event] {
    try bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let yaml = tansaku_yaml_open(start, buffer.count) else { return [] }
      defer { tansaku_yaml_close(yaml) }
      var events: [Event] = []
      var event = tansaku_yaml_event()
      while true {
        switch Int(tansaku_yaml_next(yaml, &event)) {
        case TANSAKU_YAML_END: return events
        case TANSAKU_YAML_SCALAR:
          let text = UnsafeRawBufferPointer(start: event.text, count: event.length)
          events.append(
            .scalar(String(decoding: text, as: UTF8.self), isPlain: event.plain != 0))
        case TANSAKU_YAML_SEQUENCE: events.append(.sequence)
        case TANSAKU_YAML_MAPPING: events.append(.mapping)
        case TANSAKU_YAML_CLOSE: events.append(.close)
        case TANSAKU_YAML_ALIAS: throw fault(event, "an alias (*name) cannot be used here")
        default: throw fault(event, event.text.map { String(cString: $0) } ?? "not YAML")
        }
      }
    }
  }

  private func fault(_ event: tansaku_yaml_event, _ problem: String) -> ReadingFault {
    // The opening `---` is line 1 of the file.
    let line = event.line + 1
    return ReadingFault(
      "has front matter that is not YAML (line \(line): \(problem)); put quotes around the value",
      line: line)
  }
}
