import Testing

@testable import Tansaku

@Suite("A fault in a query is told with its place")
struct QueryFaultTests {
  @Test(
    "The caret stands under the fault",
    arguments: [
      ("(東京 AND NOT 秘", "^"),
      ("東京 (会議", "     ^"),
      ("東京）会議", "    ^"),
      ("会議 「首爾", "     ^"),
      ("東京 AND", "     ^"),
      ("ＡＮＤ 東京", "^"),
      ("東京 OR AND 会議", "     ^"),
      ("東京 NOT", "     ^"),
      ("か\u{3099}く (x", "     ^"),
      ("東京 ()", "     ^"),
      ("東京 \"\"", "     ^"),
      ("台北~3", "    ^"),
      ("a*~1", "  ^"),
      ("台北^0", "    ^"),
      ("(東京)^5000", "      ^"),
      ("東京 NEAR/5000 会議", "     ^"),
      ("東京 NEAR kind:x", "     ^"),
      ("東京 where:author", "     ^"),
      ("東京 where:author=", "                 ^"),
      ("東京 path:/(/ x", "          ^"),
      ("東京 date:いつか", "          ^"),
      ("a\tb (", "    ^"),
      ("title:kind:meeting", "      ^"),
      ("会議 ｂｏｄｙ：title:x", "               ^"),
    ])
  func carets(typed: String, caret: String) throws {
    let error = try #require(throws: IndexError.self) { try Query(parsing: typed) }
    #expect(error.code == .badQuery)
    let lines = try #require(error.pointing(into: typed)).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.last.map(String.init) == caret, "\(error)")
  }

  @Test("Of a long query the part around the fault is shown, and nothing steers the terminal")
  func rendering() throws {
    let long = String(repeating: "東京 ", count: 100) + "(" + String(repeating: " 会議", count: 100)
    let error = try #require(throws: IndexError.self) { try Query(parsing: long) }
    let lines = try #require(error.pointing(into: long)).split(separator: "\n")
    #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…") && lines[0].count < 72)
    let columns = lines[0].prefix { $0 != "(" }.reduce(0) { $0 + ($1.isASCII || $1 == "…" ? 1 : 2) }
    #expect(lines[1] == String(repeating: " ", count: columns) + "^")
    let control = "\u{1B}[31m (\u{202E}x\n"
    let fault = try #require(throws: IndexError.self) { try Query(parsing: control) }
    #expect(fault.pointing(into: control) == "�[31m (�x�\n      ^")
    #expect(IndexError(code: .notFound, message: "", offset: 1).pointing(into: "x") == nil)
    #expect(IndexError(code: .badQuery, message: "", offset: 9).pointing(into: "x") == "x\n ^")
  }

  @Test(
    "A name close behind a field is text, which is no fault where it has no value or a backslash")
  func namesInFields() throws {
    #expect(Query("title:kind:meeting").root == .field(.title, .words("kind:meeting")))
    for typed in ["title:kind\\:meeting", "title:kind:", "title:kind: meeting", "title:(kind:a)"] {
      #expect(try Query(parsing: typed).root == Query(typed).root)
    }
  }

  @Test("The first fault is told, with the number of its character")
  func first() throws {
    let error = try #require(throws: IndexError.self) { try Query(parsing: "東京 ) \" ( AND") }
    #expect(error.offset == 3)
    #expect(error.description.hasPrefix("query, character 4: This bracket closes nothing"))
  }

  @Test("What is too long, too deep or too much is refused, and words for those who typed it")
  func limits() throws {
    let long = String(repeating: "a ", count: 8_193)
    let error = try #require(throws: IndexError.self) { try Query(parsing: long) }
    #expect(error.offset == 16_384)
    #expect(Query(long).root == .words(long))
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a OR b" + String(repeating: ")", count: depth)
    }
    #expect(try Query(parsing: nested(64)).root == .any([.words("a"), .words("b")]))
    #expect(throws: IndexError.self) { try Query(parsing: nested(65)) }
    #expect(Query(nested(65)).root?.nodeCount == 3)
    let denials = String(repeating: "NOT ", count: 65) + "a"
    #expect(throws: IndexError.self) { try Query(parsing: denials) }
    #expect(Query(denials).root?.nodeCount == 67)
    let wide = (0..<1_023).map { "\"\($0)\"" }.joined(separator: " ")
    #expect(try Query(parsing: wide).root?.nodeCount == 1_024)
    #expect(throws: IndexError.self) { try Query(parsing: wide + " \"x\"") }
    let cut = Query(wide + " \"x\" \"y\"")
    #expect(cut.root.map { (2...1_024).contains($0.nodeCount) } == true)
  }
}
