import FoundationEssentials
import Testing

@testable import TansakuText

@Suite("Readings of Han characters")
struct ReadingTableTests {
  @Test("The packed table says what the readable one says")
  func packedEqualsReadable() throws {
    let file = repositoryRoot.appending(path: "Sources/CTansakuTables/readings.tsv")
    let table = ReadingTable.shared
    var count = 0
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let cells = line.split(separator: "\t")
      try #require(cells.count == 2)
      #expect(String(decoding: table.key(count), as: UTF8.self) == cells[0])
      let language = try #require(
        ReadingTable.Language(rawValue: String(cells[0].prefix(2))))
      let characters = table.characters(read: String(cells[0].dropFirst(3)), in: language)
      #expect(characters.map { UInt32($0) } == cells[1].unicodeScalars.map(\.value))
      count += 1
    }
    #expect(count == table.count && count > 7_000)
  }

  @Test("The worked example of the format")
  func example() {
    let words: [UInt32] = [1, 2, 6, 2]
    var bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    bytes += [0xD8, 0x9A, 0x8F, 0x81]
    bytes += Array("zh:gao".utf8)
    let room = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 8)
    defer { room.deallocate() }
    room.copyMemory(from: bytes, byteCount: bytes.count)
    let table = ReadingTable(bytes: room)
    #expect(Array(table.characters(read: "gao", in: .mandarin)) == [0x9AD8, 0x818F])
    #expect(!table.isReading("gao", in: .japanese) && !table.isReading("ga", in: .mandarin))
    #expect(!table.isReading("gaz", in: .mandarin))
  }

  @Test("Characters are folded as the index has them, and read as people read them")
  func readings() {
    let table = ReadingTable.shared
    func has(_ character: Unicode.Scalar, _ reading: String, _ language: ReadingTable.Language)
      -> Bool
    {
      let folded = VariantTable.shared.fold(character.value)
      return table.characters(read: reading, in: language).contains { UInt32($0) == folded }
    }
    #expect(has("臺", "tai", .mandarin) && has("台", "tai", .mandarin))
    #expect(has("京", "jing", .mandarin) && has("京", "きよ", .japanese))
    #expect(has("綠", "lv", .mandarin) && has("绿", "lu", .mandarin))
    #expect(has("阪", "さか", .japanese) && has("取", "とり", .japanese) && has("高", "たか", .japanese))
    for number in 0..<table.count {
      let key = String(decoding: table.key(number), as: UTF8.self)
      guard let language = ReadingTable.Language(rawValue: String(key.prefix(2))) else {
        Issue.record("\(key)")
        continue
      }
      let list = table.characters(read: String(key.dropFirst(3)), in: language)
      #expect(list.allSatisfy { VariantTable.shared.fold(UInt32($0)) == UInt32($0) })
    }
  }
}
