import Tansaku
import TansakuReading
import Testing

@Suite("Markdown")
struct MarkdownTests {
  private func body(_ text: String) throws -> String { try document("page.md", text).body }

  @Test("Front matter fills the fields, all as text; what is no field becomes an attribute")
  func frontMatter() throws {
    let document = try document(
      "page.md",
      """
      ---
      id: 2006-taipei
      title: "台北宣言: 全文"
      kind: declaration
      lang: ja
      date: 2006-04-28
      city: 台北
      work: taipei-declaration
      source: [東京都, Taipei City]
      path: archive/2006.pdf
      number: 007
      open: yes
      nothing:
      tags:
        - a
        - b
      office: {name: 知事本局, floor: 7}
      ---
      # 台北宣言

      本文。
      """)
    #expect(
      document
        == Document(
          id: "2006-taipei", language: .japanese, kind: .declaration, title: "台北宣言: 全文",
          body: "台北宣言\n\n本文。", date: "2006-04-28", city: "台北", work: "taipei-declaration",
          source: "東京都, Taipei City", path: "archive/2006.pdf",
          attributes: [
            "number": "007", "open": "yes", "tags": "a, b", "office": "name: 知事本局, floor: 7",
          ]))
  }

  @Test("Without front matter the id is the file's name and the title the first main heading")
  func titles() throws {
    let heading = try document("a.md", "Some *words*.\n\n# The **title**\n\nMore.\n\n# Second")
    #expect(heading.id == "a.md" && heading.title == "The title")
    #expect(heading.body == "Some words.\n\nMore.\n\nSecond")
    #expect(try document("b.md", "**亞洲主要都市網**，全名").title == "亞洲主要都市網")
    #expect(try document("東京 宣言.md", "Only words, **bold** ones too.").title == "東京 宣言")
    #expect(try document("c.md", "---\ndate: 2001\n---\n\n# T\n\nx").body == "x")
  }

  @Test("A rule at the top is no front matter, and broken front matter is a fault with its line")
  func noFrontMatter() throws {
    #expect(try body("---\n\nwords\n\n---\n\nmore") == "words\n\nmore")
    #expect(try body("---\nwords go on") == "words go on")
    let broken = try report("a.md", Array("---\ntitle: a: b: c\nid: x\n---\ntext".utf8))
    #expect(broken.skipped.first?.isFault == true && broken.skipped.first?.line == 2)
    #expect(broken.documents == 0)
  }

  @Test("Texts made to take for ever are read in a moment, or are a fault", .timeLimit(.minutes(1)))
  func hostile() throws {
    #expect(try body(String(repeating: "a@", count: 200_000)).utf8.count == 400_000)
    #expect(try body(String(repeating: "[^1]", count: 20_000) + "\n\n[^1]: a").hasPrefix("^1^1"))
    let nested = "---\na: " + String(repeating: "[", count: 50_000) + "\n---\nx"
    #expect(try report("a.md", Array(nested.utf8)).faultCount == 1)
  }

  @Test("Links, images and addresses leave their words and nothing else")
  func links() throws {
    #expect(
      try body(
        #"""
        [台北](../Page/台北.md "wikilink")と[[臺北市]]と[[Page/東京|東京]]、![旗の図](flag.png "旗")。
        見よ https://example.com/a_b?c=d#e を、<https://example.org/x>を。www.example.net/よい
        [New York](../Page/New York (city).md "wikilink") [ref][1] info@example.org

        [1]: https://example.com/1 "Title"
        """#)
        == "台北と臺北市と東京、旗の図。\n見よ を、を。よい\nNew York ref info@example.org")
    #expect(try body("| [[Page\\|臺北]] | x |\n|---|---|\n| a | [b](/c) |") == "臺北\tx\na\tb")
  }

  @Test("Blocks never run together")
  func blocks() throws {
    let text = """
      # Title

      ## 章
      para one
      goes on\\
      broken

      - a
      - b
        1. c

           d
      - e

      > quoted

      | x | y |
      |---|---|
      | 1 | ~~2~~ |
      | 3 | |

      ```swift
      let a = **b**
        c
      ```
      ***
      end[^1]

      [^1]: the note
      """
    #expect(
      try body(text) == """
        章

        para one
        goes on
        broken

        a
        b
        c
        d
        e

        quoted

        x\ty
        1\t2
        3

        let a = **b**
          c

        end

        the note
        """)
  }

  @Test(
    "Marks of emphasis go without a space, beside Chinese and Japanese punctuation too",
    arguments: [
      ("**亞洲主要都市網**，全名為**21世紀**（Asian）", "亞洲主要都市網，全名為21世紀（Asian）"),
      ("これは**「台北」**で、*（仮）*と**東京。**次", "これは「台北」で、（仮）と東京。次"),
      ("これは__重要__です。", "これは重要です。"),
      ("**「甲」**と**「乙」**", "「甲」と「乙」"),
      ("**[「台北」](a.md)**で", "「台北」で"),
      ("太**字***斜体*`**コード**`", "太字斜体**コード**"),
      ("変数_名前_です 2 * 3 * 4 日本 * 中国", "変数_名前_です 2 * 3 * 4 日本 * 中国"),
      ("snake__case__name **", "snake__case__name **"),
    ])
  func emphasis(source: String, read: String) throws {
    #expect(try body(source) == read)
  }

  @Test("HTML inside is read as HTML, and what only looks like it stays")
  func html() throws {
    #expect(
      try body(
        "<div style=\"x\">\n\n**東京**<br>都\n\n</div>\n\n<ruby>東<rt>とう</rt></ruby>京 <参加都市>台北 a < b &amp; c"
      ) == "東京\n都\n\n東京 <参加都市>台北 a < b & c")
    #expect(
      try body("<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n</table>") == "a\tb\nc"
    )
  }
}
