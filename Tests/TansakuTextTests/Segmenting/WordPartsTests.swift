import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Parts of words")
struct WordPartsTests {
  private func parts(_ text: String) throws -> [String] {
    let analyzed = try Analyzer().analyze(text)
    return (analyzed.parts + analyzed.beginnings).map { part in
      String(
        String.UnicodeScalarView(
          analyzed.folded.scalars[Int(part.lowerBound)..<Int(part.upperBound)]
            .compactMap(Unicode.Scalar.init)))
    }
  }

  @Test("Words have their groups of four letters, and longer ones their first five")
  func alphabetic() throws {
    #expect(try parts("Taipei") == ["taip", "aipe", "ipei", "taipe"])
    #expect(try parts("meets") == ["meet", "eets", "meets"])
    #expect(try parts("city of 2006") == ["city"])
    #expect(try parts("and the 十").isEmpty)
    #expect(try parts("город") == ["горо", "ород", "город"])
  }

  @Test("An Arabic word begins behind what is written before it, and with as few as three letters")
  func arabic() throws {
    func beginnings(_ text: String) throws -> [String] {
      let analyzed = try Analyzer().analyze(text)
      return analyzed.beginnings.map { range in
        let scalars = analyzed.folded.scalars[Int(range.lowerBound)..<Int(range.upperBound)]
        return String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
      }
    }
    #expect(
      try beginnings("مدينة المدينة والمدينة بالمدينة") == Array(repeating: "مدينة", count: 4))
    #expect(try beginnings("للمدن وفد") == ["مدن", "وفد"])
    #expect(try beginnings("ال من").isEmpty)
  }

  @Test("Thai and its like have their groups of three, and Han and kana none")
  func syllabic() throws {
    #expect(try parts("ไทเป") == ["ไทเ", "ทเป"])
    #expect(try parts("台北宣言とネットワーク").isEmpty)
  }

  @Test("Any mixture gives what each stretch of letters gives by itself", arguments: 0..<20)
  func sameAsSlowTwin(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "b", "é", "ж", "1", " ", "台", "か", "ไ", "ท", "ပ", "ក", "국", "·"]
    let text = (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let analyzed = try Analyzer().analyze(text)
    let scalars = analyzed.folded.scalars
    var expected: Set<Range<Int32>> = []
    for start in scalars.indices {
      for length in [3, 4, 5] where start + length <= scalars.count {
        let range = start..<start + length
        let isThree = range.allSatisfy { WritingSystem.isSyllabic(scalars[$0]) }
        let isAlphabetic = range.allSatisfy { analyzed.classes[$0] == .letter }
        let begins = start == 0 || analyzed.classes[start - 1] != .letter
        let wanted =
          switch length {
          case 3: isThree
          case 4: isAlphabetic
          default: isAlphabetic && begins
          }
        if wanted { expected.insert(Int32(start)..<Int32(start + length)) }
      }
    }
    let found = analyzed.parts + analyzed.beginnings
    #expect(Set(found) == expected)
    #expect(found.count == expected.count)
  }

  @Test("A foreign word now and then is not worth its parts")
  func fewParts() throws {
    #expect(try Analyzer().analyze("Taipei Declaration").hasManyParts)
    // Short words have few, but texts in them are full of forms; not so syllables with marks.
    #expect(try Analyzer().analyze("from city to city with that plan").hasManyParts)
    #expect(try Analyzer().analyze("एशिया के बड़े शहर").hasManyParts)
    #expect(try !Analyzer().analyze("các thành phố lớn của châu Á").hasManyParts)
    #expect(try !Analyzer().analyze("会議はTaipeiで開かれ、宣言が採択された。").hasManyParts)
  }
}
