internal import CTansakuTables

/// Which Han characters are read so, in Mandarin and in Japanese.
///
/// Characters are folded as the index has them. Mandarin is pinyin without tones, ü written v or u;
/// Japanese is large hiragana without the vowels that only lengthen the one before them (東 is と, 京
/// きよ): see ``KanaSounds``.
///
/// ## Packed form
/// All integers are little-endian.
/// ```
/// table      = count:u32 listCount:u32 keyEnds:u32[count] listEnds:u32[count]
///              lists:u16[listCount] keys
/// keyEnds    = where each key ends among the bytes of `keys`; the keys increase
/// listEnds   = where each key's characters end in `lists`
/// keys       = `zh:` or `ja:` and the reading, in UTF-8
/// ```
/// Example, one reading of two characters, 高 and 膏 for `gao`:
/// ```
/// 1 2   6   2   9AD8 818F   "zh:gao"
/// ```
// Sendable: the pointers lead into the program's read-only data.
package struct ReadingTable: @unchecked Sendable {
  /// The table that the program carries.
  package static let shared = ReadingTable(bytes: tansaku_readings().bytes)

  /// A language whose readings are in the table.
  package enum Language: String, Sendable, CaseIterable {
    case mandarin = "zh"
    case japanese = "ja"
  }

  /// How many readings there are.
  package let count: Int
  private let keyEnds: UnsafePointer<UInt32>
  private let listEnds: UnsafePointer<UInt32>
  private let lists: UnsafePointer<UInt16>
  private let keys: UnsafePointer<UInt8>

  /// A table over bytes that outlive it; that they follow the grammar is the caller's promise.
  init(bytes: UnsafeRawPointer) {
    let header = bytes.assumingMemoryBound(to: UInt32.self)
    count = Int(header[0])
    keyEnds = header + 2
    listEnds = keyEnds + count
    lists = UnsafeRawPointer(listEnds + count).assumingMemoryBound(to: UInt16.self)
    keys = UnsafeRawPointer(lists + Int(header[1])).assumingMemoryBound(to: UInt8.self)
  }

  /// The characters that are read so, increasing; none where no character is.
  ///
  /// Takes time in proportion to the logarithm of the number of readings.
  package func characters(
    read reading: String, in language: Language
  ) -> UnsafeBufferPointer<UInt16> {
    let wanted = Array("\(language.rawValue):\(reading)".utf8)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if key(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    guard low < count, key(low).elementsEqual(wanted) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let start = low == 0 ? 0 : Int(listEnds[low - 1])
    return UnsafeBufferPointer(start: lists + start, count: Int(listEnds[low]) - start)
  }

  /// The key of a number, `zh:gao`.
  func key(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    let start = number == 0 ? 0 : Int(keyEnds[number - 1])
    return UnsafeBufferPointer(start: keys + start, count: Int(keyEnds[number]) - start)
  }

  /// Calls `body` with every reading of a language and the characters that are read so.
  package func forEachReading(
    in language: Language, _ body: (String, UnsafeBufferPointer<UInt16>) -> Void
  ) {
    let mark = Array("\(language.rawValue):".utf8)
    for number in 0..<count {
      let key = key(number)
      guard key.starts(with: mark) else { continue }
      let start = number == 0 ? 0 : Int(listEnds[number - 1])
      body(
        String(decoding: key.dropFirst(mark.count), as: UTF8.self),
        UnsafeBufferPointer(start: lists + start, count: Int(listEnds[number]) - start))
    }
  }

  /// Whether a reading begins some key.
  package func isReading(_ reading: String, in language: Language) -> Bool {
    !characters(read: reading, in: language).isEmpty
  }
}
