import TansakuText

/// The inverted texts of the documents in memory: tables of terms, each for a part of all keys.
///
/// Occurrences wait in a queue before each table and go in when it is full: then a small table and
/// its streams are in the processor's cache for some thousand occurrences, where one large table
/// would be fetched from memory, line by line, for nearly each of them (measured: four times as
/// slow). Within a table the order is that of the texts. (Partitioning before hashing is an old idea
/// of databases: Shatdal, Kant and Naughton, "Cache conscious algorithms for relational query
/// processing", VLDB 1994.)
///
/// A class, so that its memory goes with it.
final class InvertedTexts {
  private static let partBits = 6
  /// Occurrences that wait before each table: the most, and the fewest that are worth it.
  private static let queueCapacities = 128...8192

  /// Occurrences on their way to one table.
  private struct Queue {
    var occurrences: UnsafeMutablePointer<TermTable.Occurrence>
    var count = 0
    /// The texts of hashed terms: a `TextHeader`, then the characters.
    var texts = NumberList()
  }

  private let queueCapacity: Int
  private let queues: UnsafeMutablePointer<Queue>
  private let tables: UnsafeMutablePointer<TermTable>
  private var tableMemory = 0

  /// Empty tables.
  ///
  /// - Parameter budget: how many bytes of memory they may take in the end, by which the queues are
  ///   measured.
  init(budget: Int = 0) {
    let parts = 1 << InvertedTexts.partBits
    let wanted = budget / 16 / parts / MemoryLayout<TermTable.Occurrence>.stride
    let capacities = InvertedTexts.queueCapacities
    queueCapacity = min(max(wanted, capacities.lowerBound), capacities.upperBound)
    queues = .allocate(capacity: parts)
    tables = .allocate(capacity: parts)
    for part in 0..<parts {
      (queues + part).initialize(to: Queue(occurrences: .allocate(capacity: queueCapacity)))
      (tables + part).initialize(to: TermTable())
      tableMemory += tables[part].memory
    }
  }

  deinit {
    let parts = 1 << InvertedTexts.partBits
    for part in 0..<parts {
      queues[part].occurrences.deallocate()
      queues[part].texts.deallocate()
      tables[part].deallocate()
    }
    queues.deallocate()
    tables.deallocate()
  }

  /// How many bytes the terms and their occurrences need now.
  var memory: Int {
    tableMemory
      + MemoryLayout<TermTable.Occurrence>.stride * queueCapacity << InvertedTexts.partBits
  }

  /// Notes the tokens of a text.
  ///
  /// Documents must not fall from call to call, nor positions within a document.
  ///
  /// - Parameters:
  ///   - tokens: units and grams by position, then words.
  ///   - scalars: the characters that the tokens are ranges of.
  ///   - field: the field that they stand in.
  func add(
    _ tokens: UnsafeBufferPointer<Token>, of scalars: UnsafeBufferPointer<UInt32>,
    _ field: FieldPlace
  ) {
    guard let first = scalars.baseAddress else { return }
    for token in tokens {
      let term = first + Int(token.start)
      let count = Int(token.length)
      // Up to which place a short key may be read.
      let isInside = Int(token.start) &+ 3 <= scalars.count
      let place = field.position &+ token.position
      // Not compared: the enumeration's == is a call into another module.
      switch token.kind {
      case .gram: add(.gram, term, count, isInside, at: place, field)
      case .unit: add(.word, term, count, isInside, at: place, field)
      case .word: add(.word, term, count, isInside, at: nil, field)
      }
    }
  }

  /// Notes one token.
  @inline(__always)
  private func add(
    _ layer: Layer, _ term: UnsafePointer<UInt32>, _ count: Int, _ isInside: Bool,
    at position: UInt32?, _ field: FieldPlace
  ) {
    if (1...3).contains(count), isInside, field.weight == 1,
      let key = TermKey64.shortKey(layer, term, count: count, hasPositions: position != nil)
    {
      push(TermTable.Occurrence(key: key, document: field.document, position: position ?? 0))
    } else {
      enqueue(
        layer, UnsafeBufferPointer(start: term, count: count), document: field.document,
        position: position, times: field.weight)
    }
  }

