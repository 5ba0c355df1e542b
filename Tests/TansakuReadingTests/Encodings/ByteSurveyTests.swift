import TansakuTestSupport
import Testing

@testable import TansakuReading

@Suite("The survey of a file's bytes")
struct ByteSurveyTests {
  @Test("It agrees with the standard library on what is UTF-8, however the bytes are cut")
  func validity() {
    var random = SeededGenerator(seed: 11)
    let scalars: [Unicode.Scalar] = ["a", "\n", "é", "東", "\u{7FF}", "\u{FFFF}", "𠮷", "\u{10FFFF}"]
    var broken = 0
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        bytes += Array(String(scalars.randomElement(using: &random) ?? "a").utf8)
      }
      if !bytes.isEmpty, Bool.random(using: &random) {
        let high =
          [0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xE0, 0xED, 0xF0, 0xF4, 0xF5, 0xFF] as [UInt8]
        bytes[Int.random(in: 0..<bytes.count, using: &random)] =
          high.randomElement(using: &random) ?? 0x80
      }
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var survey = ByteSurvey()
      bytes[..<cut].withUnsafeBytes { survey.take($0, isLast: false) }
      bytes[cut...].withUnsafeBytes { survey.take($0, isLast: true) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect(survey.isUTF8 == isValid, "\(bytes)")
      if !isValid {
        broken += 1
        let place = slowFirstBreak(bytes)
        #expect(survey.firstBreak?.offset == place)
        #expect(survey.firstBreak?.line == 1 + bytes[..<place].count { $0 == 0x0A })
      }
    }
    #expect(broken > 1000)
  }

  /// The length of the longest beginning, in whole characters, that is UTF-8.
  private func slowFirstBreak(_ bytes: [UInt8]) -> Int {
    bytes.indices.last { String(validating: bytes[..<$0], as: UTF8.self) != nil } ?? 0
  }
}
