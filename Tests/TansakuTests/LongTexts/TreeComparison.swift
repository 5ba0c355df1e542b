import TansakuTestSupport
import TansakuText

@testable import Tansaku

/// Compares what indexes find for many random trees with a slow scan of all texts, one document at a
/// time, so that an archive of any size can be compared.
struct TreeComparison {
  /// An index, and what it finds.
  private struct Asked {
    let name: String
    let searcher: Searcher
    /// For each segment and document its place among all; nil for one that is deleted.
    var ordinals: [[Int?]]
    /// For each tree the places of what is found.
    var answers: [Bits] = []
    /// The places of what is there.
    var living: Bits
  }

  /// A set of small numbers.
  private struct Bits {
    private var words: [UInt64]

    init(_ count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ number: Int) -> Bool { words[number / 64] >> UInt64(number % 64) & 1 == 1 }
    mutating func insert(_ number: Int) { words[number / 64] |= 1 << UInt64(number % 64) }
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    var numbers: [Int] { (0..<words.count * 64).filter { contains($0) } }
  }

  /// One difference between an index and the texts.
  struct Difference: Error, CustomStringConvertible { let description: String }

  private let trees: [Query.Node]
  private var indexes: [Asked] = []
  private var ids: [String] = []
  private let analyzer: Analyzer
  /// For each document the trees for which what is shown of it is compared.
  private var shown: [Int: [Int]] = [:]
  /// What was done, by name.
  private(set) var figures: [String: Int] = [:]

  /// Asks indexes for trees.
  ///
  /// - Parameters:
  ///   - trees: What to ask.
  ///   - indexes: Have names for messages; the first has all documents that any has.
  ///   - shown: For how many documents of each tree what is shown is compared too.
  ///   - seed: Draws these.
  ///   - progress: Is given the number of trees that were asked.
  /// - Throws: `Difference` where an index contradicts itself.
  init(
    _ trees: [Query.Node], in indexes: [(name: String, searcher: Searcher)], shown: Int,
    seed: UInt64, progress: (Int) -> Void = { _ in }
  ) throws {
    self.trees = trees
    analyzer = try Analyzer()
    var places: [String: Int] = [:]
    for (name, searcher) in indexes {
      let ordinals = try searcher.snapshot.segments.map { segment in
        try (0..<segment.info.documentCount).map { number -> Int? in
          if segment.deletions.contains(number) { return nil }
          let id = try segment.identifiers.id(of: number)
          if let place = places[id] { return place }
          guard self.indexes.isEmpty else {
            throw Difference(description: "\(name) has \(id), which the first index has not.")
          }
          places[id] = ids.count
          ids.append(id)
          return ids.count - 1
        }
      }
      var living = Bits(ids.count)
      for place in ordinals.joined().compactMap({ $0 }) { living.insert(place) }
      self.indexes.append(
        Asked(name: name, searcher: searcher, ordinals: ordinals, living: living))
    }
    for number in trees.indices {
      try ask(number)
      progress(number + 1)
    }
    var generator = SeededGenerator(seed: seed)
    for number in trees.indices {
      let found = self.indexes[0].answers[number].numbers
      for _ in 0..<min(shown, found.count) {
        let place = found[Int.random(in: 0..<found.count, using: &generator)]
        self.shown[place, default: []].append(number)
      }
    }
  }

  /// Asks all indexes for a tree, and compares what they say by themselves.
  private mutating func ask(_ number: Int) throws {
    let query = Query(trees[number])
    for index in indexes.indices {
      let asked = indexes[index]
      var answer = Bits(ids.count)
      let found = try Ranker(asked.searcher.snapshot).documents(matching: query, analyzer: analyzer)
      for (segment, numbers) in found.enumerated() {
        for document in numbers {
          guard let place = asked.ordinals[segment][Int(document)] else {
            throw difference(number, asked, "finds a deleted document")
          }
          answer.insert(place)
        }
      }
      let count = found.reduce(0) { $0 + $1.count }
      if answer.count != count { throw difference(number, asked, "finds a document twice") }
      let counted = try asked.searcher.count(query)
      if counted != count {
        throw difference(number, asked, "counts \(counted) and finds \(count)")
      }
      let all = try asked.searcher.ranking(query, limit: max(1, asked.searcher.documentCount))
      if zip(all, all.dropFirst()).contains(where: { $0.score < $1.score }) {
        throw difference(number, asked, "lets scores rise")
      }
      for limit in [1, 10] {
        let best = try asked.searcher.ranking(query, limit: limit)
        if best != Array(all.prefix(limit)) {
          throw difference(
            number, asked, "finds \(best) as the best, which are \(all.prefix(limit))")
        }
      }
      indexes[index].answers.append(answer)
      figures["answers", default: 0] += 1
      figures["matches", default: 0] += count
    }
  }

  /// Reads all documents of the first index and compares.
  ///
  /// - Parameter progress: Is given the number of documents that were read.
  /// - Throws: `Difference` for the first one.
  mutating func run(_ progress: (Int) -> Void = { _ in }) throws {
    let reference = try ReferenceEngine()
    var showing = try ShowingComparison(reference)
    var done = 0
    let first = indexes[0]
    let texts = StoredTexts(of: first.searcher.snapshot, analyzer: analyzer)
    for segment in first.searcher.snapshot.segments.indices {
      try texts.forEachDocument(ofSegment: segment) { number, document in
        guard let place = first.ordinals[segment][Int(number)] else { return }
        let scanned = try reference.scan(document)
        for tree in trees.indices {
          let isWanted = try reference.finds(trees[tree], in: scanned)
          for asked in indexes where asked.living.contains(place) {
            if asked.answers[tree].contains(place) != isWanted {
              throw difference(
                tree, asked,
                isWanted ? "does not find \(document.id)" : "finds \(document.id), which has it not"
              )
            }
          }
        }
        for tree in shown[place] ?? [] {
          let found = try showing.difference(
            for: trees[tree], in: scanned, stored: (first.searcher, segment, number))
          if let found { throw difference(tree, first, "shows \(document.id) wrongly: \(found)") }
          figures["documents shown", default: 0] += 1
        }
        done += 1
        progress(done)
      }
    }
    figures["documents"] = done
    figures["marks"] = showing.occurrenceCount
    figures["passages"] = showing.passageCount
    figures["lines of concordances"] = showing.lineCount
  }

  private func difference(_ tree: Int, _ asked: Asked, _ what: String) -> Difference {
    Difference(
      description: "tree \(tree): \(asked.name) \(what): \(Query(trees[tree]))\n\(trees[tree])")
  }
}
