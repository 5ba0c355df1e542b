/// A value whose keys in JSON can be listed.
protocol KeyedDecodable: Decodable {
  associatedtype CodingKeys: CodingKey, CaseIterable
}

/// A value that is decoded only if each key of its JSON object is one of its own: `Decodable` ignores other
/// keys, so that an expectation with a slip in its name would never be looked at.
struct WithoutUnknownKeys<Value: KeyedDecodable>: Decodable {
  /// The value.
  let value: Value

  init(from decoder: any Decoder) throws {
    let known = Set(Value.CodingKeys.allCases.map(\.stringValue))
    let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    if let key = keys.sorted().first(where: { !known.contains($0) }) {
      throw ScenarioFault(
        "There is no key \"\(key)\"; take one of: \(known.sorted().joined(separator: ", ")).")
    }
    value = try Value(from: decoder)
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// What is wrong with a scenario.
struct ScenarioFault: Error, CustomStringConvertible {
  /// A sentence that says it.
  let description: String

  init(_ description: String) { self.description = description }
}
