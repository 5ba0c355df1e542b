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

  @Test("The first line that is none is named with its number") func faultsAreNamed() throws {
    for (text, sentence) in [
      ("q1\ta\nq2 b\n", "q.tsv:2: has no tab between the id and the text of a query"),
      ("\ta", "q.tsv:1: has no id before the tab"),
      ("a\tb\n\na\tc", "q.tsv:3: has the id \"a\" a second time"),
      ("a　b\tc", "q.tsv:1: has a space in the id \"a　b\", which a TREC run cannot hold"),
    ] {
      let fault = #expect(throws: QueryList.Fault.self) { try entries(text) }
      #expect(fault?.description == sentence)
    }
    let fault = #expect(throws: QueryList.Fault.self) {
      try QueryList([0x61, 0x09, 0xFF], name: "standard input")
    }
    #expect(fault?.description == "standard input:1: is not UTF-8")
  }
}
