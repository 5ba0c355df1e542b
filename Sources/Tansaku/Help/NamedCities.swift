import TansakuText

/// The cities that documents of an index name.
struct NamedCities: Sendable {
  /// One of them.
  struct City: Sendable {
    let id: UInt32
    /// How many documents name it.
    let documentCount: Int
    /// What it is called, its name in English first.
    let names: [String]
  }

  let cities: [City]

  /// Reads the cities' terms of all segments.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  init(_ segments: [Segment]) throws {
    var counts: [UInt32: Int] = [:]
    for segment in segments {
      try segment.terms.forEach(prefix: [Layer.city.rawValue]) { key, info in
        if let id = UInt32(key.text) {
          counts[id, default: 0] += try segment.livingCount(of: info)
        }
        return true
      }
    }
    cities = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { id, count in
      let table = CityTable.shared
      var names = table.city(id).map { [$0.name] } ?? []
      // The table marks names that are other words too.
      for name in table.names(of: id).map({ String($0.prefix { $0 != "~" }) })
      where !name.isEmpty && !names.contains(name) {
        names.append(name)
      }
      return City(id: id, documentCount: count, names: names)
    }
  }
}

/// The words of cities' names, sorted so that those near a word are found like terms.
struct CityWords: Sendable {
  private struct Word {
    let units: [UInt32]
    let scalars: [UInt32]
    let documentCount: Int
  }

  private let words: [SpellingScript: [Word]]

  /// The words of these cities' names.
  init(_ cities: NamedCities) {
    let folder = TextFolder()
    var counts: [SpellingScript: [[UInt32]: Int]] = [:]
    for city in cities.cities {
      for name in city.names {
        for word in folder.fold(name).split(whereSeparator: {
          folder.characterClass($0) == .separator
        }) {
          guard let script = SpellingScript.of(word) else { continue }
          let scalars = Array(word)
          let count = counts[script]?[scalars] ?? 0
          counts[script, default: [:]][scalars] = max(count, city.documentCount)
        }
      }
    }
    var words: [SpellingScript: [Word]] = [:]
    for (script, counts) in counts {
      words[script] = counts.map {
        Word(units: script.units(of: $0.key), scalars: $0.key, documentCount: $0.value)
      }.sorted { $0.units.lexicographicallyPrecedes($1.units) }
    }
    self.words = words
  }

  /// Calls `body` with every word within so many edits, and in how many documents a city of that name
  /// stands.
  func forEachWord(
    within edits: Int, of units: [UInt32], in script: SpellingScript,
    _ body: ([UInt32], Int) -> Void
  ) {
    guard let words = words[script], var automaton = LevenshteinAutomaton(units, edits: edits)
    else { return }
    var last: [UInt32] = []
    for word in words {
      var at = zip(word.units, last).prefix { $0 == $1 }.count
      last = word.units
      // What two neighbours share may have led nowhere.
      if at > automaton.depth || at == automaton.depth && !automaton.isAlive { continue }
      automaton.truncate(to: at)
      while at < word.units.count, automaton.read(word.units[at]) { at += 1 }
      if at == word.units.count, automaton.distance != nil {
        body(word.scalars, word.documentCount)
      }
    }
  }
}
