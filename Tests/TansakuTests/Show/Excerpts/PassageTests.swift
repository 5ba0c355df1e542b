import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("A passage is the best there is, and is cut nowhere but between words")
struct PassageTests {
  /// Checks an excerpt against the whole text.
  private func check(
    _ choice: Excerpter.Choice, _ whole: ShownText, room: Int, _ comment: Comment
  ) {
    let range = choice.range
    #expect(whole.clusters.contains(range.lowerBound), comment)
    #expect(whole.clusters.contains(range.upperBound), comment)
    for end in [range.lowerBound, range.upperBound] where !whole.words.contains(end) {
      // Inside a word only where that is wider than the room.
      let cuts = whole.words.intersection(whole.clusters)
      let first = cuts.filter { $0 <= end }.max() ?? 0
      let last = cuts.filter { $0 >= end }.min() ?? first
      #expect(columns(whole.text(first..<last)) > room, comment)
    }
    let shown = whole.shown(range)
    var text = String.UnicodeScalarView(shown.map(\.scalar))
    let before = range.lowerBound > 0 ? 1 : 0
    if before > 0 { text.insert("…", at: text.startIndex) }
    if range.upperBound < whole.text.utf16.count { text.append("…") }
    #expect(choice.excerpt.text == String(text), comment)
    let clusters = whole.clusters.filter { range.contains($0) }.count
    #expect(columns(whole.text(range)) <= room || clusters == 1, comment)
    var levels = [MatchLevel?](repeating: nil, count: choice.excerpt.text.unicodeScalars.count)
    for (mark, level) in zip(choice.excerpt.marks, choice.excerpt.levels) {
      for scalar in mark {
        #expect(levels[scalar] == nil, comment)
        levels[scalar] = level
      }
    }
    #expect(choice.excerpt.marks.count == choice.excerpt.levels.count, comment)
    #expect(Array(levels.dropFirst(before).prefix(shown.count)) == shown.map(\.level), comment)
  }

  private func columns(_ text: String) -> Int {
    ShownText.spaced(text).reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }

  @Test(
    "No cluster and no word is cut, and what is marked is what matches", arguments: [41, 42, 43])
  func cuts(seed: UInt64) throws {
    let analyzer = try Analyzer()
    var texts = HardTexts(seed: seed)
    var marks = 0
    for _ in 0..<100 {
      let text = texts.text(texts.number(in: 1...60))
      let query = texts.query(of: text)
      let room = texts.number(in: 1...60)
      let level = MatchLevel.allCases[texts.number(in: 0...3)]
      let finder = try OccurrenceFinder(query, analyzer, at: level)
      let excerpter = Excerpter(
        finder, weights: finder.parts.map { _ in 100 }, analyzer: analyzer, width: room)
      let choice = try #require(try excerpter.choice(in: text))
      let whole = try ShownText(text, finder, analyzer)
      check(choice, whole, room: room, "\(query) in \(text.debugDescription), room \(room)")
      if !whole.occurrences.isEmpty {
        #expect(!choice.excerpt.marks.isEmpty, "\(query) in \(text.debugDescription), room \(room)")
      }
      marks += choice.excerpt.marks.count
    }
    #expect(marks > 50)
  }

  @Test("No passage weighs more than the one that is chosen", arguments: [51, 52])
  func best(seed: UInt64) throws {
    let analyzer = try Analyzer()
    var texts = HardTexts(seed: seed)
    for number in 0..<40 {
      // Now and then a text of several pieces, with what is looked for around the ends of them.
      let text = texts.text(number % 20 == 0 ? 6_000 : texts.number(in: 1...200))
      let query = texts.query(of: text)
      let room = texts.number(in: 4...60)
      let finder = try OccurrenceFinder(query, analyzer)
      let weights = finder.parts.map { _ in texts.number(in: 1...500) }
      let excerpter = Excerpter(finder, weights: weights, analyzer: analyzer, width: room)
      let choice = try #require(try excerpter.choice(in: text))
      let whole = try ShownText(text, finder, analyzer)
      let shown = Set(
        whole.occurrences.filter { $0.range.overlaps(choice.range) }.map(\.part))
      let weight = shown.reduce(0) { $0 + weights[$1] }
      let words = whole.words.intersection(whole.clusters).sorted()
      var best = 0
      for (index, first) in whole.occurrences.enumerated() {
        var parts: Set<Int> = []
        var end = 0
        for next in whole.occurrences[index...] {
          end = max(end, next.range.upperBound)
          let left = words.last { $0 <= first.range.lowerBound } ?? 0
          let right = words.first { $0 >= end } ?? end
          if columns(whole.text(left..<right)) > room * 3 / 4, !parts.isEmpty { break }
          parts.insert(next.part)
        }
        best = max(best, parts.reduce(0) { $0 + weights[$1] })
      }
      #expect(weight >= best, "\(query), room \(room), text of \(text.utf8.count) bytes")
    }
  }

