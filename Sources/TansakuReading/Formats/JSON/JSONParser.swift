import CTansakuJSON

/// Reads JSON objects that stand in a line each.
///
/// By simdjson, as FoundationEssentials' decoder reads 30 MB a second where this reads several
/// hundred.
final class JSONParser {
  enum Value {
    case string(String)
    case null
    /// A number, truth value, list or object, as JSON without white space.
    case other(String)
  }

  private let json: OpaquePointer

  init() throws {
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

  private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
