import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Words whose letters carry marks")
struct MarkedWordsTests {
  private func text(_ scalars: some Sequence<UInt32>) -> String {
    String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }

  /// The marked words of a text with their forms, in the order of the index.
  private func forms(_ string: String) throws -> [String] {
    var forms: [String] = []
    try Analyzer().analyze(string).marked.forEachForm { forms.append(text($0)) }
    return forms
  }

  @Test("Have their forms, in whatever width, case and composition they are written")
  func forms() throws {
    #expect(try forms("The Café in München") == ["café", "münchen"])
    #expect(try forms("the cafe\u{301} of ŁÓDŹ, Poland") == ["café", "łódź"])
    #expect(try forms("Straße, don't, Москва й, が, Ἀθῆναι, 3×4").isEmpty)
    #expect(try forms("会議はMünchenで").contains("münchen"))
  }

  @Test("Are found wherever they stand in a text", arguments: 0..<40)
  func anywhere(place: Int) throws {
    let text =
      String(repeating: "の", count: place) + "é" + String(repeating: "の", count: 40 - place)
    #expect(try forms(text) == ["é"])
  }

  @Test("The dot that casefolding leaves above an i is no mark")
  func dots() throws {
    #expect(try forms("İstanbul ve insan").isEmpty)
    #expect(try forms("İğne ve iplik de") == ["iğne"])
  }

  @Test("Where most words carry marks, the others have their forms too")
  func most() throws {
    let vietnamese = try Analyzer().analyze("Miền nam có năm tháng")
    #expect(vietnamese.marked.areMost)
    #expect(try forms("Miền nam có năm tháng") == ["miền", "có", "năm", "tháng", "nam"])
    let german = try Analyzer().analyze("Müller in London")
    #expect(!german.marked.areMost && german.marked.count == 1)
    // Half of the words are not most.
    #expect(try forms("Müller London") == ["müller"])
  }

  @Test("Any mixture gives what each unit gives by itself", arguments: 0..<20)
  func sameAsSlowTwin(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "a", "n", "é", "ă", "ệ", "đ", "ø", "e\u{301}", "İ", "i", "ß", "ж", "й", "Ａ", " ", " ", "台",
      "か",
      "\u{302}", "1", "'", "국",
    ]
    let string = (0..<80).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let analyzed = try Analyzer().analyze(string)
    let folder = ClusterFolder(.width)
    var expected: [Range<Int>: [UInt32]] = [:]
    var others: [Range<Int>: [UInt32]] = [:]
    for token in analyzed.tokens
    where token.kind == .unit && analyzed.classes[token.range.lowerBound] == .letter {
      let start = Int(analyzed.folded.starts[token.range.lowerBound])
      let end = Int(analyzed.folded.ends[token.range.upperBound - 1])
      let form = folder.fold(Array(analyzed.source[start..<end]))
      let undotted = text(form).unicodeScalars.map(\.value).reduce(into: [UInt32]()) {
        if $1 != 0x307 || $0.last != 0x69 { $0.append($1) }
      }
      if undotted == Array(analyzed.folded.scalars[token.range]) {
        others[token.range] = undotted
      } else {
        expected[token.range] = undotted
      }
    }
    let areMost = expected.count > others.count
    #expect(analyzed.marked.areMost == areMost)
    if areMost { expected.merge(others) { one, _ in one } }
    #expect(analyzed.marked.count == expected.count)
    for token in analyzed.tokens where token.kind == .unit {
      #expect(analyzed.marked.form(of: token.range).map(Array.init) == expected[token.range])
    }
  }
}
