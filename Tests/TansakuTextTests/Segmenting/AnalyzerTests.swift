import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Analysis loses nothing and leads back to the text as written")
struct AnalyzerTests {
  /// Texts in the languages that ICU cuts by dictionary, by rules and not at all, and random ones.
  private static let texts: [String] = {
    var texts = [
      "アジア大都市ネットワーク21第5回総会（台北）で採択された。", "臺灣省臺北市。亞洲主要都市網，首爾、托木斯克",
      "东京都世田谷区举行的会议", "서울에서 열린 아시아 대도시 네트워크 총회", "การประชุมที่กรุงเทพมหานครครั้งที่ ๕",
      "ກອງປະຊຸມໃຫຍ່ຢູ່ຮ່າໂນ້ຍ", "កិច្ចប្រជុំនៅភ្នំពេញ", "ရန်ကုန်မြို့တွင်ကျင်းပသည်",
      "The 5th plenary meeting, Ulaanbaatar's turn (ANMC21)",
      "Пятое заседание в Тайбэе, Улан-Баторе", "Hội nghị lần thứ năm tại Đài Bắc",
      "पाँचवीं बैठक ताइपे में हुई",
      "اجتماع طوكيو", "ﾀｲﾍﾟｲ ＴＯＫＹＯ ㍻18年 か\u{3099}", "𠮷野家 👨‍👩‍👧 e\u{301}", "", " \n ", "\u{AD}\u{200B}",
      "。", "a", "あ",
      "3.14 don't x-y",
    ]
    var corpus = RandomText(seed: 21)
    for _ in 0..<300 { texts.append(corpus.next()) }
    return texts
  }()

