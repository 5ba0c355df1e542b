import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("A scan sees the texts as the promise of recall does")
struct ScannedTextTests {
  private func text(_ scanned: ScannedText) -> String {
    String(String.UnicodeScalarView(scanned.scalars.compactMap(Unicode.Scalar.init)))
  }

  @Test(
    "Separators part characters of one class and vanish between those of two",
    arguments: [
      ("山、川", "山 川"), ("第 5 回", "第5回"), ("Taipei -- 2006", "taipei2006"), ("。京。", "京"),
      ("don't", "don t"), ("か\u{3099}く\u{200B}が", "がくが"), ("", ""), ("…", ""),
    ])
  func separators(written: String, scanned: String) throws {
    let analyzer = try Analyzer()
    #expect(text(ScannedText(written, by: analyzer)) == scanned)
  }

  @Test("Pieces are read as if the text were whole")
  func pieces() throws {
    let analyzer = try Analyzer()
    var corpus = RandomCorpus(seed: 3)
    for _ in 0..<100 {
      let parts = (0..<4).map { _ in corpus.text(upTo: 12) + "、" }
      var pieces = ScannedText()
      var folded = AnalyzedText()
      for part in parts {
        analyzer.fold(part, into: &folded)
        pieces.append(folded)
      }
      let whole = ScannedText(parts.joined(), by: analyzer)
      #expect(pieces.scalars == whole.scalars)
      #expect(pieces.continuesUnit == whole.continuesUnit)
      #expect(pieces.characterCount == whole.characterCount)
    }
  }

  @Test("Places are those of the reference engine")
  func agreesWithReference() throws {
    var corpus = RandomCorpus(seed: 11)
    let documents = corpus.documents(60)
    let reference = try ReferenceEngine(documents)
    let analyzer = try Analyzer()
    let texts = documents.map { document in
      [document.title, document.body].map { ScannedText($0, by: analyzer) }
    }
    var found = 0
    for _ in 0..<300 {
      let phrase = corpus.substring(of: documents, upTo: 8)
      let needle = ScannedText(phrase, by: analyzer).scalars
      let ids = zip(documents, texts).filter { _, texts in
        texts.contains { !$0.places(of: needle).isEmpty }
      }.map(\.0.id)
      #expect(try ids == reference.documents(withPhrase: phrase), "\(phrase)")
      found += ids.count
    }
    #expect(found > 300)
  }

  @Test("A unit longer than the longest term is cut where the index cuts it")
  func longUnits() throws {
    let analyzer = try Analyzer()
    let scanned = ScannedText(String(repeating: "a", count: 130), by: analyzer)
    let ends = scanned.continuesUnit.indices.filter { !scanned.continuesUnit[$0] }
    #expect(ends == [0, 64, 128])
  }
}
