import TansakuText
import Testing

/// What a text's analysis says of dates, in the form of the acceptance table.
func dates(in text: String) throws -> String {
  let found = try Analyzer().analyze(text).dates.map(\.value.text)
  return found.isEmpty ? "-" : found.joined(separator: ";")
}

@Suite("Date recognizer")
struct DateRecognizerTests {
  @Test("every row of the acceptance table holds")
  func acceptance() throws {
    var counts: [String: Int] = [:]
    for row in try rows(of: "dates.tsv").dropFirst() {
      let (text, expected, level) = (row[2], row[3], row[4])
      counts[level, default: 0] += 1
      #expect(try dates(in: text) == expected, "\(row[0]) \(text)")
    }
    #expect(counts == ["must": 88, "may": 7])
  }
}
