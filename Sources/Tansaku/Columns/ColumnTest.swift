import TansakuStorage
import TansakuText

/// A condition on a fact that a column answers.
struct ColumnTest: Sendable {
  private let ordinals: Ordinals
  /// For each ordinal, 0 among them, whether who has it passes.
  private let passing: [Bool]
  /// The documents for which their ordinals say nothing; none, or one for each of the segment.
  private let listed: [Bool]
  /// Whether those pass.
  private let passesListed: Bool

  /// Whether a document passes.
  @inline(__always)
  func passes(_ document: UInt32) -> Bool {
    if !listed.isEmpty, listed[Int(document)] { return passesListed }
    return passing[ordinals[document]]
  }

  /// The condition for all segments of a searcher.
  struct InSearcher {
    let column: Column
    /// For each ordinal, 0 among them, whether who has it passes.
    private(set) var passing: [Bool]
    /// Whoever has one of these entries passes, too.
    var subjects: [TermKey] = []
    private var isInverted = false

    /// A condition that nobody passes.
    init(_ column: Column) {
      self.column = column
      passing = [Bool](repeating: false, count: column.values.count + 1)
    }

    /// The condition for a segment.
    ///
    /// - Throws: `StorageError` where the segment is damaged.
    func inSegment(
      _ number: Int, of searcher: Searcher, damage: DamageReport
    ) throws -> ColumnTest {
      let segment = searcher.segments[number]
      var listed: [Bool] = []
      let infos = try subjects.compactMap { try segment.terms.find($0) }
      if !infos.isEmpty {
        listed = [Bool](repeating: false, count: Int(segment.info.documentCount))
        let cursor = PostingCursor(try segment.union(infos, damage: damage))
        cursor.advance()
        while cursor.document != endOfPostings {
          listed[Int(cursor.document)] = true
          cursor.advance()
        }
      }
      return ColumnTest(
        ordinals: column.segments[number], passing: passing, listed: listed,
        passesListed: !isInverted)
    }

    /// Lets those pass that did not.
    mutating func invert() {
      isInverted.toggle()
      for ordinal in passing.indices { passing[ordinal].toggle() }
    }

    /// Lets all pass that have a value.
    mutating func passAny() {
      for ordinal in passing.indices.dropFirst() { passing[ordinal] = true }
    }

    /// Lets those pass that have a value, to the letter.
    mutating func pass(_ value: String) {
      if let place = column.values.place(of: value) { passing[place + 1] = true }
    }

    /// Lets those pass whose value is like this.
    mutating func pass(where fits: (String) throws -> Bool) rethrows {
      for place in 0..<column.values.count where try fits(column.values[place]) {
        passing[place + 1] = true
      }
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

/// A filter worked out for all segments of a searcher, once for each search.
struct ResolvedFilter {
  /// A document must have one key of each of these lists.
  let keys: [[TermKey]]
  /// What the columns must say of it.
  let tests: [ColumnTest.InSearcher]

  /// - Throws: `StorageError` where the index is damaged.
  init(_ filter: Filter, in searcher: Searcher) throws {
    // Nearly always.
    let isEmpty = filter.facts.isEmpty && filter.excluded.isEmpty && filter.id == nil
    keys = isEmpty ? [] : filter.keys
    tests = isEmpty ? [] : try searcher.columnTests(of: filter)
  }
}

extension Searcher {
  /// What the columns must say of a document for it to pass a filter, beside its keys.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  fileprivate func columnTests(of filter: Filter) throws -> [ColumnTest.InSearcher] {
    var tests: [ColumnTest.InSearcher] = []
    for (name, values) in filter.facts where !Filter.isPlain(name, values) {
      tests.append(try columnTest(name, values))
    }
    for (name, values) in filter.excluded {
      var test = try columnTest(name, values)
      test.invert()
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
      } else {
        try pass(value, of: name, &test)
      }
    }
    return test
  }

  /// Lets those pass who have a value of a fact, or one that it stands for.
  private func pass(
    _ value: String, of name: String, _ test: inout ColumnTest.InSearcher
  ) throws {
    test.pass(value)
    switch name {
    case "language": test.pass(languagesWithin: value)
    case "date": if let days = try days(of: value) { test.pass(daysWithin: days) }
    case "city": test.subjects += try withAnalyzer { try $0.subjects(of: value) }
    default: break
    }
  }

  /// Whether a document has a fact that a query asks for.
  ///
  /// - Throws: `IndexError` with the code `badQuery` for what is no regular expression, or takes too
  ///   long; `StorageError` where the index is damaged.
  func columnTest(_ name: String, _ value: Query.FactValue) throws -> ColumnTest.InSearcher {
    var test = ColumnTest.InSearcher(try column(named: name))
    switch value {
    case .equal(let text): try pass(text, of: name, &test)
    case .pattern(let text):
      let pattern = GlobPattern(elements: PatternText.elements(of: text))
      test.pass { pattern.matches($0.unicodeScalars.map(\.value)) }
    case .expression(let text):
      let expression = try TermExpansion.expression(text)
      try test.pass { value in
        guard let fits = expression.matches(value) else {
          throw IndexError(
            code: .badQuery,
            message: "/\(text)/ takes too long: make it simpler, with fewer repetitions within one "
              + "another.")
        }
        return fits
      }
    }
    return test
  }
}
