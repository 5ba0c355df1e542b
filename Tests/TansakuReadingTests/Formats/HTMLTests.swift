import Tansaku
import TansakuReading
import Testing

@Suite("HTML")
struct HTMLTests {
  private func body(_ html: String) throws -> String { try document("page.html", html).body }

  @Test("A page gives its title, its language and the text that a reader sees")
  func page() throws {
    let document = try document(
      "page.html",
      """
      <!DOCTYPE html>
      <html lang="zh-Hant"><head><meta charset="utf-8"><title>亞洲 &amp;
        都市</title><style>p { color: red }</style><script>var a = "<p>";</script></head>
      <body onload="x()"><!-- not this --><h1>標題</h1><p class="a">第一段
      第二行 <b>粗</b>體</p><template>no</template><noscript>no</noscript>
      <p>see <a href="https://example.com/" title="no">這裡</a> https://example.com/x。</p>
      <img src="a.png" alt="市旗">&copy;&#26481;</body></html>
      """)
    #expect(document.title == "亞洲 & 都市")
    #expect(document.language == .traditionalChinese)
    #expect(document.body == "標題\n\n第一段第二行 粗體\n\nsee 這裡 。\n\n市旗©東")
    #expect(document.id == "page.html")
  }

  @Test("Without a title the first main heading is it, without that the file's name")
  func titles() throws {
    #expect(try document("a.htm", "<h1>東京</h1><p>x").title == "東京")
    #expect(try document("a.xhtml", "<p>x").title == "a")
    #expect(try document("a.html", "<svg><title>no</title></svg><p>x").title == "a")
  }

  @Test(
    "Lines, lists, tables and cells stay apart",
    arguments: [
      ("<p>a<p>b", "a\n\nb"), ("a<br>b<br><br>c", "a\nb\n\nc"), ("<div>a</div>b", "a\n\nb"),
      ("<ul><li>a<li><p>b</p><p>c</p></ul>d", "a\nb\nc\n\nd"),
      ("<table><tr><th>a<th><p>b</p><tr><td>c<td><td>d</table>", "a\tb\nc\td"),
      ("<dl><dt>a<dd>b</dl>", "a\nb"), ("<pre>\n a\n  b\n</pre>c", " a\n  b\n\nc"),
      ("<select><option>a<option>b</select>", "a\nb"), ("<p>a</p> <p> </p> <p>b</p>", "a\n\nb"),
      ("<ul style=\"x\"> a <p>b</p> <ul style=\"x\"> c <p>d</p>", "a\nb\nc\nd"),
    ])
  func layout(html: String, read: String) throws {
    #expect(try body(html) == read)
  }

  @Test(
    "Readings above characters, entities and tags that are none",
    arguments: [
      ("<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby>都", "東京都"),
      ("<p><ruby><rb>漢<rb>字<rt>かん<rt>じ</ruby>", "漢字"),
      ("&lt;b&gt; &eacute; &#x6771; &unknown;", "<b> é 東 &unknown;"),
      ("<p><参加都市>台北 1 < 2", "<参加都市>台北 1 < 2"),
      ("Tokyo\nand\nTaipei", "Tokyo and Taipei"), ("東京\n都 と\n Seoul", "東京都 と Seoul"),
    ])
  func text(html: String, read: String) throws {
    #expect(try body(html) == read)
  }

  @Test("A page nested without end, or one that asks for endless memory, is a fault")
  func hostile() throws {
    let deep = String(repeating: "<div>", count: 200_000)
    #expect(try report("a.html", deep.utf8).faultCount == 1)
    let attributes = (0..<100_000).map { "a\($0)=1" }.joined(separator: " ")
    #expect(try report("a.html", "<p \(attributes)>x".utf8).faultCount == 1)
    let script = "<script>i<n " + String(repeating: "a b ", count: 10_000) + "</script><p>x"
    #expect(try document("a.html", script).body == "x")
    let fonts = (0..<900).map { "<font size=\($0)>" }.joined()
    let wide = "<p>" + fonts + String(repeating: "<p>x", count: 20_000)
    #expect(try report("a.html", wide.utf8).faultCount == 1)
  }
}
