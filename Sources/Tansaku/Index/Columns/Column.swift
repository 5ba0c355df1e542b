/// What each document of a searcher has for one fact, to be asked document by document.
///
/// The index keeps facts as postings: for each value its documents. A column is the same the other way
/// round, made when it is first asked for. Every value has an ordinal, from 1 on in the order of the
/// values' bytes, the same in all segments; 0 stands for a document without the fact. Deleted documents
/// have none, so that a column says the same however documents are spread over segments.
final class Column: Sendable {
  /// The values that documents have; ordinal `n` is that of `values[n - 1]`.
  let values: ColumnValues
  /// The ordinals of each segment's documents.
  let segments: [Ordinals]
  /// For each ordinal what documents are sorted by, where that is not the ordinal itself: the place of
  /// a number among numbers where all values are numbers, that of a date among dates.
  let ranks: [UInt32]?
  /// The days that each value stands for, where values are dates; nil for a text that is none.
  let days: [DaySpan?]

  /// Sorts a document last, whatever the direction.
  static let unranked = UInt32.max

  /// A column of its parts.
  init(values: ColumnValues, segments: [Ordinals], days: [DaySpan?] = []) {
    self.values = values
    self.segments = segments
    self.days = days
    ranks = days.isEmpty ? Column.numericRanks(of: values) : Column.ranks(of: days)
  }

  /// The bytes of memory that it takes.
  var bytes: Int {
    values.bytes + segments.reduce(0) { $0 + $1.bytes } + (ranks?.count ?? 0) * 4
      + days.count * MemoryLayout<DaySpan?>.stride
  }

  /// The value of an ordinal; nil for 0.
  func value(_ ordinal: Int) -> String? { ordinal > 0 ? values[ordinal - 1] : nil }

  /// What a document is sorted by; ``unranked`` where it has nothing.
  @inline(__always)
  func rank(of document: UInt32, segment: Int) -> UInt32 {
    let ordinal = segments[segment][document]
    if ordinal == 0 { return Column.unranked }
    return ranks?[ordinal] ?? UInt32(ordinal)
  }

  /// The same documents by what becomes of their values; those of whose value nothing does have none.
  ///
  /// - Parameter texts: What becomes of each value.
  /// - Returns: A column of these texts.
  func mapped(to texts: [String?]) -> Column {
    let sorted = Set(texts.compactMap(\.self)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let ordinals = Dictionary(uniqueKeysWithValues: zip(sorted, UInt32(1)...))
    let table = [0] + texts.map { $0.flatMap { ordinals[$0] } ?? 0 }
    return Column(
      values: ColumnValues(sorted),
      segments: segments.map { $0.mapped(by: table, greatest: sorted.count) })
  }

  /// For each ordinal its place among the numbers; nil where a value is none.
  private static func numericRanks(of values: ColumnValues) -> [UInt32]? {
    var numbers: [(number: Double, ordinal: UInt32)] = []
    for place in 0..<values.count {
      guard let number = number(values[place]) else { return nil }
      numbers.append((number, UInt32(place) + 1))
    }
    numbers.sort { ($0.number, $0.ordinal) < ($1.number, $1.ordinal) }
    var ranks = [unranked] + [UInt32](repeating: 0, count: values.count)
    for (place, entry) in numbers.enumerated() { ranks[Int(entry.ordinal)] = UInt32(place) }
    return ranks
  }

  /// For each ordinal its place among the dates, the same for what stands for the same days.
  private static func ranks(of days: [DaySpan?]) -> [UInt32] {
    let sorted = Set(days.compactMap(\.self)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, UInt32(0)...))
    return [unranked] + days.map { $0.flatMap { places[$0] } ?? unranked }
  }

  /// A decimal number, with a sign and a fraction or without.
  private static func number(_ text: String) -> Double? {
    // Double reads more: hexadecimal digits, exponents, `nan`.
    text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
      ? Double(text) : nil
  }
}