  @Test("A rare part weighs more than common ones")
  func rareParts() throws {
    let common = (0..<60).map { Document(id: "c\($0)", body: "the meeting of the city was held") }
    let text =
      "The meeting of the city. " + String(repeating: "Nothing here. ", count: 30)
      + "A sturgeon was seen. " + String(repeating: "Nothing here. ", count: 30)
    let built = try BuiltIndex(common + [Document(id: "rare", body: text)])
    let hit = try #require(
      try built.index.searcher().search("meeting city sturgeon").first { $0.id == "rare" })
    let excerpt = try #require(try hit.excerpt(of: .body, width: 40))
    #expect(excerpt.marked("[", "]").contains("[sturgeon]"))
  }

  @Test("A word wider than the room is cut between clusters, around what matches")
  func longWord() throws {
    let analyzer = try Analyzer()
    let text =
      String(repeating: "か\u{3099}", count: 300) + "東京" + String(repeating: "x", count: 300)
    let finder = try OccurrenceFinder(Query(anyOf: [.phrase("東京")]), analyzer)
    for room in [1, 2, 3, 5, 8, 40] {
      let excerpter = Excerpter(finder, weights: [1], analyzer: analyzer, width: room)
      let choice = try #require(try excerpter.choice(in: text))
      check(choice, try ShownText(text, finder, analyzer), room: room, "room \(room)")
      #expect(!choice.excerpt.marks.isEmpty)
    }
  }

  @Test("Of a match wider than the room its beginning is shown")
  func longMatch() throws {
    let analyzer = try Analyzer()
    let phrase = (0..<100).map { "word\($0)" }.joined(separator: " ")
    let finder = try OccurrenceFinder(Query(anyOf: [.phrase(phrase)]), analyzer)
    let excerpter = Excerpter(finder, weights: [1], analyzer: analyzer, width: 20)
    let choice = try #require(try excerpter.choice(in: "before " + phrase + " behind"))
    #expect(choice.excerpt.text == "… word0 word1 word2 …")
    #expect(choice.excerpt.marks == [2..<20])
  }

  @Test("At a strict level only what is written so is marked, and each mark knows its level")
  func strictLevels() throws {
    let built = try BuiltIndex([Document(id: "a", body: "台北、臺北、Ｔaipei、タイペイ")])
    let searcher = try built.index.searcher()
    func shown(_ level: MatchLevel) throws -> (String?, [MatchLevel]?) {
      let excerpt = try searcher.search("臺北", level: level).first?.excerpt(of: .body)
      return (excerpt?.marked("[", "]"), excerpt?.levels)
    }
    #expect(try shown(.exact) == ("台北、[臺北]、Ｔaipei、タイペイ", [.exact]))
    #expect(try shown(.variant) == ("[台北]、[臺北]、Ｔaipei、タイペイ", [.variant, .exact]))
    #expect(
      try shown(.meaning) == (
        "[台北]、[臺北]、[Ｔaipei]、[タイペイ]", [.variant, .exact, .meaning, .meaning]
      ))
  }

  @Test("Marks that a terminal shows hold whole clusters")
  func markedClusters() {
    let excerpt = Excerpt(
      text: "กุ👨‍👩‍👧ab", marks: [0..<1, 3..<4, 7..<8], levels: [.exact, .exact, .exact])
    #expect(excerpt.marked("[", "]") == "[กุ👨‍👩‍👧a]b")
    #expect(Excerpt(text: "ab", marks: [0..<1, 1..<2]).marked("[", "]") == "[ab]")
    #expect(Excerpt(text: "", marks: []).marked("[", "]") == "")
  }
}
