import Tansaku
import TansakuReading

/// The options of a call, as a JSON object tells them, each asked for as what it must be.
///
/// What is null counts as left out.
struct OptionReader {
  private var values: [String: JSONParser.Value] = [:]

  /// Reads the options; none where there is no object.
  ///
  /// - Parameters:
  ///   - start: The object.
  ///   - names: The options that there are.
  /// - Throws: `IndexError` with the code `badArgument` where it is no JSON object, or has a key that
  ///   is none of these.
  init(_ start: UnsafePointer<CChar>?, names: [String]) throws {
    guard let start else { return }
    try OptionReader.readFields(of: Arguments.bytes(start, "options")) { key, value in
      guard names.contains(key) else {
        throw Arguments.bad(
          "There is no option \"\(key)\"; the options are \(names.joined(separator: ", ")).")
      }
      if case .null = value { values[key] = nil } else { values[key] = value }
    }
  }

  /// A whole number, 0 or more.
  func count(_ key: String) throws -> Int? {
    guard let value = values[key] else { return nil }
    guard case .other(let digits) = value, let count = Int(digits), count >= 0 else {
      throw Arguments.bad("The option \"\(key)\" is a whole number, 0 or more.")
    }
    return count
  }

  /// A truth value; false where it is left out.
  func truth(_ key: String) throws -> Bool {
    guard let value = values[key] else { return false }
    guard case .other(let word) = value, let truth = Bool(word) else {
      throw Arguments.bad("The option \"\(key)\" is true or false.")
    }
    return truth
  }

  /// A text.
  func text(_ key: String) throws -> String? {
    guard let value = values[key] else { return nil }
    guard case .string(let text) = value else {
      throw Arguments.bad("The option \"\(key)\" is a text.")
    }
    return text
  }

  /// A text, or a list of texts; empty where it is left out.
  func texts(_ key: String) throws -> [String] {
    guard let value = values[key] else { return [] }
    return try OptionReader.texts(value, "The option \"\(key)\"")
  }

  /// How freely a text may be written to match, by the name `level`.
  func level() throws -> MatchLevel {
    guard let value = values["level"] else { return .meaning }
    guard case .string(let name) = value, let level = MatchLevel(rawValue: name) else {
      let names = MatchLevel.allCases.map(\.rawValue).joined(separator: ", ")
      throw Arguments.bad("The option \"level\" is one of \(names).")
    }
    return level
  }

  /// The facts that a document must have, by the name `where`.
  func filter() throws -> Filter {
    var filter = Filter()
    guard let value = values["where"] else { return filter }
    guard case .other(let facts) = value, facts.hasPrefix("{") else {
      throw Arguments.bad("The option \"where\" is an object of names with their values.")
    }
    try OptionReader.readFields(of: facts.utf8) { name, value in
      filter.facts[name] = try OptionReader.texts(
        value, "The value of \"\(name)\" in the option \"where\"")
    }
    return filter
  }

  private static func texts(_ value: JSONParser.Value, _ what: String) throws -> [String] {
    let mistake = Arguments.bad("\(what) is a text or a list of texts.")
    switch value {
    case .string(let text): return [text]
    case .other(let list) where list.hasPrefix("["):
      return try elements(of: list).map { element in
        var text: String?
        // The parser reads objects.
        try readFields(of: "{\"\":\(element)}".utf8) { _, value in
          if case .string(let string) = value { text = string }
        }
        guard let text else { throw mistake }
        return text
      }
    default: throw mistake
    }
  }

  private static func readFields(
    of object: some Collection<UInt8>, each: (String, JSONParser.Value) throws -> Void
  ) throws {
    do {
      try JSONParser().read(copying: object, each: each)
    } catch let fault as ReadingFault {
      throw Arguments.bad("The text of the options \(fault.reason).")
    }
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
