import TansakuTestSupport
import Testing

@Suite("Formats of hits") struct SearchFormatTests {
  private let directory: TemporaryDirectory
  private let tool: Tool

  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    let document =
      #"{"id":"2006-taipei","title":"台北宣言","text":"𠮷野家。第5回総会（台北）で\"採択\"された。","kind":"#
      + #""declaration","language":"ja","date":"2006-04","city":"Taipei","theme":"water"}"#
    try #require(
      try tool(["index", "-"], input: document + "\n" + #"{"id":"bare","title":"台北"}"#).status == 0)
  }

  @Test("A hit in JSON has what the document has, and its marks count Unicode scalars")
  func jsonHit() throws {
    let outcome = try tool("search", "台北宣言", "--format", "json")
    let lines = try lines(inJSON: outcome.output)
    try #require(lines.count == 3)
    let hit = lines[0]
    #expect(hit["type"] == .text("hit"))
    #expect(hit["rank"] == .number(1))
    #expect(hit["id"] == .text("2006-taipei"))
    #expect(hit["title"] == .text("台北宣言"))
    #expect(hit["kind"] == .text("declaration"))
    #expect(hit["language"] == .text("ja"))
    #expect(hit["date"] == .text("2006-04"))
    #expect(hit["city"] == .text("Taipei"))
    #expect(hit["attributes"] == .object(["theme": .text("water")]))
    #expect(hit["work"] == nil)
    #expect(hit["path"] == nil)
    let snippet = Array(try #require(hit["snippet"]?.text).unicodeScalars)
    guard case .list(let marks)? = hit["marks"] else {
      Issue.record("no marks")
      return
    }
    let marked = marks.map { mark in
      guard case .list(let pair) = mark, let start = pair[0].whole, let length = pair[1].whole
      else {
        return "?"
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: snippet[start..<start + length])
      return String(text)
    }
    #expect(marked == ["台北"])
    #expect(lines[1]["id"] == .text("bare"))
    #expect(lines[1]["kind"] == nil)
    #expect(lines[1]["snippet"] == .text(""))
    #expect(lines[2]["type"] == .text("summary"))
    #expect(lines[2]["total"] == .number(2))
    #expect(lines[2]["exact"] == .truth(true))
    #expect(lines[2].keys.sorted() == ["exact", "milliseconds", "total", "type"])
    #expect(outcome.errors.isEmpty)
  }

  @Test("A hit for a person has rank, title, facts and the place that matched") func textHit()
    throws
  {
    let outcome = try tool("search", "台北宣言", "-n", "1")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == 4)
    #expect(lines[0] == " 1  台北宣言")
    #expect(lines[1].hasPrefix("    2006-taipei  declaration  ja  2006-04  Taipei  "))
    #expect(lines[2] == "    𠮷野家。第5回総会（台北）で\"採択\"された。")
    #expect(outcome.errors.hasPrefix("tansaku: 2 documents, 1 to 1, "))
  }

  @Test("A single search is a run whose query is called 1") func trecHit() throws {
    let lines = try tool("search", "台北宣言", "--format", "trec").lines
    #expect(
      lines.map { $0.split(separator: " ").prefix(4).joined(separator: " ") } == [
        "1 Q0 2006-taipei 1", "1 Q0 bare 2",
      ])
    #expect(lines.allSatisfy { $0.hasSuffix(" tansaku") })
  }

  @Test("A batch at a level gives the scores of a search, and latencies for each pass")
  func batch() throws {
    let single = try tool("search", "台北宣言", "--format", "trec").output
    let outcome = try tool(
      ["batch", "-", "--level", "meaning", "--repeat", "3", "--latencies", "times.tsv"],
      input: "1\t台北宣言\n2\tnothing\n")
    #expect(outcome.output == single)
    // By the index alone nothing gains by how it is written.
    let plain = try tool(["batch", "-"], input: "1\t台北宣言\n")
    #expect(plain.lines.map { $0.prefix(9) } == outcome.lines.map { $0.prefix(9) })
    #expect(plain.output != single)
    let rows = try text(of: directory.path("times.tsv")).split(separator: "\n")
      .map { $0.split(separator: "\t").map(String.init) }
    #expect(
      rows.map { [$0[0], $0[1], $0[3]] }
        == (1...3).flatMap { [["1", "\($0)", "2"], ["2", "\($0)", "0"]] })
    #expect(rows.allSatisfy { Int($0[2]).map { $0 >= 0 } ?? false })
  }

  @Test("A query of a megabyte gets hits or a sentence") func megabyteQuery() throws {
    for query in [
      String(repeating: "台北宣言", count: 90_000), String(repeating: "taipei ", count: 150_000),
      "\"" + String(repeating: "北", count: 350_000) + "\"",
    ] {
      let outcome = try tool(["batch", "-"], input: "1\t\(query)\n")
      switch outcome.status {
      case 0: #expect(outcome.output.contains("1 Q0 2006-taipei 1 "))
      case 1: #expect(outcome.output.isEmpty)
      default:
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("bytes"), "\(outcome.errors.prefix(300))")
      }
    }
  }
}
