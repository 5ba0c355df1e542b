import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A posting cursor walks as an array would")
struct PostingCursorTests {
  private let directory: TemporaryDirectory
  private let fileSystem = LocalFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  /// Postings as plain arrays: the slow twin of the files.
  private struct Plain {
    var documents: [UInt32] = []
    var positions: [[UInt32]] = []

    init(_ generator: inout SeededGenerator, count: Int, gap: UInt32) {
      var document: UInt32 = UInt32.random(in: 0...gap, using: &generator)
      for _ in 0..<count {
        documents.append(document)
        let frequency = generator.once(in: 50) ? 300 : Int.random(in: 1...4, using: &generator)
        var places = (0..<frequency).map { _ in UInt32.random(in: 0...5_000, using: &generator) }
        places.sort()
        positions.append(places)
        document += UInt32.random(in: 1...gap, using: &generator)
      }
    }

    var deltas: [UInt32] {
      positions.flatMap { places in
        zip(places, [0] + places).map { $0 - $1 }
      }
    }
  }

  /// A cursor over postings in files, with what keeps the memory that it reads.
  private func cursor(
    _ plain: Plain, name: String, length: Int = 5_000
  ) throws -> (PostingCursor, DamageReport, NormsReader) {
    var positions = PositionsWriter()
    var postings = PostingsWriter()
    let lengths = [UInt8](
      repeating: LengthCode.encode(length), count: Int(plain.documents.last ?? 0) + 1)
    let norms = directory.path(name + ".n")
    _ = try NormsWriter.write(lengths, to: norms, fileSystem: fileSystem)
    let reader = try NormsReader(norms, documents: lengths.count, fileSystem: fileSystem)
    let frequencies = plain.positions.map { UInt32($0.count) }
    // Something before, so that offsets are not 0.
    _ = [1, 2, 3].withUnsafeBufferPointer { positions.add($0) }
    _ = try postings.add([0, 1], [1, 1], positions: .none, lengths: lengths)
    let damage = DamageReport()
    let start: UInt64
    let place: UInt64?
    if PostingsFormat.isSmall(
      documents: frequencies.count, occurrences: UInt64(plain.deltas.count))
    {
      place = nil
      start = try plain.deltas.withUnsafeBufferPointer {
        try postings.add(plain.documents, frequencies, positions: .small($0), lengths: lengths)
      }
    } else {
      let added = plain.deltas.withUnsafeBufferPointer { positions.add($0) }
      place = added.offset
      start = try postings.add(
        plain.documents, frequencies, positions: .blocks(added.blocks), lengths: lengths)
    }
    try postings.bytes.write(to: directory.path(name + ".p"), kind: PostingsFormat.kind)
    try positions.bytes.write(to: directory.path(name + ".q"), kind: PositionsFormat.kind)
    let positionFile = try CheckedFile(
      directory.path(name + ".q"), kind: PositionsFormat.kind, fileSystem: fileSystem)
    let postingFile = try CheckedFile(
      directory.path(name + ".p"), kind: PostingsFormat.kind, fileSystem: fileSystem)
    let cursor = try PostingCursor(
      file: postingFile, start: Int(start), count: plain.documents.count, hasPositions: true,
      positions: try place.map {
        PositionCursor(
          file: positionFile, start: Int($0), count: plain.deltas.count, damage: damage)
      }
        ?? PositionCursor(
          smallIn: try reader.codes(), count: plain.deltas.count, damage: damage),
      documentCount: UInt32(lengths.count), damage: damage)
    return (cursor, damage, reader)
  }

  @Test(
    "Advancing gives every document, frequency and position",
    arguments: [2, 3, 20, 40, 60, 127, 128, 129, 255, 256, 767, 768, 769, 900, 1000], [5_000, 20])
  func advancing(count: Int, length: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let plain = Plain(&generator, count: count, gap: 40)
    // With a length of 20 the positions lie beyond what it allows.
    let (cursor, damage, norms) = try cursor(plain, name: "a", length: length)
    defer { withExtendedLifetime(norms) {} }
    let places = PositionList()
    for (document, expected) in zip(plain.documents, plain.positions) {
      cursor.advance()
      #expect(cursor.document == document)
      #expect(cursor.frequency == UInt32(expected.count))
      cursor.readPositions(into: places)
      #expect(Array(places.values) == expected)
    }
    cursor.advance()
    #expect(cursor.document == endOfPostings)
    cursor.advance()
    cursor.seek(5)
    #expect(cursor.document == endOfPostings)
    try damage.check()
  }

