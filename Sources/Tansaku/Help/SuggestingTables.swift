import Synchronization

/// What a searcher keeps for suggestions and completions: made when first asked for, so that who
/// never asks pays nothing.
///
/// A searcher's documents do not change, so nothing here becomes stale. Shared by threads; where two
/// ask first at once, both wait for one making.
final class SuggestingTables: Sendable {
  private let namedCities = Mutex<NamedCities?>(nil)
  private let words = Mutex<CityWords?>(nil)
  private let table = Mutex<CompletionTable?>(nil)

  /// The cities that documents name.
  func cities(of segments: [Segment]) throws -> NamedCities {
    try SuggestingTables.get(namedCities) { try NamedCities(segments) }
  }

  /// The words of their names.
  func cityWords(of segments: [Segment]) throws -> CityWords {
    try SuggestingTables.get(words) { CityWords(try cities(of: segments)) }
  }

  /// What can be completed.
  func completions(of segments: [Segment]) throws -> CompletionTable {
    try SuggestingTables.get(table) {
      try CompletionTable(segments, cities: try cities(of: segments))
    }
  }

  private static func get<Value: Sendable>(
    _ place: borrowing Mutex<Value?>, _ make: () throws -> Value
  ) throws -> Value {
    try place.withLock { known in
      if let value = known { return value }
      let value = try make()
      known = value
      return value
    }
  }
}
