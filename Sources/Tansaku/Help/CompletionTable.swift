import TansakuStorage
import TansakuText

/// Everything that a text can be completed to, sorted, so that what begins alike stands together.
///
/// Bounded: so many documents' titles and so many words, however large the index is. A look-up is a
/// binary search and a walk over what begins so.
struct CompletionTable: Sendable {
  /// The titles of so many documents are read, those of the newest segments first.
  static let mostDocuments = 250_000
  /// So many words are kept, the most frequent.
  static let mostWords = 50_000
  /// A title is found by its beginning and by those of so many of its words.
  static let mostStarts = 8

  /// So many ways to write one title are kept.
  static let mostForms = 4

  /// A title, a city or a word.
  struct Item: Sendable {
    let source: Completion.Source
    /// A word has one; a title all forms that fold alike, a city all its names.
    let texts: [String]
    let documentCount: Int
  }

  /// One way to begin an item.
  private struct Entry {
    /// Where its key is among the bytes.
    let start: UInt32
    let length: UInt16
    /// Which of the item's texts it is.
    let text: UInt8
    /// How it ranks, before all else: titles and cities, words, titles that it begins inside of.
    let group: UInt8
    let item: UInt32
    let count: UInt32
  }

  /// One thing found.
  struct Match {
    let item: Int
    let text: Int
    /// The lowest is the best.
    fileprivate var rank: UInt64
  }