  /// Random scalars, whatever they are.
  private struct RandomText {
    var generator: SeededGenerator
    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }
    mutating func next() -> String {
      let blocks: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0xC0...0x24F, 0x300...0x36F, 0x400...0x4FF, 0xE01...0xE5B, 0x1000...0x109F,
        0x1780...0x17F9, 0x1100...0x11FF, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
        0xFF00...0xFFEF, 0x20000...0x2A6DF, 0...0x10FFFF,
      ]
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let block = blocks[Int.random(in: 0..<blocks.count, using: &generator)]
        if let scalar = Unicode.Scalar(UInt32.random(in: block, using: &generator)) {
          view.append(scalar)
        }
      }
      return String(view)
    }
  }

  @Test("Texts are read as UTF-16 as the standard library reads them")
  func units() {
    var units: [UInt16] = [1, 2, 3]
    for text in AnalyzerTests.texts {
      UTF16Reading.read(text, into: &units)
      #expect(units == Array(text.utf16), "\(text)")
    }
  }

  @Test("A text that was segmented before others gives the same tokens")
  func segmentedBefore() throws {
    let analyzer = try Analyzer()
    var segmented = AnalyzerTests.texts.map { _ in SegmentedText() }
    for (index, text) in AnalyzerTests.texts.enumerated() {
      try analyzer.segment(text, into: &segmented[index])
    }
    var analyzed = AnalyzedText()
    for (index, text) in AnalyzerTests.texts.enumerated() {
      let expected = try analyzer.analyze(text)
      var tokens: [Token] = []
      analyzer.analyze(&segmented[index], into: &analyzed) { found, _ in tokens += found }
      #expect(tokens == expected.tokens, "\(text)")
      #expect(analyzed.folded == expected.folded && analyzed.cities == expected.cities, "\(text)")
      #expect(analyzed.positions == expected.positions && analyzed.classes == expected.classes)
    }
  }

  @Test("Segments joined give the text back")
  func segmentsJoined() throws {
    let analyzer = try Analyzer()
    for text in AnalyzerTests.texts {
      let analyzed = try analyzer.analyze(text)
      let units = Array(text.utf16)
      #expect(analyzed.source == units)
      var joined: [UInt16] = []
      for (start, end) in zip(analyzed.boundaries, analyzed.boundaries.dropFirst()) {
        #expect(start < end)
        joined += units[Int(start)..<Int(end)]
      }
      #expect(joined == units, "\(text)")
    }
  }

  @Test("Each token's slice of the text folds to the token")
  func slicesFold() throws {
    let analyzer = try Analyzer()
    let folder = TextFolder()
    for text in AnalyzerTests.texts {
      let analyzed = try analyzer.analyze(text)
      for token in analyzed.tokens {
        let scalars = analyzed.folded.scalars[token.range]
        let start = Int(analyzed.folded.starts[token.range.lowerBound])
        let end = Int(analyzed.folded.ends[token.range.upperBound - 1])
        let slice = String(decoding: analyzed.source[start..<end], as: UTF16.self)
        // A character that folds to several (㍻ → 平成) may belong to several tokens.
        let folded = folder.fold(slice)
        #expect(
          contains(folded, Array(scalars)), "\(slice) of \(text) folds to \(folded), not \(scalars)"
        )
      }
    }
  }

  private func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  @Test("Every letter and digit belongs to a unit or gram, at increasing positions")
  func unitsCoverTheText() throws {
    let analyzer = try Analyzer()
    for text in AnalyzerTests.texts {
      let analyzed = try analyzer.analyze(text)
      let units = analyzed.tokens.filter { $0.kind != .word }
      var covered = Set<Int>()
      for (position, unit) in units.enumerated() {
        #expect(unit.position == position)
        covered.formUnion(unit.kind == .gram ? Int(unit.start)..<Int(unit.start) + 1 : unit.range)
      }
      let expected = analyzed.classes.indices.filter { analyzed.classes[$0] != .separator }
      #expect(covered == Set(expected), "\(text)")
      #expect(analyzed.characterCount == expected.count)
      #expect(analyzed.positionCount == UInt32(units.count))
    }
  }

  @Test("Words and grams of a Japanese title")
  func japaneseTitle() throws {
    let analyzed = try Analyzer().analyze("第5回総会")
    func texts(_ kind: Token.Kind) -> [String] {
      analyzed.tokens.filter { $0.kind == kind }.map { token in
        String(
          String.UnicodeScalarView(
            analyzed.folded.scalars[token.range].compactMap(Unicode.Scalar.init)))
      }
    }
    #expect(texts(.gram) == ["第", "回总", "总会", "会"])
    #expect(texts(.unit) == ["5"])
    #expect(texts(.word) == ["第", "回", "总会"])
  }

  @Test("A long text in chunks has the tokens of the text in one piece")
  func chunks() throws {
    var corpus = RandomText(seed: 4)
    var text = ""
    while text.utf8.count < 4 * TextChunks.target {
      text += corpus.next() + ["\n", "。", " ", "、"].randomElement(using: &corpus.generator)!
    }
    let analyzer = try Analyzer()
    let whole = try analyzer.analyze(text)
    var chunks = TextChunks(text)
    var joined = ""
    var terms: [[UInt32]] = []
    var count = 0
    while let chunk = chunks.next() {
      joined += chunk
      let part = try analyzer.analyze(chunk)
      terms += part.tokens.filter { $0.kind != .word }.map { Array(part.folded.scalars[$0.range]) }
      count += 1
    }
    #expect(joined == text)
    #expect(count > 2)
    #expect(
      terms
        == whole.tokens.filter { $0.kind != .word }.map { Array(whole.folded.scalars[$0.range]) })
  }

  @Test(
    "In memory that is lent an analysis is the same, whatever was in it, and while more is lent")
  func lent() throws {
    let analyzer = try Analyzer()
    for (text, other) in zip(AnalyzerTests.texts, AnalyzerTests.texts.reversed()) {
      let (expected, expectedOther) = (try analyzer.analyze(text), try analyzer.analyze(other))
      try analyzer.withAnalysis { lent in
        try analyzer.analyze(text, into: &lent)
        try analyzer.withAnalysis { inner in
          try analyzer.analyze(other, into: &inner)
          #expect(isSame(inner, expectedOther))
        }
        #expect(isSame(lent, expected))
      }
    }
  }

  private func isSame(_ one: AnalyzedText, _ other: AnalyzedText) -> Bool {
    one.source == other.source && one.boundaries == other.boundaries && one.folded == other.folded
      && one.classes == other.classes && one.positions == other.positions
      && one.tokens == other.tokens && one.parts == other.parts
      && one.beginnings == other.beginnings && one.marked == other.marked
      && one.cities == other.cities && one.dates == other.dates && one.numbers == other.numbers
      && one.positionCount == other.positionCount && one.characterCount == other.characterCount
  }
}
