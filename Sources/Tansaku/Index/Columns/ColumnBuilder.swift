import TansakuStorage

/// Turns the postings of a fact's values round into a column ("uninverting").
///
/// A walk over the fact's part of the dictionary and over its postings, one for each document that has
/// the fact; 4 bytes for each document while it is made.
struct ColumnBuilder {
  private var lists: [ColumnValues] = []
  private var ordinals: [[UInt32]] = []
  private let prefix: [UInt8]
  private let damage = DamageReport()

  /// A builder for the fact of this name.
  init(fact: String) { prefix = TermKey(.attribute, "\(fact)=").bytes }

  /// The column of these segments.
  ///
  /// - Parameters:
  ///   - fact: The fact's name.
  ///   - segments: Those of a searcher.
  ///   - days: What each value stands for, where the fact is a date.
  /// - Returns: The column; one without values where no document has the fact.
  /// - Throws: `StorageError` where the index is damaged.
  static func column(
    of fact: String, in segments: [Segment],
    days: (ColumnValues) throws -> [DaySpan?] = { _ in [] }
  ) throws -> Column {
    var builder = ColumnBuilder(fact: fact)
    for segment in segments { try builder.add(segment) }
    try builder.damage.check()
    let (values, segments) = builder.joined()
    return Column(values: values, segments: segments, days: try days(values))
  }

  /// Adds a segment, whose values get ordinals of its own for now.
  private mutating func add(_ segment: Segment) throws {
    var values = ColumnValues()
    var numbers = [UInt32](repeating: 0, count: Int(segment.info.documentCount))
    let deletions = segment.deletions.count > 0 ? segment.deletions : nil
    var reused: PostingCursor?
    try segment.terms.forEachEntry(prefix: prefix) { key, info in
      // An empty value is none.
      if key.count == prefix.count { return true }
      values.append(UnsafeRawBufferPointer(rebasing: key[prefix.count...]))
      let ordinal = UInt32(values.count)
      var isLiving = false
      func give(_ document: UInt32) {
        if deletions?.contains(document) == true { return }
        // Of several values the first counts.
        if numbers[Int(document)] == 0 {
          numbers[Int(document)] = ordinal
          isLiving = true
        }
      }
      switch info.postings {
      case .single(let document):
        // Throws where the segment has no such document; a cursor names none.
        _ = try segment.frequency(of: info, in: document)
        give(document)
      case .offset:
        let cursor = try segment.cursor(info, reusing: reused, damage: damage)
        reused = cursor
        cursor.advance()
        while cursor.document != endOfPostings {
          for place in 0..<cursor.held { give(cursor.documents[place]) }
          cursor.move(to: cursor.held)
        }
      }
      if !isLiving { values.removeLast() }
      return true
    }
    lists.append(values)
    ordinals.append(numbers)
  }

  /// The values of all segments, and the segments' ordinals among them.
  private func joined() -> (ColumnValues, [Ordinals]) {
    if lists.isEmpty { return (ColumnValues(), []) }
    let (values, places) = ColumnValues.merged(lists)
    let joined = zip(ordinals, places).map { numbers, places in
      Ordinals(
        lists.count == 1 ? numbers : numbers.map { $0 == 0 ? 0 : UInt32(places[Int($0) - 1]) + 1 },
        greatest: values.count)
    }
    return (values, joined)
  }
}
