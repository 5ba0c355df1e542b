import CTansakuJSON

/// Reads JSON objects that stand in a line each.
///
/// By simdjson, as FoundationEssentials' decoder reads 30 MB a second where this reads several
/// hundred.
package final class JSONParser {
  package enum Value {
    case string(String)
    case null
    /// A number, truth value, list or object, as JSON without white space.
    case other(String)

    /// The text, or the JSON of what is none; empty for null.
    var text: String {
      switch self {
      case .string(let text), .other(let text): text
      case .null: ""
      }
    }
  }

  private let json: OpaquePointer

  /// Makes a parser, which may read any number of objects one after another.
  ///
  /// - Throws: `ReadingFault` for want of memory.
  package init() throws {
    guard let json = tansaku_json_open() else {
      throw ReadingFault("cannot be read: no memory left")
    }
    self.json = json
  }

  deinit { tansaku_json_close(json) }

  /// Reads one object and gives its fields in their order.
  ///
  /// The bytes must be followed in memory by `TANSAKU_JSON_PADDING` others.
  ///
  /// - Throws: `ReadingFault` if the bytes are no JSON object, and the errors of `each`.
  func read(_ bytes: UnsafeRawBufferPointer, each: (String, Value) throws -> Void) throws {
    var reason: UnsafePointer<CChar>?
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    switch Int(tansaku_json_read(json, start, bytes.count, &reason)) {
    case TANSAKU_JSON_OBJECT: break
    case TANSAKU_JSON_OTHER: throw ReadingFault("is JSON, but no object")
    default:
      throw ReadingFault("is not JSON: \(reason.map { String(cString: $0) } ?? "broken")")
    }
    var field = tansaku_json_field()
    while tansaku_json_next(json, &field) != 0 {
      let key = Self.text(field.key, field.key_length)
      switch Int(field.kind) {
      case TANSAKU_JSON_NULL: try each(key, .null)
      case TANSAKU_JSON_STRING: try each(key, .string(Self.text(field.value, field.value_length)))
      default: try each(key, .other(Self.text(field.value, field.value_length)))
      }
    }
  }

  /// The texts and numbers of one object by their keys; of equal keys the last one counts.
  ///
  /// For short lines, as they are copied; documents are read by `read`.
  ///
  /// - Throws: `ReadingFault` if the line is no JSON object.
  package func textsAndNumbers(of line: some Collection<UInt8>) throws -> [String: String] {
    var fields: [String: String] = [:]
    try read(copying: line) { key, value in
      switch value {
      case .string(let text): fields[key] = text
      case .other(let text) where JSONParser.isNumber(text): fields[key] = text
      default: break
      }
    }
    return fields
  }

  /// Reads one object and gives its fields in their order; for short ones, as they are copied.
  ///
  /// - Throws: `ReadingFault` if the bytes are no JSON object, and the errors of `each`.
  package func read(
    copying object: some Collection<UInt8>, each: (String, Value) throws -> Void
  ) throws {
    let padded = JSONParser.padded(object)
    try padded.withUnsafeBytes { bytes in
      try read(UnsafeRawBufferPointer(rebasing: bytes[..<object.count]), each: each)
    }
  }

  /// The bytes with so many behind them as the parser wants.
  static func padded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    Array(bytes) + [UInt8](repeating: 0, count: Int(TANSAKU_JSON_PADDING))
  }

  /// Whether a value that is no text is a number.
  static func isNumber(_ value: String) -> Bool {
    value.utf8.first.map { $0 == 0x2D || (0x30...0x39).contains($0) } ?? false
  }

  private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
