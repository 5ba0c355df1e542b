/// One line of JSON Lines, put together key by key: the order is the one in which a person reads.
package struct JSONObject {
  private var text = ""

  /// An object without anything in it.
  package init() {}

  /// The object, without the line's end.
  package var json: String { "{\(text)}" }

  /// The object in one line, with the line's end.
  package var line: String { "{\(text)}\n" }

  /// Adds a text; nothing where there is none.
  package mutating func set(_ key: String, _ value: String?) {
    if let value { add(key, JSONObject.quoted(value)) }
  }

  /// Adds a whole number.
  package mutating func set(_ key: String, _ value: Int) { add(key, String(value)) }

  /// Adds a truth value.
  package mutating func set(_ key: String, _ value: Bool) { add(key, value ? "true" : "false") }

  /// Adds a number, with the fewest digits that tell it from all others.
  package mutating func set(_ key: String, _ value: Float) {
    add(key, value.isFinite ? value.description : "null")
  }

  /// Adds a number with so many digits behind the point.
  package mutating func set(_ key: String, _ value: Double, places: Int) {
    add(key, value.decimal(places))
  }

  /// Adds ranges, each as its start and its length.
  package mutating func set(_ key: String, _ ranges: [Range<Int>]) {
    add(key, "[" + ranges.map { "[\($0.lowerBound),\($0.count)]" }.joined(separator: ",") + "]")
  }

  /// Adds texts.
  package mutating func set(_ key: String, _ texts: [String]) {
    add(key, "[" + texts.map(JSONObject.quoted).joined(separator: ",") + "]")
  }

  /// Adds lists of whole numbers.
  package mutating func set(_ key: String, _ lists: [[Int]]) {
    add(
      key,
      "["
        + lists.map { "[" + $0.map(String.init).joined(separator: ",") + "]" }
        .joined(separator: ",") + "]")
  }

  /// Adds a range as its start and its length.
  package mutating func set(_ key: String, _ range: Range<Int>) {
    add(key, "[\(range.lowerBound),\(range.count)]")
  }

  /// Adds an object within.
  package mutating func set(_ key: String, _ object: JSONObject) { add(key, "{\(object.text)}") }

  /// Adds a list of objects.
  package mutating func set(_ key: String, _ objects: [JSONObject]) {
    add(key, "[" + objects.map { "{\($0.text)}" }.joined(separator: ",") + "]")
  }

  private mutating func add(_ key: String, _ value: String) {
    if !text.isEmpty { text += "," }
    text += "\(JSONObject.quoted(key)):\(value)"
  }

  /// A text as a JSON string (RFC 8259, section 7).
  ///
  /// Besides what must be escaped, whatever some reader takes for the end of a line is: the C1
  /// controls and U+2028, U+2029.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
