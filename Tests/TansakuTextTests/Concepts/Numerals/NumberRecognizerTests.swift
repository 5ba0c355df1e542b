import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("Number recognizer")
struct NumberRecognizerTests {
  private func numbers(in text: String) throws -> [UInt64] {
    try Analyzer().analyze(text).numbers.map(\.value)
  }

  /// Dates and numbers of a text, without their places.
  private func meaning(of text: String) throws -> [String] {
    let analyzed = try Analyzer().analyze(text)
    return analyzed.dates.map(\.value.text) + analyzed.numbers.map { String($0.value) }
  }

  @Test("the numeral rows of the table of variants hold")
  func acceptance() throws {
    var same = 0
    var different = 0
    for row in try rows(of: "variants.tsv").dropFirst() where row[3] == "numeral" {
      let (one, other) = (try meaning(of: row[0]), try meaning(of: row[1]))
      if row[2] == "same" {
        same += 1
        #expect(one == other && !one.isEmpty, "\(row[0]) \(one), \(row[1]) \(other)")
      } else {
        different += 1
        #expect(one != other || one.isEmpty, "\(row[0]) \(one), \(row[1]) \(other)")
      }
    }
    #expect((same, different) == (9, 8))
  }

  @Test(
    "numbers are read in every form",
    arguments: [
      ("憲法九条", 9), ("百二十人", 120), ("五千人", 5000), ("3億5千万", 350_000_000), ("1億2000万", 120_000_000),
      ("3.5億円", 350_000_000), ("廿五", 25), ("卅人", 30), ("金壱百弐拾参円", 123), ("壹貳參", 123), ("两千人", 2000),
      ("一百零五", 105), ("一万二千三百四十五", 12_345), ("1,234,567", 1_234_567), ("๒๕๔๙", 2549),
      ("thirteen cities", 13), ("twenty-one", 21), ("World War II", 2), ("Louis XIV", 14), ("Ⅳ", 4),
      ("15만 명", 150_000), ("twenty-first century", 21),
    ] as [(String, UInt64)])
  func forms(text: String, value: UInt64) throws { #expect(try numbers(in: text) == [value]) }

  @Test(
    "an ordinal is one in every form",
    arguments: [
      "第五回", "第5回", "第五屆", "第５届", "第 5 次", "第Ⅴ章", "5th", "fifth", "제5회", "ครั้งที่ ๕", "lần thứ 5",
      "ke-5", "5-й",
      "5-р", "5वां",
    ])
  func ordinals(text: String) throws {
    let found = try #require(try Analyzer().analyze(text).numbers.first)
    #expect(found.value == 5 && found.isOrdinal)
  }

  @Test(
    "numerals that are part of a word are no numbers",
    arguments: [
      "三菱", "四国", "一般", "十分", "五輪", "九州", "八王子", "六本木", "千代田", "万里", "三峽", "三重県", "七夕", "八百屋",
      "四万十川",
      "一番", "三日月", "十字架", "百合", "千葉", "万博", "八百長", "五十音", "二三人", "数十人", "十数人", "二十余人", "五・一五事件",
      "九一八", "参加", "陸軍", "五分の三", "〇〇", "03-1234-5678", "12.5", "H5N1", "MIX", "XIV", "civil",
    ])
  func words(text: String) throws { #expect(try numbers(in: text) == []) }

  @Test("what is written in Han is read back")
  func han() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<2000 {
      let value = Int.random(in: 1...9999, using: &random)
      let text = DateFormsTests.han(value)
      let scalars = TextFolder().fold(text)
      let found = scalars.withUnsafeBufferPointer { scalars in
        NumeralReader(characters: .shared).read(ConceptText(folded: scalars), at: 0)
      }
      #expect(found?.value == UInt64(value) && found?.range == 0..<scalars.count, "\(text)")
    }
  }

  @Test("Roman numerals have one right form")
  func roman() {
    func value(_ text: String) -> UInt64? { SpelledNumbers.roman(text.unicodeScalars.map(\.value)) }
    #expect(value("xiv") == 14 && value("mcmxcix") == 1999 && value("iii") == 3)
    #expect(value("iiii") == nil && value("vx") == nil && value("") == nil && value("abc") == nil)
  }

  @Test("nothing that may begin a numeral is passed over")
  func starts() {
    let characters = NumeralCharacters.shared
    var random = SeededGenerator(seed: 5)
    let pool = Array("ab thirteen XIV ivory 平成第五回〇○Ⅳ3億万里、。twenty").flatMap {
      TextFolder().fold(String($0))
    }
    for _ in 0..<500 {
      let text = (0..<40).map { _ in pool[Int.random(in: 0..<pool.count, using: &random)] }
      text.withUnsafeBufferPointer { text in
        var at = 0
        while at < text.count {
          let next = characters.nextStart(in: text, from: at)
          // The slow twin: every numeral, and every letter that begins a word of ours.
          let expected = (at..<text.count).first { place in
            let scalar = text[place]
            guard (0x61...0x7A).contains(scalar) else {
              return characters.isNumeral(scalar) || characters.role(scalar) == .first
            }
            let isStart = place == 0 || !(0x61...0x7A).contains(text[place - 1])
            return isStart
              && SpelledNumbers.shared.mayBegin(
                scalar, place + 1 < text.count ? text[place + 1] : 0)
          }
          #expect(next == expected ?? text.count)
          at = next + 1
        }
      }
    }
  }
}

extension ConceptText {
  /// A folded text of which nothing is asked about how it was written.
  init(folded scalars: UnsafeBufferPointer<UInt32>) {
    let none = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    self.init(
      scalars: scalars, starts: none, ends: none, source: UnsafeBufferPointer(start: nil, count: 0),
      boundaries: none)
  }
}
