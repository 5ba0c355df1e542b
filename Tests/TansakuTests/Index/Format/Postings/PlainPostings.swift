import TansakuTestSupport

@testable import Tansaku

/// The postings of one term as plain arrays: the slow twin of what a segment keeps.
struct PlainPostings {
  /// How often a term occurs in a document.
  enum Occurrence: CaseIterable {
    /// Once in nearly all documents, and up to three times.
    case rare
    /// The same number of times in each, some dozens.
    case even
    /// Any number of times, of which each power of two is as likely.
    case heavyTailed
    /// Rarely in most documents, and in one of thirty thousands of times.
    case bursts
  }

  /// How far the occurrences in a document are apart.
  enum Distance {
    /// Numbers of so many bits: 0 for neighbours that stand in one place, as in a title.
    case bits(Int)
    /// Any distance, of which each power of two up to so many bits is as likely.
    case heavyTailed(Int)
    /// Runs of neighbours, with a distance of so many bits between one run and the next.
    case clusters(Int)
  }

  /// The documents, increasing.
  private(set) var documents: [UInt32] = []
  /// The positions in each, not decreasing.
  private(set) var positions: [[UInt32]] = []

  /// Postings in `count` of the documents before `limit`, or fewer where the occurrences would pass
  /// `most`.
  init(
    documents count: Int, of limit: UInt32, _ occurrence: Occurrence, _ distance: Distance,
    most: Int, _ generator: inout SeededGenerator
  ) {
    // The gaps have a heavy tail too: a term gathers in a part of an archive.
    let mean = max(1, Int(limit) / max(1, count))
    var left = most
    var next = Int(limit)
    while documents.count < count, left > 0 {
      let gap = generator.once(in: 3) ? Int.random(in: 1...2 * mean, using: &generator) : 1
      let document = documents.last.map { Int($0) + gap } ?? min(gap - 1, Int(limit) - 1)
      if document >= Int(limit) { break }
      next = document
      let frequency = min(left, PlainPostings.frequency(occurrence, &generator))
      left -= frequency
      documents.append(UInt32(next))
      positions.append(PlainPostings.places(frequency, distance, &generator))
    }
  }

  /// These postings.
  init(documents: [UInt32], positions: [[UInt32]]) {
    self.documents = documents
    self.positions = positions
  }

  private static func frequency(
    _ occurrence: Occurrence, _ generator: inout SeededGenerator
  ) -> Int {
    switch occurrence {
    case .rare: generator.once(in: 9) ? Int.random(in: 1...3, using: &generator) : 1
    case .even: 40
    case .heavyTailed: number(ofBits: Int.random(in: 1...15, using: &generator), &generator)
    case .bursts: generator.once(in: 30) ? Int.random(in: 1_000...9_000, using: &generator) : 2
    }
  }

  private static func places(
    _ frequency: Int, _ distance: Distance, _ generator: inout SeededGenerator
  ) -> [UInt32] {
    var position = 0
    return (0..<frequency).map { _ in
      let bits: Int
      switch distance {
      case .bits(let given): bits = given
      case .heavyTailed(let most): bits = Int.random(in: 0...most, using: &generator)
      case .clusters(let most): bits = generator.once(in: 40) ? most : generator.once(in: 4) ? 1 : 0
      }
      position += number(ofBits: bits, &generator)
      // Positions have 32 bits; where a far one would pass that the rest stands in one place.
      position = min(position, Int(UInt32.max) - frequency)
      return UInt32(position)
    }
  }

  private static func number(ofBits bits: Int, _ generator: inout SeededGenerator) -> Int {
    bits == 0 ? 0 : Int.random(in: 1 << (bits - 1)..<1 << bits, using: &generator)
  }

  /// How often the term occurs in all.
  var occurrenceCount: Int { positions.reduce(0) { $0 + $1.count } }

  /// What is left without some documents, when the others are numbered anew.
  ///
  /// `deleted` are increasing.
  func without(_ deleted: [UInt32]) -> PlainPostings {
    var kept: [Int] = []
    var numbers: [UInt32] = []
    var passed = 0
    for (index, document) in documents.enumerated() {
      while passed < deleted.count, deleted[passed] < document { passed += 1 }
      if passed < deleted.count, deleted[passed] == document { continue }
      kept.append(index)
      numbers.append(document - UInt32(passed))
    }
    return PlainPostings(documents: numbers, positions: kept.map { positions[$0] })
  }

  /// What lies in a stretch of the documents, numbered from its beginning.
  func part(_ range: Range<UInt32>) -> PlainPostings {
    let (start, end) = (place(of: range.lowerBound), place(of: range.upperBound))
    return PlainPostings(
      documents: documents[start..<end].map { $0 - range.lowerBound },
      positions: Array(positions[start..<end]))
  }

  /// How many of the documents are before this one.
  private func place(of document: UInt32) -> Int {
    var (low, high) = (0, documents.count)
    while low < high {
      let middle = (low + high) / 2
      if documents[middle] < document { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
