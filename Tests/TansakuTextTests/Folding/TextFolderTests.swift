import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Folding makes the same thing the same characters")
struct TextFolderTests {
  /// The slow twin: cuts a text before every character that lets the normalizer cut there, and
  /// sends each piece through ICU.
  private func foldSlowly(_ text: String) -> FoldedText {
    let units = Array(text.utf16)
    let folder = ClusterFolder()
    var folded = FoldedText()
    var start = 0
    while start < units.count {
      var end = start + 1
      while end < units.count, !hasBoundary(before: end, in: units) { end += 1 }
      for scalar in folder.fold(Array(units[start..<end])) {
        folded.append(scalar, from: start, to: end)
      }
      start = end
    }
    return folded
  }

  private func hasBoundary(before at: Int, in units: [UInt16]) -> Bool {
    if UTF16.isTrailSurrogate(units[at]) { return false }
    let text = String(decoding: units[at...].prefix(2), as: UTF16.self)
    return text.unicodeScalars.first.map { ClusterFolder.hasBoundary(before: $0.value) } ?? true
  }

  @Test("Ideographs fold without ICU as they do through it")
  func ideographs() {
    let folder = ClusterFolder()
    let table = CharacterTable()
    for scalar in ClusterFolder.ideographs {
      let unit = UInt16(scalar)
      let entry = table.entry(unit)
      #expect(folder.fold([unit]) == [entry.scalar])
      #expect(ClusterFolder.hasBoundary(before: scalar) && !entry.isComplex)
      #expect(entry.characterClass == CharacterTable.classOf(entry.scalar))
    }
  }

  @Test("The table folds random text as the normalizer does, offsets included")
  func tableEqualsNormalizer() {
    var generator = SeededGenerator(seed: 2006)
    // Characters that compose, decompose, vanish, change width or lie beyond the first plane.
    let pool =
      Array(
        "aÁáa\u{301}eÉがか\u{3099}\u{309A}ﾊﾞﾊ\u{FF9E}ｶ㍻㎞①½ﬁ臺台国國髙𠮷Ω각\u{1100}\u{1161}\u{11A8}กำน้ำĐđŁøßİıЙй\u{0438}\u{306}ї"
          .unicodeScalars) + ["\u{200B}", "\u{FEFF}", "\u{E0100}", "\u{AD}", "\u{0}", " ", "。"]
    let folder = TextFolder()
    for _ in 0..<3_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        if generator.once(in: 6) {
          let value = UInt32.random(in: 0...0x2FFFF, using: &generator)
          if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        } else if let scalar = pool.randomElement(using: &generator) {
          view.append(scalar)
        }
      }
      let text = String(view)
      var folded = FoldedText()
      Array(text.utf16).withUnsafeBufferPointer { folder.fold($0, into: &folded) }
      #expect(
        folded == foldSlowly(text), "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test("Folding a folded text changes nothing")
  func idempotent() {
    let folder = TextFolder()
    for value in UInt32(0)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = folder.fold(String(scalar))
      let text = String(String.UnicodeScalarView(once.compactMap(Unicode.Scalar.init)))
      #expect(folder.fold(text) == once, "U+\(String(value, radix: 16))")
    }
  }

  @Test("The acceptance table: same things fold together, different ones stay apart")
  func acceptanceTable() throws {
    let folder = TextFolder()
    var counts: [String: Int] = [:]
    for row in try rows(of: "variants.tsv").dropFirst() {
      let (a, b, expected, kind) = (row[0], row[1], row[2], row[3])
      let isNumeral = kind == "numeral"
      let equal = folder.fold(a) == folder.fold(b)
      counts["\(expected) \(equal)", default: 0] += 1
      switch expected {
      // Numerals and the dots of katakana are joined by meaning, not by folding characters.
      case "same" where isNumeral || kind == "middle dot": continue
      case "same", "accepted merge": #expect(equal, "\(a) \(b)")
      case "different": #expect(!equal, "\(a) \(b)")
      default: continue
      }
    }
    #expect((counts["same true"] ?? 0) >= 340)
  }

  @Test("The fold of width leaves variants and diacritics as they are")
  func width() {
    let folder = TextFolder(.width)
    func folded(_ text: String) -> String {
      String(String.UnicodeScalarView(folder.fold(text).compactMap(Unicode.Scalar.init)))
    }
    #expect(folded("ＴＡＩＰＥＩ 臺北 ﾀｲﾍﾟｲ ㍻ Hà Nội") == "taipei 臺北 タイペイ 平成 hà nội")
    #expect(TextFolder().fold("臺") == TextFolder().fold("台"))
    #expect(folder.fold("臺") != folder.fold("台"))
  }
}
