import TansakuTestSupport
import Testing

@testable import TansakuText

@Suite("What sounds alike")
struct SoundWalkTests {
  /// Folded, as texts are in the index.
  private func scalars(_ text: String) -> [UInt32] { TextFolder().fold(text) }

  /// Whether a text sounds like one of the targets, as a whole.
  private func sounds(_ text: String, like targets: [SoundTarget]) -> Bool {
    let text = scalars(text)
    return targets.contains { target in
      !SoundWalk.spellings(
        of: target, followers: { $0.count < text.count ? [text[$0.count]] : Set() },
        isWhole: { $0.count == text.count }
      ).isEmpty
    }
  }

  @Test(
    "Kana in all their forms",
    arguments: [
      ("コンピューター", "コンピュータ"), ("とうきょう", "とーきょー"), ("トウキョウ", "とーきょー"),
      ("ヴァイオリン", "バイオリン"), ("ヴェトナム", "ベトナム"), ("キヤノン", "キャノン"), ("たいぺい", "タイペイ"),
      ("霞ヶ関", "霞が関"), ("霞ケ関", "霞ヶ関"), ("三か月", "三ヵ月"), ("ヴ", "ブ"), ("つづく", "ツズク"),
      ("ファイル", "フアイル"), ("おおさか", "オーサカ"), ("せんせい", "センセー"), ("ヶ月", "か月"),
    ])
  func kana(one: String, other: String) throws {
    for (typed, text) in [(one, other), (other, one)] {
      guard let target = SoundTarget(kana: scalars(typed)) else { continue }
      #expect(sounds(text, like: [target]), "\(typed) \(text)")
    }
    #expect(
      SoundTarget(kana: scalars(one)) != nil || SoundTarget(kana: scalars(other)) != nil
        || one.count == 1)
  }

  @Test(
    "Japanese in Latin letters",
    arguments: [
      ("toukyou", "東京"), ("tokyo", "東京"), ("tokyo", "とうきょう"), ("oosaka", "大阪"), ("osaka", "大阪"),
      ("sinjuku", "新宿"), ("shinjuku", "新宿"), ("nihon", "日本"), ("nippon", "日本"), ("gakkou", "学校"),
      ("shimbun", "新聞"), ("kinen", "禁煙"), ("kinen", "記念"), ("konpyuuta", "コンピューター"),
      ("keiei", "経営"), ("kippu", "キップ"), ("matcha", "まっちゃ"), ("koukyou", "公共"), ("sengen", "宣言"),
      ("yama", "山"),
    ])
  func romaji(typed: String, text: String) {
    #expect(sounds(text, like: Romaji.targets(Array(typed.utf8))), "\(typed) \(text)")
  }

  @Test(
    "What sounds otherwise stays apart",
    arguments: [
      ("toukyou", "京都"), ("tokyo", "特許"), ("とうきょう", "ときよか"), ("バイオリン", "パイオリン"),
      ("コンピューター", "コンピレーター"), ("が", "か"), ("かき", "がき"), ("霞ヶ関", "霞関"), ("はし", "ほし"),
    ])
  func apart(typed: String, text: String) {
    let targets =
      SoundTarget(kana: scalars(typed)).map { [$0] } ?? Romaji.targets(Array(typed.utf8))
    #expect(!sounds(text, like: targets))
  }

  @Test("Words of other languages are no Japanese and no Mandarin")
  func otherLanguages() {
    for word in ["declaration", "network", "strength", "q", "", "ofv"] {
      #expect(Romaji.targets(Array(word.utf8)).isEmpty, "\(word)")
      #expect(Pinyin.syllables(Array(word.utf8)).filter { !$0.isEmpty }.isEmpty, "\(word)")
    }
  }

  @Test("Pinyin is cut into syllables in every way there is")
  func pinyin() {
    #expect(Pinyin.syllables(Array("gaoxiong".utf8)).contains(["gao", "xiong"]))
    #expect(Set(Pinyin.syllables(Array("xian".utf8))).isSuperset(of: [["xian"], ["xi", "an"]]))
    #expect(Pinyin.syllables(Array("xi'an".utf8)) == [["xi", "an"]])
    #expect(Pinyin.syllables(Array("lvse".utf8)).contains(["lv", "se"]))
    #expect(Pinyin.syllables(Array(String(repeating: "xian", count: 10).utf8)).count == 8)
  }

  @Test(
    "Cities by the sound of their names",
    arguments: [
      ("taibei", "Taipei"), ("beijing", "Beijing"), ("toukyou", "Tokyo"), ("pekin", "Beijing"),
      ("mangu", "Bangkok"), ("たいぺい", "Taipei"), ("シンガポオル", "Singapore"),
    ])
  func cities(typed: String, expected: String) {
    let cities = CitySounds.shared
    var found: Set<UInt32> = []
    if let target = SoundTarget(kana: scalars(typed)) {
      found.formUnion(cities.cities(soundingLike: target))
    } else {
      let letters = Array(typed.utf8)
      for target in Romaji.targets(letters) { found.formUnion(cities.cities(soundingLike: target)) }
      for syllables in Pinyin.syllables(letters) { found.formUnion(cities.cities(read: syllables)) }
    }
    let names = found.compactMap { CityTable.shared.city($0)?.name }
    #expect(names.contains(expected))
  }

  @Test("Kana spelled otherwise at random sound like what they were", arguments: 0..<10)
  func respelled(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = ["こんぴゅうたあ", "とうきょう", "しゃかい", "ばいおりん", "せんせい", "びーる", "つづき"]
    for _ in 0..<40 {
      let word = try #require(words.randomElement(using: &generator))
      var respelled: [UInt32] = []
      var vowel: Int?
      for scalar in scalars(word) {
        let base = try #require(KanaSounds.base(scalar) ?? KanaSounds.base(0x3042))
        if KanaSounds.lengthens(scalar, vowel: vowel) {
          if generator.once(in: 2) {
            respelled.append(KanaSounds.longMark)
          } else {
            respelled.append(scalar)
          }
          continue
        }
        let forms = KanaSounds.forms(of: base)
        respelled.append(try #require(forms.randomElement(using: &generator)))
        vowel = KanaSounds.vowel(base)
        // A vowel that a small kana makes of the next would be another sound.
        if respelled.last.map({ KanaSounds.isVu($0) }) ?? false {
          respelled[respelled.count - 1] = base
        }
      }
      let target = try #require(SoundTarget(kana: scalars(word)))
      let text = String(String.UnicodeScalarView(respelled.compactMap(Unicode.Scalar.init)))
      #expect(sounds(text, like: [target]), "\(word) \(text)")
    }
  }

  @Test("Letters of alphabets that are written for one another")
  func letters() {
    #expect(LetterSounds.spellings(of: scalars("علي")).contains(scalars("علی")))
    #expect(LetterSounds.spellings(of: scalars("كتاب")).contains(scalars("کتاب")))
    #expect(LetterSounds.spellings(of: scalars("हिंदी")).contains(scalars("हिन्दी")))
    #expect(LetterSounds.spellings(of: scalars("हिन्दी")).contains(scalars("हिंदी")))
    #expect(LetterSounds.spellings(of: scalars("ф")).isEmpty)
    #expect(LetterSounds.spellings(of: scalars("ёлка")).contains(scalars("елка")))
    let many = [UInt32](repeating: 0x064A, count: 30)
    #expect(LetterSounds.spellings(of: many).count <= 64)
  }
}
