package import Tansaku
import TansakuText

/// Documents with facts and dates, and trees of queries about them, made of a seed.
///
/// Words are those that `ReferenceEngine` knows the meaning of.
package struct RandomTree {
  private var generator: SeededGenerator
  /// What trees are about.
  package let documents: [Document]

  private static let dates = [
    "2006年4月", "平成18年4月1日", "2001年", "April 2003", "平成15年度", "2005-11-30",
  ]
  private let texts: TreeWords

  /// So many documents of a seed.
  package init(seed: UInt64, documents count: Int) {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(seed: seed &+ 1)
    var documents = corpus.documents(count)
    for index in documents.indices {
      func pick(_ values: [String?]) -> String? {
        values.randomElement(using: &generator) ?? nil
      }
      documents[index].language = pick(["ja", "zh", "zh-Hant", "en", nil]).map {
        Language(rawValue: $0)
      }
      documents[index].date = pick(["2006", "2006-04", "2003-05-01", nil, nil, nil])
      documents[index].city = pick(["台北", "Tokyo", "Kyōto", nil, nil, nil])
      documents[index].path = pick(["Corpus/a.md", "Corpus/sub/b.txt", nil])
      if let author = pick(["島木健作", "林", "Lin (Taipei)", nil]) {
        documents[index].attributes["author"] = author
      }
      if generator.once(in: 3) {
        let texts = TreeWords.standard
        let pieces = [Self.dates, texts.words, texts.cities].joined().map { $0 }
        for _ in 0..<3 {
          documents[index].body += " " + (pick(pieces) ?? "") + (pick(["。", " ", ", "]) ?? "")
        }
      }
    }
    self.generator = generator
    self.documents = documents
    texts = .standard
  }

  /// Trees of a seed about these documents, with these words.
  package init(seed: UInt64, about documents: [Document], _ texts: TreeWords) {
    generator = SeededGenerator(seed: seed)
    self.documents = documents
    self.texts = texts
  }

  /// A tree of at most such a depth.
  package mutating func tree(depth: Int) -> Query.Node {
    if depth <= 1 || generator.once(in: 4) { return leaf() }
    switch Int.random(in: 0..<8, using: &generator) {
    case 0, 1: return .all(trees(depth))
    case 2, 3: return .any(trees(depth))
    case 4: return .not(tree(depth: depth - 1))
    case 5: return .field(generator.once(in: 2) ? .title : .body, tree(depth: depth - 1))
    case 6:
      return .near(
        (0..<Int.random(in: 2...3, using: &generator)).map { _ in
          generator.once(in: 4) ? .any([neighbour(), neighbour()]) : neighbour()
        }, distance: [0, 1, 2, 5, 20, 200].randomElement(using: &generator) ?? 0)
    default:
      return .boosted(
        tree(depth: depth - 1), by: [0.5, 2, 10].randomElement(using: &generator) ?? 1)
    }
  }

  /// Short runs of the texts near each other: alone, in a field, or joined with another part.
  package mutating func nearness() -> Query.Node {
    let near = runsNear()
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .all([near, .phrase(run(upTo: 3))])
    case 1: return .all([.words(pick(texts.words)), near])
    case 2: return .all([near, runsNear()])
    case 3: return .field(generator.once(in: 2) ? .title : .body, near)
    default: return near
    }
  }

  private mutating func runsNear() -> Query.Node {
    .near(
      (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        .phrase(run(upTo: generator.once(in: 3) ? 4 : 1))
      }, distance: pick([0, 1, 5, 30]))
  }

  private mutating func trees(_ depth: Int) -> [Query.Node] {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in tree(depth: depth - 1) }
  }

  private mutating func leaf() -> Query.Node {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: .date(pick(texts.spans))
    case 1: fact()
    default: neighbour()
    }
  }

  private mutating func neighbour() -> Query.Node {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0, 1: .phrase(run(upTo: 6))
    case 2, 3: .pattern(pick(texts.patterns))
    case 4: .fuzzy(pick(texts.fuzzy), edits: generator.once(in: 2) ? 1 : 2)
    case 5: .words(pick(texts.cities))
    default:
      .words(
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          pick(generator.once(in: 4) ? texts.cities : texts.words)
        }.joined(separator: " "))
    }
  }

  private mutating func run(upTo length: Int) -> String {
    TextRun.random(of: pick(documents).body, upTo: length, using: &generator)
  }

  private mutating func fact() -> Query.Node {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: .fact("kind", .equal(pick(["declaration", "meeting", "other"])))
    case 1: .fact("language", .equal(pick(["ja", "zh", "zh-Hant", "z"])))
    case 2: .fact("city", .equal(pick(["臺北", "東京", "Kyoto", "Moscow", "nowhere"])))
    case 3: .fact("author", .equal(pick(["島木健作", "Lin (Taipei)"])))
    case 4: .fact("author", .pattern(pick(["島*", "*(*", "?", "*"])))
    case 5: .fact("path", .pattern(pick(["*.md", "Corpus/*", "*/sub/?.txt"])))
    case 6: .fact("path", .expression(pick([".*\\.(md|txt)", "Corpus/sub/.*", "x"])))
    default: .fact("id", pick(texts.ids))
    }
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &generator)]
  }
}
