import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A selector selects the entries that it describes, and no others")
struct TermSelectorTests {
  private struct Entry {
    let key: TermKey
    let info: TermInfo
  }

  private static let words = [
    "tai", "taipei", "taiwan", "tail", "tapei", "taxi", "tokyo", "trip", "pei", "台北", "東京",
  ]

  /// The entries of a small index, in the order of their keys, and what a selector selects of them.
  private func check(_ selector: TermSelector, _ isWanted: (Entry) -> Bool) throws {
    let documents = Self.words.enumerated().map { number, word in
      Document(
        id: "d\(number)", kind: Kind(rawValue: number % 2 == 0 ? "meeting" : "minutes"),
        body: Self.words.prefix(number + 1).joined(separator: " "))
    }
    let built = try BuiltIndex(documents)
    let segment = try #require(try built.index.searcher().snapshot.segments.first)
    var entries: [Entry] = []
    for layer in Layer.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      try segment.terms.forEach(prefix: [layer.rawValue]) { key, info in
        entries.append(Entry(key: key, info: info))
        return true
      }
    }
    let expected = entries.filter(isWanted).map(\.info)
    #expect(try segment.infos(selector) == expected, "\(selector)")
  }

  @Test("A key, one that no entry has, and a beginning")
  func keys() throws {
    try check(.key(TermKey(.word, "taipei"))) { $0.key == TermKey(.word, "taipei") }
    try check(.key(TermKey(.word, "taip"))) { _ in false }
    try check(.prefix(TermKey(.word, "tai"))) {
      $0.key.layer == .word && $0.key.text.hasPrefix("tai")
    }
  }

  @Test("A pattern of words leaves out words of scripts without spaces, which have no positions")
  func patterns() throws {
    func scalars(_ text: String) -> [GlobPattern.Element] {
      text.unicodeScalars.map { .scalar($0.value) }
    }
    let open = GlobPattern(elements: scalars("ta") + [.many, .scalar(0x69)])
    try check(.pattern(.word, open)) {
      $0.key.layer == .word && $0.key.text.hasPrefix("ta") && $0.key.text.hasSuffix("i")
    }
    try check(.pattern(.word, GlobPattern(elements: [.one, .one, .one]))) {
      $0.key.layer == .word && $0.info.hasPositions && $0.key.text.count == 3
    }
    try check(.pattern(.word, GlobPattern(elements: [.many]))) {
      $0.key.layer == .word && $0.info.hasPositions
    }
    try check(.pattern(.attribute, GlobPattern(elements: scalars("kind=m") + [.many]))) {
      $0.key.layer == .attribute && $0.key.text.hasPrefix("kind=m")
    }
  }

  @Test("Edits", arguments: 1...2)
  func edits(edits: Int) throws {
    let word = "taipei".unicodeScalars.map(\.value)
    try check(.fuzzy(.word, word, edits: edits)) {
      $0.key.layer == .word && $0.info.hasPositions
        && FuzzyWalkTests.distance(word, $0.key.text.unicodeScalars.map(\.value)) <= edits
    }
  }

  @Test("A regular expression must fit all that follows the beginning")
  func expressions() throws {
    try check(.expression(.attribute, beginning: "kind=", "m[a-z]+s")) {
      $0.key == TermKey(.attribute, "kind=minutes")
    }
    try check(.expression(.attribute, beginning: "kind=", "m")) { _ in false }
    #expect {
      try check(.expression(.attribute, beginning: "kind=", "m(")) { _ in false }
    } throws: {
      ($0 as? IndexError)?.code == .badQuery
    }
  }

  @Test("An explanation names a pattern and a fuzzy word as a query writes them")
  func texts() throws {
    let built = try BuiltIndex([Document(id: "a", body: "taipei declaration")])
    let searcher = try built.index.searcher()
    let pattern = try searcher.explain(id: "a", "taip*").parts.map { [$0.layer, $0.term] }
    #expect(pattern.contains(["word", "taip*"]))
    let fuzzy = try searcher.explain(id: "a", "taipej~1").parts.map { [$0.layer, $0.term] }
    #expect(fuzzy.contains(["word", "taipej~1"]))
  }
}
