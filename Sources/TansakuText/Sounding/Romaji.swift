/// Japanese in Latin letters, by Hepburn's rules or the official ones (kunrei), marks left out.
package enum Romaji {
  /// As many readings of one word are followed.
  private static let mostReadings = 8

  /// What a word in small letters may sound like; none where it is no Japanese.
  ///
  /// Several where `n` may end a syllable or begin one: `kinen` is きねん or きんえん.
  package static func targets(_ letters: [UInt8]) -> [SoundTarget] {
    var found: [[UInt32]] = []
    follow(letters[...], [], &found)
    return found.filter { $0.count > 1 }.map(SoundTarget.init(romaji:))
  }

  /// The kana that letters may be the beginning of, as large hiragana; none where no Japanese begins
  /// so.
  ///
  /// What is typed in full comes first; then what one syllable more may complete: `k` is か, き and so
  /// on. Several where `n` may end a syllable or begin one.
  package static func beginnings(of letters: [UInt8]) -> [[UInt32]] {
    var found: [[UInt32]] = []
    for open in 0...min(2, letters.count) {
      let tail = letters.suffix(open)
      if open > 0, tail.contains(where: { "aiueo".utf8.contains($0) }) { break }
      var heads: [[UInt32]] = []
      follow(letters.dropLast(open), [], &heads)
      let start = String(decoding: tail, as: UTF8.self)
      let tails = open == 0 ? [[]] : syllables.filter { $0.key.hasPrefix(start) }.map(\.value)
      for head in heads {
        for tail in tails where !found.contains(head + tail) { found.append(head + tail) }
      }
    }
    found.removeAll(where: \.isEmpty)
    return found
  }

  private static func follow(
    _ rest: ArraySlice<UInt8>, _ kana: [UInt32], _ found: inout [[UInt32]]
  ) {
    guard found.count < mostReadings, let first = rest.first else {
      if rest.isEmpty { found.append(kana) }
      return
    }
    let n = UInt8(ascii: "n")
    let next = rest.dropFirst().first
    // A doubled consonant: っ.
    if let next, next == first, !"aiueon".utf8.contains(first) {
      follow(rest.dropFirst(), kana + [0x3064], &found)
      return
    }
    if first == UInt8(ascii: "t"), next == UInt8(ascii: "c") {
      follow(rest.dropFirst(), kana + [0x3064], &found)
      return
    }
    for length in stride(from: min(3, rest.count), through: 1, by: -1) {
      guard let syllable = syllables[String(decoding: rest.prefix(length), as: UTF8.self)] else {
        continue
      }
      follow(rest.dropFirst(length), kana + syllable, &found)
      break
    }
    // ん; before b, m, p Hepburn wrote it m.
    let isLabial = next.map { "bmp".utf8.contains($0) } ?? false
    if first == n || first == UInt8(ascii: "m") && isLabial {
      var after = rest.dropFirst()
      if first == n, after.first == UInt8(ascii: "'") { after = after.dropFirst() }
      // Before a consonant nothing else is possible, and nn may be one.
      if first == n, let next, next == n, let vowel = rest.dropFirst(2).first,
        !"aiueoy".utf8.contains(vowel)
      {
        follow(after.dropFirst(), kana + [0x3093], &found)
      }
      follow(after, kana + [0x3093], &found)
    }
  }

  private static let syllables: [String: [UInt32]] = {
    var table: [String: String] = [
      "ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ", "wo": "お", "wi": "うい", "we": "うえ", "shi": "し",
      "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "vu": "ぶ", "dzu": "ず", "dji": "じ",
      "fa": "ふあ", "fi": "ふい", "fe": "ふえ", "fo": "ふお", "she": "しえ", "che": "ちえ", "je": "じえ",
      "va": "ば", "vi": "び", "ve": "べ", "vo": "ぼ",
    ]
    let rows = [
      "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
      "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
      "d": "だじずでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
    ]
    for (consonant, row) in rows {
      let kana = row.map(String.init)
      for (vowel, mora) in zip("aiueo", kana) where table["\(consonant)\(vowel)"] == nil {
        table["\(consonant)\(vowel)"] = mora
      }
      if consonant.isEmpty { continue }
      for (vowel, mora) in zip("auo", "やゆよ") {
        table["\(consonant)y\(vowel)"] = kana[1] + "\(mora)"
      }
    }
    for (consonant, kana) in [("sh", "し"), ("ch", "ち"), ("j", "じ")] {
      for (vowel, mora) in zip("auo", "やゆよ") { table["\(consonant)\(vowel)"] = kana + "\(mora)" }
    }
    return table.mapValues { $0.unicodeScalars.map(\.value) }
  }()
}