  /// Notes the parts of words of a text, or how they begin.
  ///
  /// - Parameters:
  ///   - parts: as ranges of the characters.
  ///   - scalars: the folded characters of the text.
  ///   - field: the field that they stand in, whose document must not be before the last one.
  func add(_ parts: [Range<Int32>], of scalars: [UInt32], _ field: FieldPlace) {
    scalars.withUnsafeBufferPointer { scalars in
      for part in parts {
        let term = UnsafeBufferPointer(
          rebasing: scalars[Int(part.lowerBound)..<Int(part.upperBound)])
        enqueue(.part, term, document: field.document, position: nil, times: field.weight)
      }
    }
  }

  /// Notes the marked words of a field, whose document must not be before the last one.
  func add(_ words: MarkedWords, _ field: FieldPlace) {
    words.forEachForm { form in
      enqueue(.marked, form, document: field.document, position: nil, times: field.weight)
    }
  }

  /// Notes that a term without positions occurs in a document, which must not be before the last
  /// one, so many times.
  func add(_ layer: Layer, _ text: String, document: UInt32, times: Int = 1) {
    // A character takes no more units than bytes.
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: text.utf8.count) { scalars in
      var count = 0
      for scalar in text.unicodeScalars {
        scalars[count] = scalar.value
        count += 1
      }
      enqueue(
        layer, UnsafeBufferPointer(rebasing: scalars[..<count]), document: document, position: nil,
        times: times)
    }
  }

  /// Notes a term of any length, so many times.
  @inline(never)
  private func enqueue(
    _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>, document: UInt32, position: UInt32?,
    times: Int
  ) {
    let key = TermKey64.key(layer, scalars, hasPositions: position != nil)
    let occurrence = TermTable.Occurrence(key: key, document: document, position: position ?? 0)
    for _ in 0..<times {
      if key & TermKey64.hashed != 0 {
        let header = TextHeader(
          layer: layer, count: scalars.count, hasPositions: position != nil)
        queues[InvertedTexts.part(of: key)].texts.append(header.bits, scalars)
      }
      push(occurrence)
    }
  }

  /// Which table a key belongs to.
  @inline(__always)
  private static func part(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: TermKey64.mix(key)) & (1 << InvertedTexts.partBits - 1)
  }

  /// Puts an occurrence in its queue, behind its text where it is hashed.
  @inline(__always)
  private func push(_ occurrence: TermTable.Occurrence) {
    let part = InvertedTexts.part(of: occurrence.key)
    let queue = queues + part
    // There is room for one: a full queue was emptied.
    let count = queue.pointee.count
    queue.pointee.occurrences[count] = occurrence
    queue.pointee.count = count &+ 1
    if count &+ 1 == queueCapacity { empty(part) }
  }

  @inline(never)
  private func empty(_ part: Int) {
    let before = tables[part].memory
    addQueued(part)
    tableMemory += tables[part].memory - before
  }

  /// Adds what waits for a table; touches nothing but that table and its queue.
  private func addQueued(_ part: Int) {
    let queue = queues + part
    tables[part].add(
      UnsafeBufferPointer(start: queue.pointee.occurrences, count: queue.pointee.count),
      texts: queue.pointee.texts.numbers)
    queue.pointee.count = 0
    queue.pointee.texts.removeAll()
  }

  /// How many tables there are.
  static var tableCount: Int { 1 << partBits }

  /// Sorts the terms of one table; to be called for each of them, on any threads at once, before
  /// `sortedTables` are read.
  ///
  /// Nothing can be added after that.
  func sortTerms(ofTable part: Int) {
    addQueued(part)
    tables[part].sortTerms()
  }

  /// The tables, valid as long as the texts are.
  var sortedTables: [TermTable] { (0..<InvertedTexts.tableCount).map { tables[$0] } }

  /// How many bytes of the tables' streams one term takes at most.
  var longestStream: Int {
    (0..<InvertedTexts.tableCount).reduce(0) { max($0, tables[$1].arena.longestStream) }
  }
}
