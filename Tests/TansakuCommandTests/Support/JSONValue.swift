import FoundationEssentials

/// Any value of JSON, as a parser that is not ours reads it.
enum JSONValue: Decodable, Equatable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The text, where it is one.
  var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// The number as a whole one, where it is one.
  var whole: Int? {
    if case .number(let number) = self { return Int(exactly: number) }
    return nil
  }
}

/// The objects of JSON Lines.
func lines(inJSON output: String) throws -> [[String: JSONValue]] {
  try output.split(separator: "\n").map {
    try JSONDecoder().decode([String: JSONValue].self, from: Data($0.utf8))
  }
}
