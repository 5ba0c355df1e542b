/// A condition on a fact that a column answers.
struct ColumnTest: Sendable {
  private let ordinals: Ordinals
  /// For each ordinal, 0 among them, whether who has it passes.
  private let passing: [Bool]

  /// Whether a document passes.
  @inline(__always)
  func passes(_ document: UInt32) -> Bool { passing[ordinals[document]] }

  /// The condition for all segments of a searcher.
  struct InSearcher {
    let column: Column
    /// For each ordinal, 0 among them, whether who has it passes.
    var passing: [Bool]

    /// A condition that nobody passes.
    init(_ column: Column) {
      self.column = column
      passing = [Bool](repeating: false, count: column.values.count + 1)
    }

    /// The condition for a segment.
    func inSegment(_ number: Int) -> ColumnTest {
      ColumnTest(ordinals: column.segments[number], passing: passing)
    }

    /// Lets all pass that have a value.
    mutating func passAny() {
      for ordinal in passing.indices.dropFirst() { passing[ordinal] = true }
    }

    /// Lets those pass that have a value, to the letter.
    mutating func pass(_ value: String) {
      if let place = column.values.place(of: value) { passing[place + 1] = true }
    }

    /// Lets those pass whose value is a language within a range (RFC 4647, section 3.3.1: the same
    /// tag, or one that begins with it and a hyphen; capitals do not matter).
    mutating func pass(languagesWithin range: String) {
      let range = range.lowercased()
      for place in 0..<column.values.count {
        let tag = column.values[place].lowercased()
        if tag == range || tag.hasPrefix(range + "-") { passing[place + 1] = true }
      }
    }

    /// Lets those pass all of whose days lie within these.
    mutating func pass(daysWithin days: DaySpan) {
      for (place, own) in column.days.enumerated() where own?.lies(within: days) ?? false {
        passing[place + 1] = true
      }
    }
  }
}

extension Searcher {
  /// What the columns must say of a document for it to pass a filter, beside its keys.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  func columnTests(of filter: Filter) throws -> [ColumnTest.InSearcher] {
    if filter.facts.isEmpty && filter.excluded.isEmpty { return [] }
    var tests: [ColumnTest.InSearcher] = []
    for (name, values) in filter.facts where !Filter.isPlain(name, values) {
      tests.append(try columnTest(name, values))
    }
    for (name, values) in filter.excluded {
      var test = try columnTest(name, values)
      for ordinal in test.passing.indices { test.passing[ordinal].toggle() }
      tests.append(test)
    }
    return tests
  }

  /// Whether a document has one of these values of a fact.
  private func columnTest(_ name: String, _ values: [String]) throws -> ColumnTest.InSearcher {
    var test = ColumnTest.InSearcher(try column(named: name))
    for value in values {
      if value == Filter.any {
        test.passAny()
      } else if name == "language" {
        test.pass(languagesWithin: value)
      } else if name == "date", value.contains(".."), let days = try days(ofRange: value) {
        test.pass(daysWithin: days)
      } else {
        test.pass(value)
      }
    }
    return test
  }
}
