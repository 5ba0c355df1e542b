import TansakuText
import Testing

/// The cities that a text names, with the fold and the boundaries that texts are indexed with.
func cities(in text: String) throws -> (mentions: [CityMention], folded: FoldedText) {
  let source = Array(text.utf16)
  var folded = FoldedText()
  var boundaries: [Int32] = []
  var mentions: [CityMention] = []
  try source.withUnsafeBufferPointer { source in
    TextFolder().fold(source, into: &folded)
    try WordBreaker().findBoundaries(of: source, into: &boundaries)
    boundaries.withUnsafeBufferPointer {
      CityRecognizer().findCities(
        in: folded, source: source, boundaries: $0, into: &mentions)
    }
  }
  return (mentions, folded)
}

@Suite("City recognizer")
struct CityRecognizerTests {
  @Test("every row of the acceptance table holds")
  func acceptance() throws {
    let rows = try rows(of: "cities14.tsv").dropFirst()
    var ids: [String: UInt32] = ["Kyoto": 1_857_910]
    for row in rows where row[0] == "alias" { ids[row[1]] = UInt32(row[2]) }
    var counts: [String: Int] = [:]
    for row in rows {
      let (kind, text) = (row[0], row[4])
      let id = try #require(ids[row[1]], "\(row[1]) has no number")
      let (mentions, folded) = try cities(in: text)
      let comment = Comment(rawValue: "\(row[1]), \(row[3]): \(text) gave \(mentions)")
      counts[kind, default: 0] += 1
      switch kind {
      case "alias":
        #expect(mentions == [CityMention(city: id, range: 0..<folded.scalars.count)], comment)
      case "context": #expect(mentions.contains { $0.city == id }, comment)
      case "trap": #expect(!mentions.contains { $0.city == id }, comment)
      default: Issue.record("a row of an unknown kind: \(kind)")
      }
    }
    #expect(counts == ["alias": 154, "context": 26, "trap": 17])
  }
}
