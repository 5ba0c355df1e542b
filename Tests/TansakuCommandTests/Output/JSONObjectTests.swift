import FoundationEssentials
import Tansaku
import TansakuTestSupport
import Testing

@testable import TansakuCommand

@Suite("JSON Lines") struct JSONObjectTests {
  private func parsed(_ object: JSONObject) throws -> [String: JSONValue] {
    let lines = try lines(inJSON: object.line)
    try #require(lines.count == 1)
    return lines[0]
  }

  @Test("Every character comes back from another parser, and an object stays in its line")
  func everyCharacterComesBack() throws {
    var text = String.UnicodeScalarView()
    for value in UInt32(0)...0x3100 {
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    text.append(contentsOf: "\u{FEFF}\u{FFFE}\u{FFFF}\u{10000}\u{10FFFF}🀄が\u{3099}".unicodeScalars)
    var object = JSONObject()
    object.set("key \"\\\n", String(text))
    let back = try parsed(object)["key \"\\\n"]?.text
    #expect(back.map { Array($0.unicodeScalars) } == Array(text))
    for end in ["\r", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}"] {
      #expect(!object.line.unicodeScalars.contains { String($0) == end })
    }
  }

  @Test("Seeded random texts come back from another parser") func randomTextsComeBack() throws {
    var random = SeededGenerator(seed: 8259)
    for _ in 0..<300 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        let limit: UInt32 =
          [0x80, 0x800, 0x1_0000, 0x11_0000].randomElement(using: &random) ?? 0x80
        if let scalar = Unicode.Scalar(.random(in: 0..<limit, using: &random)) {
          text.append(scalar)
        }
      }
      var object = JSONObject()
      object.set("text", String(text))
      let back = try parsed(object)["text"]?.text
      #expect(back.map { Array($0.unicodeScalars) } == Array(text))
    }
  }

  @Test("Numbers, truth values, ranges and objects are what they were") func otherValues() throws {
    var inner = JSONObject()
    inner.set("a", "b")
    var object = JSONObject()
    object.set("whole", -7)
    object.set("score", Float(0.1))
    object.set("tiny", Float.leastNonzeroMagnitude)
    object.set("none", Float.nan)
    object.set("time", 1.23456, places: 3)
    object.set("exact", true)
    object.set("absent", nil)
    object.set("marks", [0..<2, 5..<6])
    object.set("inner", inner)
    object.set("empty", JSONObject())
    let back = try parsed(object)
    #expect(back["whole"] == .number(-7))
    #expect(object.line.contains(#""score":0.1,"#))
    #expect(back["tiny"] == .number(1e-45))
    #expect(back["none"] == .null)
    #expect(object.line.contains(#""time":1.235,"#))
    #expect(back["exact"] == .truth(true))
    #expect(back["absent"] == nil)
    #expect(
      back["marks"] == .list([.list([.number(0), .number(2)]), .list([.number(5), .number(1)])]))
    #expect(back["inner"] == .object(["a": .text("b")]))
    #expect(back["empty"] == .object([:]))
  }
}
