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

  /// The condition for all segments of a snapshot.
  struct InSnapshot {
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
      _ number: Int, of snapshot: Snapshot, damage: DamageReport
    ) throws -> ColumnTest {
      let segment = snapshot.segments[number]
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
