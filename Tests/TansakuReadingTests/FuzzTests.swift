import Tansaku
import TansakuReading
import TansakuTestSupport
import Testing

@Suite("Any bytes")
struct FuzzTests {
  /// Pieces that mean something in one form or another, to get deeper than chance would.
  static let pieces: [String] = [
    "<table>", "</table>", "<td>", "<tr>", "<select>", "<svg>", "<math>", "<template>", "</p>",
    "<b>",
    "</b>", "<a href='", "<!--", "-->", "<![CDATA[", "<frameset>", "<title>", "<plaintext>",
    "<form>",
    "<ruby>", "<rt>", "</body>", "<head>", "<script>", "&#x", "&amp", "<参加都市>", "\t", "\n", "---\n",
    "[[", "]]", "](", "**", "__", "| a | b |\n|---|---|\n", "[^1]", "[^1]: ", "```", "~~", "  - ",
    "> ", "{\"id\":1}", "\\u", "\u{1B}$B", "\u{FEFF}", "\u{0}", "http://", "www.", "\"wikilink\")",
    "key: value\n", "? [", "&a", "*a", "!<", "%YAML",
  ]

  @Test(
    "Mutated files and random bytes never crash, and what is read is whole",
    arguments: ["txt", "md", "html", "tsv", "jsonl"])
  func fuzz(form: String) throws {
    var random = SeededGenerator(seed: UInt64(form.utf8.reduce(0) { $0 * 31 + Int($1) }))
    var seeds = ["000_285b1f751ce2e007.txt", "004_f0d1db8ae49c0817.txt"].map { bytes(of: seed($0)) }
    seeds += [
      Array("---\nid: a\ntags: [a, {b: c}]\n---\n# T\n\ntext".utf8), [],
      Array("{\"id\":\"a\",\"text\":\"東京\",\"n\":[1,{\"a\":2.5e3}]}\n{\"id\":2}".utf8),
      Array("<html lang=ja><title>T</title><table><tr><td><ruby>a<rt>b</ruby></table>".utf8),
      iconvEncode(EncodingTests.japanese, "SHIFT_JIS") ?? [],
    ]
    let folder = try TemporaryDirectory()
    for round in 0..<600 {
      var bytes = seeds.randomElement(using: &random) ?? []
      if round % 10 == 0 {
        bytes = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
      }
      for _ in 0..<Int.random(in: 0..<12, using: &random) { mutate(&bytes, &random) }
      let path = try folder.write("x.\(form)", bytes)
      let options = DocumentReader.Options(
        documentLimit: round % 4 == 0 ? 500 : 1 << 20, partSize: 100)
      let (all, report) = try documents(path, options)
      #expect(report.documents == all.count)
      #expect(all.count + report.skippedCount > 0 || form == "jsonl")
      #expect(all.allSatisfy { !$0.id.isEmpty })
      if form != "jsonl" { #expect(Set(all.map(\.id)).count == all.count) }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(place + Int.random(in: 0..<40, using: &random), bytes.count)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: 0)
    case 3: bytes = Array(bytes.prefix(place))
    default:
      for _ in 0..<Int.random(in: 1..<4, using: &random) {
        bytes.insert(
          contentsOf: Array((Self.pieces.randomElement(using: &random) ?? "").utf8), at: place)
      }
    }
  }
}
