import TansakuText

/// Completes one text.
struct Completer {
  /// The most completions of one text.
  static let most = 100

  private let table: CompletionTable
  private let analyzer: Analyzer
  private let limit: Int
  private var found: [Completion] = []
  private var folds: Set<[UInt8]> = []

  private init(_ table: CompletionTable, _ analyzer: Analyzer, limit: Int) {
    self.table = table
    self.analyzer = analyzer
    self.limit = limit
  }

  /// The completions of a text, or of its last word if the whole text is no beginning.
  ///
  /// - Throws: `StorageError` if the index is damaged; `TextError` if ICU runs out of memory.
  static func completions(
    of prefix: String, limit: Int, in snapshot: Snapshot, _ tables: SuggestingTables
  ) throws -> [Completion] {
    try Ranker.checkCounts(limit, 0)
    let limit = min(limit, most)
    guard limit > 0, prefix.utf8.count <= CompletionKey.longest else { return [] }
    let table = try tables.completions(of: snapshot.segments)
    return try snapshot.withAnalyzer { analyzer in
      let whole = Completer(table, analyzer, limit: limit).completions(of: prefix)
      guard whole.isEmpty, let blank = prefix.unicodeScalars.lastIndex(where: \.isBlank) else {
        return whole
      }
      let wordStart = prefix.unicodeScalars.index(after: blank)
      // More than are shown, for titles are no part of a longer query.
      let words = Completer(table, analyzer, limit: 3 * limit)
        .completions(of: String(prefix[wordStart...])).filter { $0.source != .title }
      return words.prefix(limit).map {
        Completion(
          text: prefix[..<wordStart] + $0.text, source: $0.source,
          documentCount: $0.documentCount)
      }
    }
  }

  private consuming func completions(of prefix: String) -> [Completion] {
    let typed = fold(prefix, isOpen: true)
    add(table.matches(typed.key, limit: 3 * limit), typedAs: prefix)
    if found.count < limit { addSounds(of: typed.scalars, prefix) }
    return found
  }

  private func fold(_ text: String, isOpen: Bool) -> (scalars: [UInt32], key: [UInt8]) {
    var analyzed = AnalyzedText()
    analyzer.fold(text, into: &analyzed)
    let scalars = analyzed.folded.scalars
    var classes = analyzed.classes.makeIterator()
    // Asked once for each character, in order.
    let key = CompletionKey(scalars, isOpen: isOpen) { _ in classes.next() ?? .separator }
    return (scalars, key.bytes)
  }

  private mutating func add(_ matches: [CompletionTable.Match], typedAs prefix: String) {
    for match in matches {
      let item = table.items[match.item]
      // Of names that fold alike, the one that is written as what was typed.
      let text = item.texts.first { $0.hasPrefix(prefix) } ?? item.texts[match.text]
      add(text, item)
    }
  }

  private mutating func add(_ text: String, _ item: CompletionTable.Item) {
    guard found.count < limit, folds.insert(fold(text, isOpen: false).key).inserted else { return }
    found.append(
      Completion(text: text, source: item.source, documentCount: item.documentCount))
  }

  // MARK: Sounds

  /// Adds what is read as letters or kana are, or as they may go on.
  private mutating func addSounds(of scalars: [UInt32], _ prefix: String) {
    let kana = scalars.prefix { KanaAlphabet.contains($0) }
    let letters = scalars[kana.count...].compactMap { UInt8(exactly: $0) }
    guard kana.count + letters.count == scalars.count, scalars.count > 1, scalars.count <= 40,
      letters.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return }
    var sounds: [[UInt32]] = [Array(kana)]
    if !letters.isEmpty { sounds = Romaji.beginnings(of: letters).map { kana + $0 } }
    if !letters.isEmpty {
      let matches = sounds.flatMap { sounds in
        table.matches(CompletionKey(sounds) { _ in .run }.bytes, limit: limit)
      }
      add(CompletionTable.best(matches, limit: limit), typedAs: prefix)
    }
    var names: [(city: Int, name: Int)] = []
    for sounds in sounds {
      names += table.readings.names(beginningLike: Completer.withoutLengths(sounds))
    }
    if kana.isEmpty { names += table.readings.names(beginningLikePinyin: scalars) }
    addCities(names)
  }

  /// Kana without those that only lengthen the vowel before them.
  private static func withoutLengths(_ kana: [UInt32]) -> [UInt32] {
    var short: [UInt32] = []
    var vowel: Int?
    for scalar in kana where !KanaSounds.lengthens(scalar, vowel: vowel) {
      guard let base = KanaSounds.base(scalar) else { continue }
      short.append(base)
      vowel = KanaSounds.vowel(base)
    }
    return short
  }

  /// Adds cities by the names that were found, those of the most documents first.
  ///
  /// Of a city's names the shortest is shown; of those the one that is not the fold of the others,
  /// which mostly is the simplified form.
  private mutating func addCities(_ names: [(city: Int, name: Int)]) {
    var best: [Int: (length: Int, isFold: Int, place: Int)] = [:]
    for (city, place) in names {
      let name = table.items[city].texts[place]
      let scalars = name.unicodeScalars.map(\.value)
      let rank = (scalars.count, fold(name, isOpen: false).scalars == scalars ? 1 : 0, place)
      if best[city].map({ rank < $0 }) ?? true { best[city] = rank }
    }
    let cities = best.keys.sorted {
      let (one, other) = (table.items[$0].documentCount, table.items[$1].documentCount)
      return one != other ? one > other : $0 < $1
    }
    for city in cities {
      guard let place = best[city]?.place else { continue }
      let item = table.items[city]
      if !found.contains(where: { $0.source == .city && item.texts.contains($0.text) }) {
        add(item.texts[place], item)
      }
    }
  }
}

extension CompletionTable {
  /// The best of what several look-ups found, each item once.
  static func best(_ matches: [Match], limit: Int) -> [Match] {
    var best: [Match] = []
    for match in matches { insert(match, into: &best, limit: limit) }
    return best
  }
}
