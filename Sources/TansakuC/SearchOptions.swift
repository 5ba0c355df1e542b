import Tansaku
import TansakuReading

/// The options of a search, as JSON tells them.
struct SearchOptions {
  var limit = 10
  var skip = 0
  var level = MatchLevel.meaning
  var filter = Filter()
  var explains = false
  var cites = false

  /// The options in an object; those of a search of which nothing is said, where there is no object.
  ///
  /// - Throws: `IndexError` with the code `badArgument` at a key that is none and a value that is of
  ///   another type.
  init(_ start: UnsafePointer<CChar>?) throws {
    guard let start else { return }
    do {
      try JSONParser().read(copying: try Arguments.bytes(start, "options")) { key, value in
        try set(key, value)
      }
    } catch let fault as ReadingFault {
      throw Arguments.bad("The text of the options \(fault.reason).")
    }
  }

  private mutating func set(_ key: String, _ value: JSONParser.Value) throws {
    if case .null = value { return }
    switch key {
    case "limit": limit = try SearchOptions.count(value, key)
    case "skip": skip = try SearchOptions.count(value, key)
    case "explain": explains = try SearchOptions.truth(value, key)
    case "cite": cites = try SearchOptions.truth(value, key)
    case "level":
      guard case .string(let name) = value, let level = MatchLevel(rawValue: name) else {
        let names = MatchLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw Arguments.bad("The option \"level\" is one of \(names).")
      }
      self.level = level
    case "where":
      guard case .other(let facts) = value, facts.hasPrefix("{") else {
        throw Arguments.bad("The option \"where\" is an object of names with their values.")
      }
      try JSONParser().read(copying: facts.utf8) { name, value in
        filter.facts[name] = try SearchOptions.texts(value, name)
      }
    default:
      throw Arguments.bad(
        "There is no option \"\(key)\"; the options are limit, skip, level, where, explain, cite.")
    }
  }

  private static func count(_ value: JSONParser.Value, _ key: String) throws -> Int {
    guard case .other(let digits) = value, let count = Int(digits), count >= 0 else {
      throw Arguments.bad("The option \"\(key)\" is a whole number, 0 or more.")
    }
    return count
  }

  private static func truth(_ value: JSONParser.Value, _ key: String) throws -> Bool {
    guard case .other(let word) = value, let truth = Bool(word) else {
      throw Arguments.bad("The option \"\(key)\" is true or false.")
    }
    return truth
  }

  /// The values of a fact: a text, or a list of texts.
  private static func texts(_ value: JSONParser.Value, _ name: String) throws -> [String] {
    switch value {
    case .string(let text): return [text]
    case .other(let list) where list.hasPrefix("["):
      let parser = try JSONParser()
      var texts: [String] = []
      for element in elements(of: list) {
        // The parser reads objects.
        try parser.read(copying: "{\"\":\(element)}".utf8) { _, value in
          guard case .string(let text) = value else { throw notTexts(name) }
          texts.append(text)
        }
      }
      return texts
    default: throw notTexts(name)
    }
  }

  private static func notTexts(_ name: String) -> IndexError {
    Arguments.bad("The value of \"\(name)\" in the option \"where\" is a text or a list of texts.")
  }

  /// The elements of a JSON list without white space, as JSON.
  private static func elements(of list: String) -> [String] {
    var elements: [[UInt8]] = [[]]
    var depth = 0
    var isText = false
    var isEscaped = false
    for byte in list.utf8.dropFirst().dropLast() {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ",") where depth == 0:
          elements.append([])
          continue
        default: break
        }
      }
      elements[elements.count - 1].append(byte)
    }
    return elements == [[]] ? [] : elements.map { String(decoding: $0, as: UTF8.self) }
  }
}