  @Test("Seeking lands where advancing would", arguments: 0..<20)
  func seeking(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...3_000, using: &generator)
    let plain = Plain(&generator, count: count, gap: UInt32.random(in: 1...300, using: &generator))
    let (cursor, damage, norms) = try cursor(plain, name: "s")
    defer { withExtendedLifetime(norms) {} }
    let places = PositionList()
    var at = 0
    var target: UInt32 = 0
    let step = UInt32.random(in: 1...20_000, using: &generator)
    while at < plain.documents.count {
      target += UInt32.random(in: 0...step, using: &generator)
      if generator.once(in: 3), target > 0, cursor.document != endOfPostings, at > 0 {
        cursor.advance()
        at += 1
      } else {
        while at < plain.documents.count, plain.documents[at] < target { at += 1 }
        cursor.seek(target)
        at = at < plain.documents.count ? at : plain.documents.count
      }
      guard at < plain.documents.count else { break }
      #expect(cursor.document == plain.documents[at])
      guard cursor.document == plain.documents[at] else { return }
      target = max(target, cursor.document)
      if generator.once(in: 2) {
        #expect(cursor.frequency == UInt32(plain.positions[at].count))
      }
      if generator.once(in: 2) {
        cursor.readPositions(into: places)
        #expect(Array(places.values) == plain.positions[at])
      }
      // Whoever asks for one frequency gets it without the others.
      if generator.once(in: 20) {
        let first = at - cursor.at
        for index in 0..<cursor.held {
          #expect(cursor.blockFrequencies[index] == UInt32(plain.positions[first + index].count))
        }
      }
    }
    try damage.check()
  }

  @Test("Cursors meet in the documents that all lists have", arguments: 0..<40)
  func meeting(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Lists as long as each other, which are gone through side by side, and of all proportions.
    let base = Int.random(in: 2...1_200, using: &generator)
    var cursors: [(PostingCursor, DamageReport, NormsReader)] = []
    defer { withExtendedLifetime(cursors) {} }
    var common: Set<UInt32>?
    for number in 0..<Int.random(in: 1...4, using: &generator) {
      let count = generator.once(in: 2) ? base : base * Int.random(in: 1...9, using: &generator)
      let gap = UInt32(max(1, 12_000 / count))
      let plain = Plain(&generator, count: count, gap: gap)
      cursors.append(try cursor(plain, name: "m\(number)"))
      common = (common ?? Set(plain.documents)).intersection(plain.documents)
    }
    let expected = try #require(common).sorted()
    let leapfrog = Leapfrog(cursors.map(\.0))
    // All of them, or some of them by leaps.
    let step = generator.once(in: 2) ? 1 : UInt32.random(in: 1...3_000, using: &generator)
    var target: UInt32 = 0
    while target < 20_000 {
      let found = leapfrog.next(from: target)
      #expect(found == expected.first { $0 >= target } ?? endOfPostings, "\(generator)")
      if found == endOfPostings { break }
      #expect(cursors.allSatisfy { $0.0.document == found })
      target = found + UInt32.random(in: 1...step, using: &generator)
    }
    for (_, damage, _) in cursors { try damage.check() }
  }

  @Test("Postings that name documents that there are not are damage, not a crash")
  func strangers() throws {
    var writer = PostingsWriter()
    let documents = (0..<900).map { UInt32($0 * 2) }
    _ = try writer.add(
      documents, documents.map { _ in 1 }, positions: .none,
      lengths: [UInt8](repeating: 1, count: 1_800))
    try writer.bytes.write(to: directory.path("x"), kind: PostingsFormat.kind)
    for documentCount in [UInt32(1), 100, 300, 1_500] {
      let damage = DamageReport()
      let file = try CheckedFile(
        directory.path("x"), kind: PostingsFormat.kind, fileSystem: fileSystem)
      let cursor = try PostingCursor(
        file: file, start: 0, count: 900, hasPositions: false, positions: nil,
        documentCount: documentCount, damage: damage)
      cursor.advance()
      while cursor.document != endOfPostings {
        #expect(cursor.document < documentCount)
        cursor.advance()
      }
      #expect(throws: StorageError.self) { try damage.check() }
    }
  }

  @Test("Impacts bound every posting of their block", arguments: 0..<50)
  func impacts(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...128, using: &generator)
    let frequencies = (0..<count).map { _ in
      generator.once(in: 9)
        ? UInt32.random(in: 1...400, using: &generator)
        : UInt32.random(in: 1...6, using: &generator)
    }
    let lengths = (0..<count).map { _ in UInt8.random(in: 20...90, using: &generator) }
    let impacts = frequencies.withUnsafeBufferPointer { frequencies in
      Impact.bounding(frequencies: frequencies) { lengths[$0] }
    }
    for (frequency, length) in zip(frequencies, lengths) {
      let isBounded = [impacts.0, impacts.1].contains { impact in
        (impact.frequency == 255 || UInt32(impact.frequency) >= frequency)
          && impact.length <= length
      }
      #expect(isBounded, "frequency \(frequency), length \(length), \(impacts)")
    }
  }
}
