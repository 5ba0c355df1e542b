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
  private static let queueCapacity = 512

  /// Occurrences on their way to one table.
  private struct Queue {
    var occurrences: UnsafeMutablePointer<TermTable.Occurrence>
    var count = 0
    /// The texts of hashed terms: a `TextHeader`, then the characters.
    var texts: [UInt32] = []
  }

  private let queues: UnsafeMutablePointer<Queue>
  private let tables: UnsafeMutablePointer<TermTable>
  private var tableMemory = 0

  init() {
    let parts = 1 << InvertedTexts.partBits
    queues = .allocate(capacity: parts)
    tables = .allocate(capacity: parts)
    for part in 0..<parts {
      (queues + part).initialize(
        to: Queue(occurrences: .allocate(capacity: InvertedTexts.queueCapacity)))
      (tables + part).initialize(to: TermTable())
      tableMemory += tables[part].memory
    }
  }

  deinit {
    let parts = 1 << InvertedTexts.partBits
    for part in 0..<parts {
      queues[part].occurrences.deallocate()
      tables[part].deallocate()
    }
    queues.deinitialize(count: parts)
    tables.deinitialize(count: parts)
    queues.deallocate()
    tables.deallocate()
  }

  /// How many bytes the terms and their occurrences need now.
  var memory: Int {
    tableMemory
      + MemoryLayout<TermTable.Occurrence>.stride * InvertedTexts.queueCapacity
      << InvertedTexts.partBits
  }

  /// Notes the tokens of a text.
  ///
  /// Documents must not fall from call to call, nor positions within a document.
  ///
  /// - Parameters:
  ///   - tokens: units and grams by position, then words.
  ///   - scalars: the characters that the tokens are ranges of.
  ///   - document: the document that they stand in.
  ///   - position: what is added to their positions.
  ///   - weight: as how many occurrences each counts.
  func add(
    _ tokens: UnsafeBufferPointer<Token>, of scalars: UnsafeBufferPointer<UInt32>,
    document: UInt32, position: UInt32, weight: Int
  ) {
    for token in tokens {
      let term = UnsafeBufferPointer(
        start: scalars.baseAddress.map { $0 + Int(token.start) }, count: Int(token.length))
      // Not compared: the enumeration's == is a call into another module.
      let isWord: Bool
      let layer: Layer
      switch token.kind {
      case .gram: (isWord, layer) = (false, .gram)
      case .unit: (isWord, layer) = (false, .word)
      case .word: (isWord, layer) = (true, .word)
      }
      for _ in 0..<weight {
        enqueue(
          layer, term, document: document,
          position: isWord ? nil : position &+ token.position)
      }
    }
  }

  /// Notes that a term without positions occurs in a document, which must not be before the last
  /// one.
  func add(_ layer: Layer, _ scalars: [UInt32], document: UInt32) {
    scalars.withUnsafeBufferPointer { enqueue(layer, $0, document: document, position: nil) }
  }

  @inline(__always)
  private func enqueue(
    _ layer: Layer, _ scalars: UnsafeBufferPointer<UInt32>, document: UInt32, position: UInt32?
  ) {
    let key = TermKey64.key(layer, scalars)
    let part = Int(truncatingIfNeeded: TermKey64.mix(key)) & (1 << InvertedTexts.partBits - 1)
    let queue = queues + part
    var text: UInt32 = position == nil ? 0 : 1
    if key & TermKey64.hashed != 0 {
      text = UInt32(truncatingIfNeeded: queue.pointee.texts.count)
      queue.pointee.texts.append(
        TextHeader(layer: layer, count: scalars.count, hasPositions: position != nil).bits)
      queue.pointee.texts.append(contentsOf: scalars)
    }
    // There is room for one: a full queue was emptied.
    queue.pointee.occurrences[queue.pointee.count] = TermTable.Occurrence(
      key: key, document: document, position: position ?? 0, text: text)
    queue.pointee.count &+= 1
    if queue.pointee.count == InvertedTexts.queueCapacity { empty(part) }
  }

  @inline(never)
  private func empty(_ part: Int) {
    let before = tables[part].memory
    let occurrences = queues[part].occurrences
    let count = queues[part].count
    queues[part].texts.withUnsafeBufferPointer { texts in
      for start in stride(from: 0, to: count, by: 64) {
        tables[part].add(
          UnsafeBufferPointer(start: occurrences + start, count: min(64, count - start)),
          texts: texts)
      }
    }
    queues[part].count = 0
    queues[part].texts.removeAll(keepingCapacity: true)
    tableMemory += tables[part].memory - before
  }

  /// Where a term is, and what sorts it.
  private struct Place {
    let prefix: UInt64
    /// The number of the texts, and of the table in them.
    let table: UInt32
    let slot: UInt32
  }

  /// Calls `body` with the key of every term, in their order, whether it keeps positions, and its
  /// occurrences in all of `sources`, none of which may have a document of another.
  static func forEachTerm(
    of sources: [InvertedTexts], _ body: ([UInt8], Bool, Occurrences) throws -> Void
  ) rethrows {
    let parts = 1 << partBits
    var byLayer: [[Place]] = Array(repeating: [], count: 256)
    for (source, texts) in sources.enumerated() {
      for part in 0..<parts {
        texts.empty(part)
        texts.tables[part].forEachSlot { slot, layer, prefix in
          byLayer[Int(layer)].append(
            Place(prefix: prefix, table: UInt32(source * parts + part), slot: UInt32(slot)))
        }
      }
    }
    func table(_ place: Place) -> UnsafeMutablePointer<TermTable> {
      sources[Int(place.table) / parts].tables + Int(place.table) % parts
    }
    func scalars(_ place: Place) -> ArraySlice<UInt32> {
      table(place).pointee.scalars(at: Int(place.slot))
    }
    let lists = sources.map { _ in Occurrences() }
    let union = Occurrences()
    var key: [UInt8] = []
    for layer in byLayer.indices {
      // Three characters decide nearly all comparisons.
      byLayer[layer].sort { one, other in
        if one.prefix != other.prefix { return one.prefix < other.prefix }
        return scalars(one).lexicographicallyPrecedes(scalars(other))
      }
      let places = byLayer[layer]
      var next = 0
      while next < places.count {
        let first = places[next]
        let hasPositions = table(first).pointee.readTerm(at: Int(first.slot), into: &key)
        var found = 0
        repeat {
          let place = places[next]
          table(place).pointee.readOccurrences(
            at: Int(place.slot), hasPositions: hasPositions, into: lists[found])
          found += 1
          next += 1
        } while next < places.count && sources.count > 1 && places[next].prefix == first.prefix
          && scalars(places[next]) == scalars(first)
        if found == 1 {
          try body(key, hasPositions, lists[0])
        } else {
          union.unite(lists, count: found, hasPositions: hasPositions)
          try body(key, hasPositions, union)
        }
      }
      byLayer[layer] = []
    }
  }
}
