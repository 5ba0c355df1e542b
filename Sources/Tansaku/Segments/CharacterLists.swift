/// The documents of frequent characters, kept beside the grams that begin with them.
///
/// A character that is asked for alone stands for every gram that begins with it: hundreds of terms
/// to be united for one query. Where they have many postings the union is written once, as a term
/// without positions, behind the last of them: its key is the character's followed by
/// ``CharacterLists/ending``. Every occurrence of a character begins one gram, so that the
/// frequencies are the character's own.
///
/// Hiragana has no lists: alone it is too common to be asked for.
///
/// What is kept follows from the segment's grams alone, so that the same documents give the same
/// bytes.
struct CharacterLists {
  /// What the keys end with: no byte of UTF-8, and behind all of them.
  static let ending: UInt8 = 0xFF
  /// Fewer postings are united in a few microseconds.
  static let fewestPostings = 1024

  /// A list that is to be written.
  struct Finished {
    let key: [UInt8]
    let postings: MemoryPostings
  }

  private var room: UnionRoom?
  /// The layer and the character of the grams at hand; empty where there are none.
  private var start: [UInt8] = []
  private var postings = 0

  /// Whether a term is a list of this kind.
  static func isList(_ key: some BidirectionalCollection<UInt8>) -> Bool { key.last == ending }

  /// The key of the list of the grams that begin with `prefix`, a layer and one character.
  static func key(_ prefix: TermKey) -> TermKey { TermKey(bytes: prefix.bytes + [ending]) }

  /// Adds a term, in the order of the dictionary.
  ///
  /// - Returns: the list to be written before it, if there is one.
  mutating func add(
    _ key: [UInt8], documents: UnsafeBufferPointer<UInt32>,
    frequencies: UnsafeBufferPointer<UInt32>, documentCount: Int
  ) -> Finished? {
    var finished: Finished?
    if start.isEmpty || !key.starts(with: start) {
      finished = end()
      start = CharacterLists.start(of: key)
    }
    if start.isEmpty { return finished }
    let room = room ?? UnionRoom(documents: documentCount)
    self.room = room
    for index in 0..<documents.count { room.add(documents[index], frequencies[index]) }
    postings += documents.count
    return finished
  }

  /// Ends the grams at hand; returns their list, where it is to be written.
  mutating func end() -> Finished? {
    defer {
      start = []
      postings = 0
    }
    guard postings > 0, let room else { return nil }
    let list = room.take()
    return postings < CharacterLists.fewestPostings
      ? nil : Finished(key: start + [CharacterLists.ending], postings: list)
  }

  /// The layer and the first character of a gram; empty for other terms, and for hiragana, which
  /// alone tells nothing.
  private static func start(of key: [UInt8]) -> [UInt8] {
    guard key.count > 1, key[0] == Layer.gram.rawValue, !isHiragana(key) else { return [] }
    let length =
      switch key[1] {
      case ..<0x80: 1
      case ..<0xE0: 2
      case ..<0xF0: 3
      default: 4
      }
    return Array(key.prefix(1 + length))
  }

  /// U+3041 to U+309F, and the prolonged sound mark.
  private static func isHiragana(_ key: [UInt8]) -> Bool {
    guard key.count > 3, key[1] == 0xE3 else { return false }
    return key[2] == 0x81 || key[2] == 0x82 && key[3] < 0xA0 || key[2] == 0x83 && key[3] == 0xBC
  }
}
