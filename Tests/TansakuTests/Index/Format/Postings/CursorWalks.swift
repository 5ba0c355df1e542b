import TansakuTestSupport

@testable import Tansaku

/// Every way to go through the postings of a term, compared with plain arrays.
struct CursorWalks {
  /// What a cursor said that the arrays do not.
  struct Disagreement: Error, CustomStringConvertible {
    let description: String
  }

  private let plain: PlainPostings
  private let make: () throws -> (PostingCursor, DamageReport)
  private let places = PositionList()
  private var generator: SeededGenerator

  /// Walks through the postings of a term that `make` gives new cursors for.
  init(
    _ plain: PlainPostings, _ generator: SeededGenerator,
    make: @escaping () throws -> (PostingCursor, DamageReport)
  ) {
    self.plain = plain
    self.generator = generator
    self.make = make
  }

  /// Goes every way.
  ///
  /// - Throws: the first disagreement, or what the files say.
  mutating func run() throws {
    for round in 0..<2 {
      let (cursor, damage) = try make()
      try next(cursor, asking: round == 0 ? 1 : 5)
      // What was gone through can be gone through again.
      cursor.rewind()
      try round == 0 ? seek(cursor) : next(cursor, asking: 1)
      try damage.check()
    }
    for step in [3, 300, 30_000] {
      let (cursor, damage) = try make()
      try seek(cursor, upTo: UInt32(step))
      try damage.check()
    }
    try all()
    try blocks()
  }

  /// Posting after posting, asking one in `share` of them for what it knows.
  private mutating func next(_ cursor: PostingCursor, asking share: Int) throws {
    for index in plain.documents.indices {
      cursor.advance()
      try expect(
        cursor.document == plain.documents[index], "advance: document \(cursor.document)", index)
      if generator.once(in: share) { try ask(cursor, index) }
    }
    cursor.advance()
    try expect(cursor.document == endOfPostings, "advance: no end", plain.documents.count)
  }

  /// To documents at or after random targets, with a step between.
  private mutating func seek(_ cursor: PostingCursor, upTo step: UInt32 = 50) throws {
    var index = 0
    var target: UInt32 = 0
    var hasMoved = false
    while true {
      if hasMoved, generator.once(in: 3) {
        cursor.advance()
        index += 1
      } else {
        target += UInt32.random(in: 0...step, using: &generator)
        cursor.seek(target)
        while index < plain.documents.count, plain.documents[index] < target { index += 1 }
      }
      hasMoved = true
      guard index < plain.documents.count else { break }
      try expect(
        cursor.document == plain.documents[index], "seek to \(target): \(cursor.document)", index)
      target = max(target, cursor.document)
      if generator.once(in: 2) { try ask(cursor, index) }
    }
    try expect(cursor.document == endOfPostings, "seek: no end", index)
  }

  /// All positions at once, as unions do.
  private func all() throws {
    let (cursor, damage) = try make()
    let gathered = PositionList()
    var counts: [(UInt32, Int)] = []
    cursor.readAll(into: gathered) { counts.append(($0, $1)) }
    try damage.check()
    try expect(counts.map(\.0) == plain.documents, "readAll: documents", 0)
    try expect(counts.map(\.1) == plain.positions.map(\.count), "readAll: frequencies", 0)
    try expect(Array(gathered.values) == plain.positions.flatMap { $0 }, "readAll: positions", 0)
  }

  /// Block by block: frequencies, and positions forwards as merges do, backwards, and in any order.
  private mutating func blocks() throws {
    let (cursor, damage) = try make()
    cursor.advance()
    var first = 0
    while cursor.document != endOfPostings {
      let held = cursor.held
      let wanted = plain.positions[first..<first + held]
      let frequencies = Array(UnsafeBufferPointer(start: cursor.blockFrequencies, count: held))
      try expect(frequencies == wanted.map { UInt32($0.count) }, "a block's frequencies", first)
      let before = frequencies.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int($1)) }
      guard let positions = cursor.blockPositions() else {
        throw Disagreement(description: "no positions")
      }
      var orders = [Array(0..<held), (0..<held).reversed(), (0..<held).shuffled(using: &generator)]
      // Some only, so that blocks of positions are passed over.
      orders.append((0..<held).filter { _ in generator.once(in: 10) })
      for order in orders {
        for index in order {
          places.keep(first: 0)
          positions.read(Int(frequencies[index]), skipping: before[index], into: places)
          try expect(
            Array(places.values) == plain.positions[first + index], "a block's positions",
            first + index)
        }
      }
      first += held
      cursor.move(to: held)
    }
    try damage.check()
    try expect(first == plain.documents.count, "blocks: no end", first)
  }

  /// What a cursor knows of the document that it stands on, in one order or the other.
  private mutating func ask(_ cursor: PostingCursor, _ index: Int) throws {
    let readsFrequencyFirst = generator.once(in: 2)
    for _ in 0..<(generator.once(in: 4) ? 2 : 1) {
      if readsFrequencyFirst { try askFrequency(cursor, index) }
      cursor.readPositions(into: places)
      try expect(Array(places.values) == plain.positions[index], "positions", index)
      try askFrequency(cursor, index)
    }
  }

  private func askFrequency(_ cursor: PostingCursor, _ index: Int) throws {
    try expect(
      cursor.frequency == UInt32(plain.positions[index].count), "frequency \(cursor.frequency)",
      index)
  }

  private func expect(_ holds: Bool, _ what: @autoclosure () -> String, _ index: Int) throws {
    if holds { return }
    let place = index < plain.documents.count ? "document \(plain.documents[index])" : "the end"
    throw Disagreement(
      description: "\(what()) at posting \(index) of \(plain.documents.count), \(place)")
  }
}
