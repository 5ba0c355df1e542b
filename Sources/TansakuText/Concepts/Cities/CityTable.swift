internal import CTansakuTables

/// Cities and the names they go by, looked up straight in the bytes that the program carries; users'
/// aliases have the same form, in memory.
///
/// Names are stored folded as texts are, their parts joined by single spaces (`улан батор`), in a
/// double-array trie with tails (Aoe, "An Efficient Digital Search Algorithm by Using a
/// Double-Array Structure", IEEE Transactions on Software Engineering 15 (9), 1989): a character
/// costs two loads to number and two to follow, whatever the number of names.
///
/// ## Packed form
/// All integers are little-endian; each section begins on a multiple of four.
/// ```
/// table       = header nodes cities pageNumbers pages tails byId traits text
/// header      = limit pageEntries codes nodes tails cities text names       : u32 each; counts
///               of what their sections hold, `limit` as in VariantTable, `names` of all keys
/// nodes       = (base:i32 check:i32)[nodes]
/// cities      = (id:u32 thousands:u32 text:u32 nameLength:u16 namesLength:u16 country:u8[2] 0:u16)
/// pageNumbers = u16[limit / 64]
/// pages       = u16[pageEntries]          the code of each character, by pages of 64
/// tails       = u16[tails]
/// byId        = u16[cities]               the places of the cities, by increasing id
/// traits      = u8[codes]                 what each code's character is: see CharacterTraits
/// text        = for each city its name, then its names with `|` between them, in UTF-8
/// ```
/// Codes number the characters of names, the commonest first. Code 0 ends a key, and is that of
/// characters in no name; 1 is a space and all that counts as one, 2 the dots between words in
/// katakana.
///
/// Node 0 is the root. The child of node `n` by code `c` is `t = base[n] + c`, if `check[t] = n`.
/// Where `base[t]` is negative only one key goes on, with `tails[-base[t]…]` = `value:u16[2]
/// length:u16 codes:u16[length]`. The value holds the number of the city in its low 16 bits (0xFFFF
/// where the name claims nothing and only blocks) and the `NameFlags` above.
///
/// Example: `aa` names city 0 and `abc` blocks; a, b and c have the codes 3, 4 and 5.
/// ```
/// nodes = (1 0) (0 −1) (0 −1) (0 −1) (2 0) (−1 4) (−4 4)
/// tails = 0  0 0 0  FFFF 0 1 5
/// ```
/// `abc`: by a from the root to node 1 + 3 = 4, by b to node 2 + 4 = 6, whose base −4 leads to the
/// value FFFF 0 and the one code that is left, 5 = c.
// Sendable: the pointers lead into the program's read-only data.
package struct CityTable: @unchecked Sendable {
  /// The table that the program carries.
  package static let shared = CityTable()

  static let space: UInt16 = 1
  static let dot: UInt16 = 2
  private static let pageBits: UInt32 = 6
  private static let citySize = 20

  /// How many cities there are.
  package let cityCount: Int
  /// How many keys the trie holds: folded names and the stems of names that are declined.
  package let nameCount: Int

  private let limit: UInt32
  private let nodeCount: Int
  private let nodes: UnsafePointer<Int32>
  private let cities: UnsafeRawPointer
  private let pageNumbers: UnsafePointer<UInt16>
  private let pages: UnsafePointer<UInt16>
  private let tails: UnsafePointer<UInt16>
  private let byId: UnsafePointer<UInt16>
  private let traits: UnsafePointer<UInt8>
  private let text: UnsafePointer<UInt8>

  private init() { self.init(bytes: tansaku_cities().bytes) }

  /// A table over bytes that outlive it; that they follow the grammar is the caller's promise.
  init(bytes: UnsafeRawPointer) {
    var at = bytes
    func section<Element>(_ count: Int, of type: Element.Type) -> UnsafePointer<Element> {
      let start = at.assumingMemoryBound(to: type)
      at += (count * MemoryLayout<Element>.stride + 3) & ~3
      return start
    }
    let header = section(8, of: UInt32.self)
    limit = header[0]
    nodeCount = Int(header[3])
    cityCount = Int(header[5])
    nameCount = Int(header[7])
    nodes = section(nodeCount * 2, of: Int32.self)
    cities = UnsafeRawPointer(section(cityCount * Self.citySize, of: UInt8.self))
    pageNumbers = section(Int(limit >> Self.pageBits), of: UInt16.self)
    pages = section(Int(header[1]), of: UInt16.self)
    tails = section(Int(header[4]), of: UInt16.self)
    byId = section(cityCount, of: UInt16.self)
    traits = section(Int(header[2]), of: UInt8.self)
    text = section(Int(header[6]), of: UInt8.self)
  }

  // MARK: Cities

  /// The city with a number of GeoNames; nil where the table has none.
  ///
  /// Takes logarithmic time.
  package func city(_ id: UInt32) -> City? {
    number(ofId: id).map { number in
      let (name, _) = texts(ofNumber: number)
      let country = (0..<2).map { load(UInt8.self, ofNumber: number, at: 16 + $0) }
      return City(
        id: id, country: String(decoding: country, as: UTF8.self),
        thousands: load(UInt32.self, ofNumber: number, at: 4),
        name: String(decoding: name, as: UTF8.self))
    }
  }

  /// The names of a city as they are written; none where the table does not have the city.
  package func names(of id: UInt32) -> [String] {
    guard let number = number(ofId: id) else { return [] }
    return names(ofNumber: number)
  }

  /// The city that a whole folded text is a name of; nil where it is none.
  package func isName(_ scalars: some Sequence<UInt32>) -> UInt32? {
    Array(scalars).withUnsafeBufferPointer { scalars in
      var found: UInt32?
      forEachName(from: 0, in: scalars) { end, name in
        if end == scalars.count, !name.contains(.stem), let number = name.cityNumber {
          found = id(ofNumber: number)
        }
      }
      return found
    }
  }

  func id(ofNumber number: Int) -> UInt32 { load(UInt32.self, ofNumber: number, at: 0) }

  func names(ofNumber number: Int) -> [String] {
    let (_, names) = texts(ofNumber: number)
    return names.split(separator: UInt8(ascii: "|")).map { String(decoding: $0, as: UTF8.self) }
  }

  private func load<Value: BitwiseCopyable>(
    _ type: Value.Type, ofNumber number: Int, at offset: Int
  ) -> Value {
    cities.loadUnaligned(fromByteOffset: number * Self.citySize + offset, as: type)
  }

  private func texts(
    ofNumber number: Int
  ) -> (name: UnsafeBufferPointer<UInt8>, names: UnsafeBufferPointer<UInt8>) {
    let start = text + Int(load(UInt32.self, ofNumber: number, at: 8))
    let nameLength = Int(load(UInt16.self, ofNumber: number, at: 12))
    let namesLength = Int(load(UInt16.self, ofNumber: number, at: 14))
    return (
      UnsafeBufferPointer(start: start, count: nameLength),
      UnsafeBufferPointer(start: start + nameLength, count: namesLength)
    )
  }

  private func number(ofId id: UInt32) -> Int? {
    var low = 0
    var high = cityCount
    while low < high {
      let middle = (low + high) / 2
      if self.id(ofNumber: Int(byId[middle])) < id { low = middle + 1 } else { high = middle }
    }
    guard low < cityCount, self.id(ofNumber: Int(byId[low])) == id else { return nil }
    return Int(byId[low])
  }

  // MARK: Names

  /// The number of a folded character among those of names; 0 where no name has it.
  @inline(__always)
  func code(_ scalar: UInt32) -> UInt16 {
    guard scalar < limit else { return 0 }
    let page = Int(pageNumbers[Int(scalar >> Self.pageBits)])
    return pages[page << Int(Self.pageBits) + Int(scalar & (1 << Self.pageBits - 1))]
  }

  /// The characters that count as one space, and the dots, with their codes.
  var separators: [UInt32: UInt16] {
    var codes: [UInt32: UInt16] = [:]
    // All of them stand before the ideographs.
    for scalar in 0..<UInt32(0x3400) {
      let code = code(scalar)
      if code == CityTable.space || code == CityTable.dot { codes[scalar] = code }
    }
    return codes
  }

  /// What the character of a code is.
  @inline(__always)
  func traits(_ code: UInt16) -> CharacterTraits { CharacterTraits(rawValue: traits[Int(code)]) }

  /// Calls `body` with the end and the value of every name that begins at `start`, the shortest
  /// first.
  ///
  /// A space of a name stands for any number of spaces, hyphens, apostrophes and stops; a dot
  /// between two letters of katakana is passed over, and elsewhere stands for any dot.
  @inline(__always)
  func forEachName(
    from start: Int, in scalars: UnsafeBufferPointer<UInt32>, _ body: (Int, Name) -> Void
  ) {
    var node = 0
    var at = start
    while true {
      let base = Int(nodes[2 * node])
      if base < nodeCount, nodes[2 * base + 1] == node {
        body(at, Name(value(ofTail: Int(-nodes[2 * base]))))
      }
      guard at < scalars.count else { return }
      let next = read(at, after: start, in: scalars)
      let child = base + Int(next.code)
      guard next.code != 0, child < nodeCount, nodes[2 * child + 1] == node else { return }
      at = next.end
      node = child
      if nodes[2 * child] < 0 { break }
    }
    let tail = Int(-nodes[2 * node])
    for place in 0..<Int(tails[tail + 2]) {
      guard at < scalars.count else { return }
      let next = read(at, after: start, in: scalars)
      guard next.code == tails[tail + 3 + place] else { return }
      at = next.end
    }
    body(at, Name(value(ofTail: tail)))
  }

  /// Calls `body` with the codes of the first two characters of all names; the second is 0 where a
  /// name has but one.
  ///
  /// Takes time in proportion to the trie.
  func forEachBeginning(_ body: (UInt16, UInt16) -> Void) {
    let root = Int(nodes[0])
    for node in 1..<nodeCount {
      let parent = Int(nodes[2 * node + 1])
      if parent == 0 {
        guard nodes[2 * node] < 0 else { continue }
        let tail = Int(-nodes[2 * node])
        body(UInt16(node - root), tails[tail + 2] == 0 ? 0 : tails[tail + 3])
      } else if parent > 0, nodes[2 * parent + 1] == 0 {
        body(UInt16(parent - root), UInt16(node - Int(nodes[2 * parent])))
      }
    }
  }

  private func value(ofTail tail: Int) -> UInt32 {
    UInt32(tails[tail]) | UInt32(tails[tail + 1]) << 16
  }

  /// The code at `at`, and where the one after it begins.
  @inline(__always)
  private func read(
    _ at: Int, after start: Int, in scalars: UnsafeBufferPointer<UInt32>
  ) -> (code: UInt16, end: Int) {
    let code = code(scalars[at])
    if code > CityTable.dot { return (code, at + 1) }
    var end = at + 1
    if code == CityTable.space {
      while end < scalars.count, self.code(scalars[end]) == CityTable.space { end += 1 }
      return (code, end)
    }
    guard code == CityTable.dot, at > start, end < scalars.count,
      Script.isKatakana(scalars[at - 1]), Script.isKatakana(scalars[end])
    else { return (code, at + 1) }
    return (self.code(scalars[end]), end + 1)
  }
}