  private(set) var items: [Item] = []
  /// The cities by how their names are read.
  let readings: CityReadings
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  /// Reads titles, cities and words of all segments.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  init(_ segments: [Segment], cities: NamedCities) throws {
    let folder = TextFolder()
    let names = cities.cities.enumerated().flatMap { number, city in
      city.names.prefix(255).enumerated().map { (number, $0, folder.fold($1)) }
    }
    readings = CityReadings(names)
    items = cities.cities.map {
      Item(source: .city, texts: $0.names, documentCount: $0.documentCount)
    }
    for (city, place, scalars) in names {
      add(CompletionKey(scalars, characterClass: folder.characterClass), to: city, text: place)
    }
    try addTitles(of: segments, folder)
    try addWords(of: segments, folder)
    sort()
  }

  private mutating func add(
    _ key: CompletionKey, to item: Int, text: Int = 0, isStartedInside: Bool = false
  ) {
    let base = bytes.count
    guard !key.bytes.isEmpty, let start = UInt32(exactly: base + key.bytes.count) else { return }
    bytes.append(contentsOf: key.bytes)
    let starts = [0] + (isStartedInside ? key.starts.prefix(Self.mostStarts) : [])
    for inner in starts {
      entries.append(
        Entry(
          start: start - UInt32(key.bytes.count - inner),
          length: UInt16(key.bytes.count - inner), text: UInt8(text),
          group: inner > 0 ? 2 : items[item].source == .word ? 1 : 0, item: UInt32(item),
          count: UInt32(clamping: items[item].documentCount)))
    }
  }

  private mutating func addTitles(of segments: [Segment], _ folder: TextFolder) throws {
    var titles: [[UInt8]: (texts: [String], count: Int, key: CompletionKey)] = [:]
    var left = Self.mostDocuments
    for segment in segments.reversed() where left > 0 {
      let numbers = 0..<min(UInt32(clamping: left), segment.info.documentCount)
      try segment.stored.forEachHead(of: Array(numbers)) { number, head in
        let title = head.title
        left -= 1
        if segment.deletions.contains(number) || title.isEmpty { return }
        let key = CompletionKey(folder.fold(title), characterClass: folder.characterClass)
        titles[key.bytes, default: ([], 0, key)].count += 1
        guard let texts = titles[key.bytes]?.texts, texts.count < Self.mostForms,
          !texts.contains(title)
        else { return }
        titles[key.bytes]?.texts.append(title)
      }
    }
    for (_, title) in titles.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      items.append(Item(source: .title, texts: title.texts, documentCount: title.count))
      add(title.key, to: items.count - 1, isStartedInside: true)
    }
  }

  private mutating func addWords(of segments: [Segment], _ folder: TextFolder) throws {
    var counts: [TermKey: Int] = [:]
    for segment in segments {
      try segment.terms.forEachEntry(prefix: [Layer.word.rawValue]) { key, info in
        // One document's words are found with it.
        if info.documentFrequency > 1 {
          counts[TermKey(bytes: Array(key)), default: 0] += Int(info.documentFrequency)
        }
        return true
      }
    }
    let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostWords)
    for (word, count) in words {
      let text = word.text
      let scalars = text.unicodeScalars.map(\.value)
      guard CompletionTable.isWord(scalars, folder) else { continue }
      items.append(Item(source: .word, texts: [text], documentCount: count))
      add(CompletionKey(scalars, characterClass: folder.characterClass), to: items.count - 1)
    }
  }

  /// Whether a word is worth completing to: no digits, no particles.
  private static func isWord(_ scalars: [UInt32], _ folder: TextFolder) -> Bool {
    guard scalars.count > 1, !scalars.allSatisfy({ folder.characterClass($0) == .digit }) else {
      return false
    }
    return scalars.count > 2 || !scalars.allSatisfy(Hiragana.contains)
  }

  private mutating func sort() {
    bytes.withUnsafeBytes { bytes in
      entries.sort { one, other in
        let order = TermBlockWalk.compare(
          CompletionTable.key(one, bytes), CompletionTable.key(other, bytes))
        return order != 0 ? order < 0 : one.item < other.item
      }
    }
  }

  private static func key(
    _ entry: Entry, _ bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)])
  }

  // MARK: Looking up

  /// The best of what begins with a key, best first; each item once.
  ///
  /// Titles and cities come before words, and these before titles that have the key at the beginning
  /// of a later word; of each those where the key ends with a word, then the most frequent, then the
  /// shortest.
  func matches(_ prefix: [UInt8], limit: Int) -> [Match] {
    guard limit > 0, !prefix.isEmpty else { return [] }
    return prefix.withUnsafeBytes { prefix in
      bytes.withUnsafeBytes { bytes in
        var best: [Match] = []
        for place in first(notBefore: prefix, bytes)..<entries.count {
          let entry = entries[place]
          let key = CompletionTable.key(entry, bytes)
          guard key.count >= prefix.count,
            TermBlockWalk.compare(UnsafeRawBufferPointer(rebasing: key[..<prefix.count]), prefix)
              == 0
          else { break }
          let isWhole =
            key.count == prefix.count || key[prefix.count] == 0x20 || prefix.last == 0x20
          let rank = rank(of: entry, isWhole: isWhole)
          if best.count == limit, rank >= best[limit - 1].rank { continue }
          CompletionTable.insert(
            Match(item: Int(entry.item), text: Int(entry.text), rank: rank), into: &best,
            limit: limit)
        }
        return best
      }
    }
  }

  static func insert(_ match: Match, into best: inout [Match], limit: Int) {
    if let known = best.firstIndex(where: { $0.item == match.item }) {
      if best[known].rank <= match.rank { return }
      best.remove(at: known)
    }
    let place = best.firstIndex { $0.rank > match.rank } ?? best.count
    best.insert(match, at: place)
    if best.count > limit { best.removeLast() }
  }

  private func rank(of entry: Entry, isWhole: Bool) -> UInt64 {
    let frequency = UInt64(0xFFFF_FFFF - entry.count)
    return UInt64(entry.group) << 62 | (isWhole ? 0 : 1 << 61)
      | frequency << 24 | UInt64(entry.text) << 16 | UInt64(entry.length)
  }

  private func first(
    notBefore prefix: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer
  ) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if TermBlockWalk.compare(CompletionTable.key(entries[middle], bytes), prefix) < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
