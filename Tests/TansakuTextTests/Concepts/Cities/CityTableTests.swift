import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("City table")
struct CityTableTests {
  let table = CityTable.shared
  let folder = TextFolder()

  @Test("the packed table has the cities of the readable one")
  func cities() throws {
    let cities = try readableCities().filter { $0.id != 0 }
    #expect(table.cityCount == cities.count)
    #expect(cities.count > 100)
    for city in cities {
      let expected = City(
        id: city.id, country: city.country, thousands: city.thousands, name: city.name)
      #expect(table.city(city.id) == expected)
      #expect(table.names(of: city.id).map(scalars) == city.names.map(scalars))
    }
    for id: UInt32 in [0, 1, 1_668_340, .max] {
      #expect(table.city(id) == nil)
      #expect(table.names(of: id).isEmpty)
    }
  }

  @Test("each name, folded as texts are, leads to its city, and nothing else does")
  func names() throws {
    var ids: [[UInt32]: UInt32] = [:]
    for city in try readableCities() {
      for name in city.names {
        let key = key(of: name, by: folder)
        #expect(ids.updateValue(city.id, forKey: key).map { $0 == city.id } ?? true, "\(name)")
      }
    }
    var generator = SeededGenerator(seed: 14)
    for (key, id) in ids {
      #expect(table.isName(key) == (id == 0 ? nil : id))
      // What is nearly a name: cut short, with a character more, or with one of another name.
      let other = ids.keys.randomElement(using: &generator) ?? []
      var mixed = key
      mixed[Int.random(in: 0..<key.count, using: &generator)] = other[0]
      for near in [Array(key.dropLast()), key + [other[0]], key + [0x3042], mixed] {
        let expected = ids[near].flatMap { $0 == 0 ? nil : $0 }
        #expect(table.isName(near) == expected, "\(generator)")
      }
    }
  }

  @Test("every way of parting a name is the same name")
  func separators() {
    for name in ["улан-батор", "улан батор", "улан \u{2013} батор"] {
      #expect(table.isName(scalars(name)) == 2_028_462, "\(name)")
    }
    #expect(table.isName(scalars("クアラ・ルンプール")) == 1_735_161)
    #expect(table.isName(scalars("・クアラルンプール")) == nil)
    #expect(table.isName(scalars("クアラルンプール・")) == nil)
    #expect(table.isName([]) == nil)
    #expect(table.isName([0x11_0000, .max]) == nil)
  }

  @Test("the documented example decodes")
  func example() {
    let codes: [UInt16] = (0..<128).map { 97...99 ~= $0 ? UInt16($0 - 94) : 0 }
    let nodes: [Int32] = [1, 0, 0, -1, 0, -1, 0, -1, 2, 0, -1, 4, -4, 4]
    let tails: [UInt16] = [0, 0, 0, 0, 0xFFFF, 0, 1, 5]
    var bytes: [UInt8] = []
    func append(_ words: [some FixedWidthInteger]) {
      for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
      bytes += [UInt8](repeating: 0, count: -bytes.count & 3)
    }
    append([128, 128, 6, 7, 8, 1, 4, 2] as [UInt32])
    append(nodes)
    append([77, 5, 0] as [UInt32])
    append([2, 2, 0x504A, 0] as [UInt16])
    append([0, 1] as [UInt16])
    append(codes)
    append(tails)
    append([0] as [UInt16])
    append([0, 6, 7, 0x45, 5, 5] as [UInt8])
    bytes += Array("Aaaa".utf8)
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      let table = CityTable(bytes: base)
      #expect(table.city(77) == City(id: 77, country: "JP", thousands: 5, name: "Aa"))
      #expect(table.names(of: 77) == ["aa"])
      #expect(table.isName(scalars("aa")) == 77)
      for none in ["a", "ab", "abc", "aab", "b", "abcd"] {
        #expect(table.isName(scalars(none)) == nil)
      }
      var found: [Int] = []
      scalars("abcb").withUnsafeBufferPointer { text in
        table.forEachName(from: 0, in: text) { end, name in
          if name.cityNumber == nil { found.append(end) }
        }
      }
      #expect(found == [3])
    }
  }

  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
