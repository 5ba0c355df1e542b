/// What may follow a name within its word: endings of cases, particles, words for city.
enum NameEndings {
  /// Endings by the declension that the packed table gives: 1 to 5 of Russian nouns, after a
  /// consonant, in place of -й, of -ь, of -а, of -я; 6 of Tamil nouns, in place of the sign that
  /// takes the vowel from their last consonant.
  private static let declensions: [Set<String>] = [
    [],
    ["", "а", "у", "ом", "е", "ем"],
    ["й", "я", "ю", "ем", "е"],
    ["ь", "и", "ью", "я", "ю", "ем", "е"],
    ["а", "ы", "и", "е", "у", "ой", "ою", "ей"],
    ["я", "и", "е", "ю", "ей", "ею"],
    ["ில்", "ின்", "ை", "ுக்கு", "ிற்கு", "ிலிருந்து", "ிலும்", "ுடன்", "ால்", "ும்", "ிலுள்ள"],
  ]

  /// Endings of Tamil nouns after a vowel, and of Bengali nouns.
  private static let indic: Set<String> = [
    "யில்", "யின்", "யை", "யிலிருந்து", "யிலும்", "யுடன்", "யும்", "க்கு", "யிலுள்ள",
    "வில்", "வின்", "வை", "வுக்கு", "விலிருந்து", "விலும்", "வுடன்", "வும்", "விலுள்ள",
    "ে", "ের", "তে", "র", "য়", "য়", "কে", "ও", "েও", "তেও",
  ]

  /// Endings of Mongolian nouns: the genitive, accusative, dative, ablative, instrumental,
  /// comitative and directive in all their vowels, and the reflexive after the dative.
  private static let mongolian: Set<String> = [
    "ын", "ийн", "гийн", "ны", "ний", "йн", "ыг", "ийг", "г", "д", "дээ", "даа", "доо", "дөө",
    "аас", "ээс", "оос", "өөс", "наас", "нээс", "ноос", "нөөс", "аар", "ээр", "оор", "өөр",
    "тай", "тэй", "той", "руу", "рүү", "луу", "лүү", "ынх", "ийнх", "ынхан", "чууд", "чүүд",
  ]
  /// The dative after these consonants alone, so that Дели + т is not Delhi.
  private static let mongolianHardDative: Set<String> = ["т", "таа", "тээ", "тоо", "төө"]
  private static let mongolianHardConsonants = "гвркс".unicodeScalars.map(\.value)

  /// Whether `rest` may follow a name in an alphabet whose last character is `last`.
  static func followsAlphabetic(_ rest: ArraySlice<UInt32>, after last: UInt32, name: Name) -> Bool
  {
    var text = ""
    text.unicodeScalars.append(contentsOf: rest.compactMap(Unicode.Scalar.init))
    if name.declension < declensions.count, declensions[name.declension].contains(text) {
      return true
    }
    if (0x0980...0x0BFF).contains(last) { return indic.contains(text) }
    guard name.contains(.mongolian) else { return false }
    return mongolian.contains(text)
      || mongolianHardDative.contains(text) && mongolianHardConsonants.contains(last)
  }

  /// Korean words that are written together with the name of a city before them.
  private static let koreanNouns: [[UInt32]] = scalars([
    "시", "특별시", "광역시", "특별자치시", "직할시", "시장", "시청", "시내", "시민", "시의회", "시립", "시정부", "시장단",
    "부시장", "도심", "시가지", "선언", "선언문", "회의", "총회", "대회", "정상회의", "정상회담", "올림픽", "공항", "국제공항", "역",
    "행", "발", "산", "권", "대학", "대학교", "본사", "지사", "지부", "지점", "사무소", "사무국", "대표부", "지역", "지방",
    "인", "주재", "출신", "방문", "개최", "당국", "협정", "조약", "의정서", "협약", "메트로", "지하철", "구상",
  ])

  /// Particles of Korean.
  private static let koreanParticles: [[UInt32]] = scalars([
    "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "께서", "으로", "로", "와", "과", "도", "만", "까지",
    "부터", "보다", "처럼", "마다", "조차", "마저", "이나", "나", "이란", "란", "이라", "라", "이라고", "라고", "에는", "에도",
    "에만", "에서는", "에서도", "에서의", "에서만", "에선", "엔", "으로는", "로는", "으로의", "로의", "으로부터", "로부터", "까지의",
    "까지는", "부터는", "이다", "다", "이며", "며", "이고", "고", "인", "였다", "이었다", "이라는", "라는", "과의", "와의", "과는",
    "와는", "하고", "이랑", "랑", "밖에", "이나마", "에서부터", "이든", "든", "입니다",
  ])

  /// What may follow the name of a city that is an ordinary word too: only what follows places.
  private static let koreanPlaceEndings: [[UInt32]] = scalars([
    "", "시", "에서", "에서는", "에서의", "에서도", "까지", "으로부터", "시장", "시내", "선언", "올림픽", "대학", "대학교", "행",
    "발", "역",
  ])

  /// Whether `rest` may follow a name in Hangul: nouns, then at most one particle.
  static func followsHangul(_ rest: ArraySlice<UInt32>, isWeak: Bool) -> Bool {
    if isWeak { return koreanPlaceEndings.contains { rest.elementsEqual($0) } }
    if rest.isEmpty || koreanParticles.contains(where: { rest.elementsEqual($0) }) { return true }
    return koreanNouns.contains {
      rest.starts(with: $0) && followsHangul(rest.dropFirst($0.count), isWeak: false)
    }
  }

  /// Words after which a place is named, folded, in the languages of the Latin script.
  static let placeWords: [[UInt32]] = scalars([
    "in", "near", "at", "from", "to", "en", "em", "nach", "bei", "aus", "di", "ke", "dari", "tai",
    "naar", "vers",
  ])

  private static func scalars(_ words: [String]) -> [[UInt32]] {
    words.map { $0.unicodeScalars.map(\.value) }
  }
}
