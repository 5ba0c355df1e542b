import TansakuTestSupport
import Testing

@testable import TansakuText

/// Finds cities by trying every name at every place where one may begin.
///
/// The slow twin of `CityRecognizer`: it knows no trie, walks no boundaries beside the text and takes
/// no short cut by the first character. Where a name may end is the rule of `NameSurroundings`.
struct SlowCityRecognizer {
  /// By their first character, the shortest first.
  private var names: [UInt32: [(key: [UInt32], name: Name)]] = [:]

  init() throws {
    let folder = TextFolder()
    var keys: Set<[UInt32]> = []
    for name in try readableCities().flatMap(\.names) {
      let key = key(of: name, by: folder)
      keys.insert(key)
      // Declined names have their stem in the table too.
      if let last = key.last, "аяйь\u{BCD}".unicodeScalars.contains(where: { $0.value == last }) {
        keys.insert(key.dropLast())
      }
    }
    for key in keys {
      key.withUnsafeBufferPointer { scalars in
        CityTable.shared.forEachName(from: 0, in: scalars) { end, name in
          if end == scalars.count { names[key[0], default: []].append((key, name)) }
        }
      }
    }
    for first in names.keys { names[first]?.sort { $0.key.count < $1.key.count } }
  }

  func findCities(in text: NameSurroundings) -> [CityMention] {
    var mentions: [CityMention] = []
    var entryEnd = -1
    var at = 0
    while at < text.scalars.count {
      var longest: (end: Int, name: Name)?
      if let limits = limits(at: at, of: text, afterEntry: at == entryEnd) {
        for (key, name) in names[text.scalars[at]] ?? [] {
          if let end = end(of: key, at: at, in: text.scalars),
            let wordEnd = text.end(
              of: name, at: at..<end, within: limits, afterEntry: at == entryEnd)
          {
            longest = (wordEnd, name)
          }
        }
      }
      guard let longest else {
        at += 1
        continue
      }
      if let number = longest.name.cityNumber {
        mentions.append(
          CityMention(city: CityTable.shared.id(ofNumber: number), range: at..<longest.end))
      }
      at = longest.end
      entryEnd = at
    }
    return mentions
  }

  private func limits(
    at: Int, of text: NameSurroundings, afterEntry: Bool
  ) -> NameSurroundings.Limits? {
    let table = CityTable.shared
    let kind = table.traits(table.code(text.scalars[at])).kind
    let isWordStart = afterEntry || text.boundaries.contains(text.starts[at])
    guard kind == .han else {
      return text.limits(ofNameAt: at, kind: kind, isWordStart: isWordStart)
    }
    if isWordStart { return .init() }
    guard at > 0 else { return nil }
    let before = table.traits(table.code(text.scalars[at - 1]))
    if before.isAdministrative { return .init() }
    return before.isPreposition ? .init(mustCrossBoundary: true) : nil
  }

  private static let spaces = Set(" '’‘-‐–—._".unicodeScalars.map(\.value))
  private static let dots = Set("・·=゠•‧".unicodeScalars.map(\.value))

  private func end(
    of key: [UInt32], at start: Int, in scalars: UnsafeBufferPointer<UInt32>
  ) -> Int? {
    var at = start
    for (place, character) in key.enumerated() {
      if place > 0, at + 1 < scalars.count, Self.dots.contains(scalars[at]),
        Script.isKatakana(scalars[at - 1]), Script.isKatakana(scalars[at + 1])
      {
        at += 1
      }
      guard at < scalars.count else { return nil }
      if character == 0x20 {
        guard Self.spaces.contains(scalars[at]) else { return nil }
        while at < scalars.count, Self.spaces.contains(scalars[at]) { at += 1 }
      } else {
        guard scalars[at] == character else { return nil }
        at += 1
      }
    }
    return at
  }
}

@Suite("City recognizer against its slow twin")
struct CityTwinTests {
  static let filler = [
    " ", " ", "-", "'", "・", "、", "の", "と", "省", "市", "在", "於", "由", "新", "東", "北", "德", "里", "克",
    "都", "•", "道", "州", " in ", "Nice", "Jackson", "は",
    "城", "㍿", "ー", "ミュージック", "시장", "에서", "한다", "а", "е", "ом", "ын", "т", "в ", "2006", "s", "KL",
    "kl",
    "กรุง", "เ", "า", "์", "န်", "း", "か\u{3099}", "é", "\u{301}", "国", "é", "👪",
  ]

  @Test("both find the same in names, pieces of names and what may stand beside them")
  func random() throws {
    let names = try readableCities().flatMap(\.names)
    let slow = try SlowCityRecognizer()
    let forMany = CityRecognizer(forManyTexts: true)
    let folder = TextFolder()
    let breaker = try WordBreaker()
    var generator = SeededGenerator(seed: 21)
    var found = 0
    for round in 0..<2000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        guard !generator.once(in: 2) else {
          text += Self.filler.randomElement(using: &generator) ?? ""
          continue
        }
        let name = names.randomElement(using: &generator) ?? ""
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: text += name.dropLast()
        case 1: text += name.dropFirst()
        case 2: text += name.uppercased()
        default: text += name
        }
      }
      let source = Array(text.utf16)
      var folded = FoldedText()
      var boundaries: [Int32] = []
      try source.withUnsafeBufferPointer { source in
        folder.fold(source, into: &folded)
        try breaker.findBoundaries(of: source, into: &boundaries)
        // ICU cuts most names out cleanly; where it does not, the other rules decide.
        if generator.once(in: 2) { boundaries.removeAll { _ in generator.once(in: 2) } }
        boundaries.withUnsafeBufferPointer { boundaries in
          var fast: [CityMention] = []
          CityRecognizer().findCities(
            in: folded, source: source, boundaries: boundaries, into: &fast)
          let expected = folded.scalars.withUnsafeBufferPointer { scalars in
            folded.starts.withUnsafeBufferPointer { starts in
              folded.ends.withUnsafeBufferPointer { ends in
                slow.findCities(
                  in: NameSurroundings(
                    table: .shared, scalars: scalars, starts: starts, ends: ends, source: source,
                    boundaries: boundaries))
              }
            }
          }
          #expect(fast == expected, "round \(round) of \(generator): \(text)")
          var prepared: [CityMention] = []
          forMany.findCities(
            in: folded, source: source, boundaries: boundaries, into: &prepared)
          #expect(prepared == expected, "round \(round) of \(generator): \(text)")
          found += fast.count
        }
      }
    }
    #expect(found > 2000)
  }
}
