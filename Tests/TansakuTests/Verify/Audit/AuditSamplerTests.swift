import TansakuTestSupport
import TansakuText
import Testing

@testable import Tansaku

@Suite("Samples are drawn from all scripts")
struct AuditSamplerTests {
  private func samples(
    _ texts: [String], count: Int, seed: UInt64 = 1
  ) throws -> [AuditSampler.Sample] {
    let analyzer = try Analyzer()
    var sampler = AuditSampler(count: count, seed: seed)
    var folded = AnalyzedText()
    for (number, text) in texts.enumerated() {
      analyzer.fold(text, into: &folded)
      sampler.add(folded, segment: 0, document: UInt32(number))
    }
    return sampler.samples()
  }

  @Test("Of a script in which there is little, as many as there are")
  func everyScript() throws {
    let texts = [
      String(repeating: "東京の会議は続く。", count: 2000), "Ελλάδα", "กรุงเทพ",
      String(repeating: "서울 ", count: 9),
    ]
    let samples = try samples(texts, count: 100)
    #expect(samples.count == 100)
    var counts: [String: Int] = [:]
    for sample in samples { counts[AuditSampler.names[sample.stratum], default: 0] += 1 }
    #expect(counts["Grek"] == 6)
    #expect(counts["Thai"] == 7)
    #expect(counts["Hang"].map { $0 >= 10 } ?? false)
    #expect(counts["Jpan"].map { $0 > 20 } ?? false)
    #expect(counts["Hani"].map { $0 > 20 } ?? false)
  }

  @Test("A sample stands in the text it came from, cuts no word and is no longer than asked for")
  func samplesStandInTheirTexts() throws {
    let analyzer = try Analyzer()
    var corpus = RandomCorpus(seed: 9)
    let texts = (0..<40).map { _ in corpus.text(upTo: 60) }
    let samples = try samples(texts, count: 500)
    #expect(samples.count == 500)
    for sample in samples {
      let needle = ScannedText(sample.text, by: analyzer)
      let scanned = ScannedText(texts[Int(sample.document)], by: analyzer)
      #expect(!scanned.places(of: needle.scalars).isEmpty, "\(sample)")
      let runs = needle.continuesUnit.count { !$0 }
      #expect((1...AuditSampler.longest + 2).contains(runs), "\(sample)")
    }
  }

  @Test("The seed decides, and nothing else")
  func seeds() throws {
    var corpus = RandomCorpus(seed: 2)
    let texts = (0..<30).map { _ in corpus.text(upTo: 60) }
    #expect(try samples(texts, count: 50, seed: 4) == samples(texts, count: 50, seed: 4))
    #expect(try samples(texts, count: 50, seed: 4) != samples(texts, count: 50, seed: 5))
  }

  @Test("Every place is as likely as any other to begin a sample")
  func fairness() throws {
    // Ideographs that fold to themselves, one a document.
    let texts = (0..<100).map { String(Unicode.Scalar(0x6C00 + $0 as UInt32) ?? "?") }
    var counts = [Int](repeating: 0, count: texts.count)
    for seed in 0..<400 {
      for sample in try samples(texts, count: 10, seed: UInt64(seed)) {
        counts[Int(sample.document)] += 1
      }
    }
    // 4,000 draws: 40 each, with a standard deviation of 6.
    #expect(counts.reduce(0, +) == 4000)
    #expect(counts.allSatisfy { (12...68).contains($0) })
  }
}
