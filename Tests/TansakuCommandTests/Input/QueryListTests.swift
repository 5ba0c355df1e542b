import Testing

@testable import TansakuCommand

@Suite("Lists of queries") struct QueryListTests {
  private func entries(_ text: String) throws -> [QueryList.Entry] {
    try QueryList([UInt8](text.utf8), name: "q.tsv").entries
  }

  @Test("Each line is an id and a text") func linesAreQueries() throws {
    #expect(
      try entries("\u{FEFF}q1\t台北宣言\r\n\nq2\ta\tb\nq3\t")
        == [
          .init(id: "q1", text: "台北宣言"), .init(id: "q2", text: "a\tb"), .init(id: "q3", text: ""),
        ])
    #expect(try entries("") == [])
  }

  @Test("JSON Lines of BEIR are queries too") func jsonLinesAreQueries() throws {
    #expect(
      try entries(
        """
        \u{FEFF}{"_id": "q1", "text": "台北\\n宣言", "metadata": {"a": 1}}\r

         {"text": "b", "_id": 7}
        {"id": "own", "_id": {}, "text": ""}
        """)
        == [
          .init(id: "q1", text: "台北\n宣言"), .init(id: "7", text: "b"), .init(id: "own", text: ""),
        ])
    #expect(try entries("q\t{\"text\": 1}") == [.init(id: "q", text: "{\"text\": 1}")])
  }

  @Test("The first line that is none is named with its number") func faultsAreNamed() throws {
    for (text, sentence) in [
      ("q1\ta\nq2 b\n", "q.tsv:2: has no tab between the id and the text of a query"),
      ("\ta", "q.tsv:1: has no id before the tab"),
      ("a\tb\n\na\tc", "q.tsv:3: has the id \"a\" a second time"),
      ("a　b\tc", "q.tsv:1: has a space in the id \"a　b\", which a TREC run cannot hold"),
      ("{\"_id\":\"a\",\"text\":\"\"}\n{\"_id\":\"b\"}", "q.tsv:2: has no \"text\""),
      ("\n{\"text\":\"a\"}", "q.tsv:2: has no \"_id\""),
      ("{\"_id\":\"a\",\"text\":\"\"}\nb\tc", "q.tsv:2: is not JSON: "),
      ("{\"_id\":\"a b\",\"text\":\"\"}", "q.tsv:1: has a space in the id \"a b\""),
    ] {
      let fault = #expect(throws: QueryList.Fault.self) { try entries(text) }
      #expect(fault?.description.hasPrefix(sentence) == true)
    }
    let fault = #expect(throws: QueryList.Fault.self) {
      try QueryList([0x61, 0x09, 0xFF], name: "standard input")
    }
    #expect(fault?.description == "standard input:1: is not UTF-8")
  }
}
