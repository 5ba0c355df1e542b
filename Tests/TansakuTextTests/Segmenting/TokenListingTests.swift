import TansakuTestSupport
import TansakuText
import Testing

@Suite("Listing tokens") struct TokenListingTests {
  private func listing(_ text: String) throws -> TokenListing {
    TokenListing(try Analyzer().analyze(text))
  }

  @Test("Each token tells its layer, term, text and place") func rowsOfADeclaration() throws {
    let rows = try listing("台北宣言").rows
    let shown = rows.map {
      "\($0.layer) \($0.term) \($0.text) \($0.position) \($0.start) \($0.length)"
    }
    #expect(
      shown
        == [
          "word 台北 台北 0 0 2", "gram 台北 台北 0 0 2", "city 1668341 台北 0 0 2", "gram 北宣 北宣 1 1 2",
          "word 宣言 宣言 2 2 2", "gram 言 言 3 3 1", "gram 宣言 宣言 2 2 2",
        ].sorted { order($0) < order($1) })
  }

  private func order(_ row: String) -> (String, Int, String) {
    let fields = row.split(separator: " ").map(String.init)
    let layers = ["word": 0, "gram": 1, "city": 2]
    return (fields[3], layers[fields[0]] ?? 9, fields[5])
  }

  @Test("Places count Unicode scalars of the text as written") func placesCountScalars() throws {
    let text = "𠮷野家、ﾀｲﾍﾟｲ㍻ e\u{301} ＡＮＭＣ21"
    let scalars = Array(text.unicodeScalars)
    let rows = try listing(text).rows
    #expect(!rows.isEmpty)
    for row in rows {
      var slice = String.UnicodeScalarView()
      slice.append(contentsOf: scalars[row.start..<row.start + row.length])
      #expect(String(slice) == row.text)
    }
    #expect(
      rows.contains { $0.layer == .city && $0.text == "ﾀｲﾍﾟｲ" && $0.start == 4 && $0.length == 5 })
    #expect(rows.contains { $0.term == "anmc" && $0.text == "ＡＮＭＣ" })
  }

  @Test("The segments together are the text") func segmentsAreTheText() throws {
    let text = "東京都 and Ulaanbaatar's\n서울에서 กรุงเทพ 𠮷"
    #expect(try listing(text).segments.joined() == text)
    #expect(try listing("").segments == [])
    #expect(try listing("").rows == [])
  }

  @Test("A long text is listed in pieces as it is indexed, with places in the whole text")
  func piecesContinue() throws {
    let line = "台北宣言 Taipei 2006。𠮷\n"
    let text = String(repeating: line, count: 3000)
    let scalars = Array(text.unicodeScalars)
    var pieces = 0
    var segments = ""
    var last = -1
    var cities = 0
    try TokenListing.forEachPiece(of: text) { piece in
      pieces += 1
      segments += piece.segments.joined()
      for row in piece.rows {
        if row.position < last { Issue.record("position \(row.position) after \(last)") }
        last = row.position
        if row.layer == .city { cities += 1 }
      }
      // The last row is the furthest from the beginning, so it would show any slip.
      if let row = piece.rows.last {
        #expect(
          Array(row.text.unicodeScalars) == Array(scalars[row.start..<row.start + row.length]))
      }
    }
    #expect(pieces > 1)
    #expect(segments == text)
    #expect(cities == 6000)
  }
}
