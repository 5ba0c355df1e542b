import Testing

@testable import TansakuText

@Suite("Cities whose names begin to be read so")
struct CityReadingsTests {
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  private let folder = TextFolder()
  private static let names = ["東京", "台北", "首爾", "大阪", "新潟市", "札幌", "東大阪", "タイペイ", "Taipei", ""]

  private var readings: CityReadings {
    CityReadings(Self.names.enumerated().map { ($0, 0, folder.fold($1)) })
  }

  @Test(
    "In Japanese, as far as it is typed",
    arguments: [
      ("ときよ", ["東京"]), ("とき", ["東京"]), ("と", ["東京", "東大阪"]), ("とおさ", ["東大阪"]),
      ("おさか", ["大阪"]), ("たいほく", ["台北"]), ("さつほ", ["札幌"]), ("さつぽろ", ["札幌"]),
      ("にがたし", ["新潟市"]), ("ときよと", []), ("け", []), ("", []),
    ])
  func japanese(kana: String, names: [String]) {
    let found = readings.names(beginningLike: scalars(kana)).map { Self.names[$0.city] }
    #expect(Set(names).isSubset(of: found) && (!names.isEmpty || found.isEmpty), "\(found)")
  }

  @Test(
    "In Mandarin, as far as it is typed",
    arguments: [
      ("taib", ["台北"]), ("taibei", ["台北"]), ("shoue", ["首爾"]), ("taix", []), ("dongjing", ["東京"]),
    ])
  func mandarin(letters: String, names: [String]) {
    let found = readings.names(beginningLikePinyin: scalars(letters))
    #expect(found.map { Self.names[$0.city] } == names)
  }

  @Test(
    "Letters become the kana that they may begin",
    arguments: [
      ("toukyou", ["とうきよう"]), ("k", ["か", "き", "く", "け", "こ", "きや", "きゆ", "きよ"]),
      ("toky", ["ときや", "ときゆ", "ときよ"]), ("n", ["ん", "な", "の"]), ("q", []), ("", []),
      ("tk", []), ("nip", ["にぱ", "にぴ"]),
    ])
  func beginnings(letters: String, kana: [String]) {
    let found = Romaji.beginnings(of: Array(letters.utf8)).map { kana in
      String(String.UnicodeScalarView(kana.compactMap(Unicode.Scalar.init)))
    }
    #expect(Set(kana).isSubset(of: found) && (!kana.isEmpty || found.isEmpty), "\(found)")
    #expect(Set(found).count == found.count)
  }

  @Test("Every reading of the table is told once, under its language")
  func eachReading() {
    var count = 0
    for language in ReadingTable.Language.allCases {
      ReadingTable.shared.forEachReading(in: language) { reading, characters in
        count += 1
        #expect(
          Array(characters)
            == Array(ReadingTable.shared.characters(read: reading, in: language)))
      }
    }
    #expect(count == ReadingTable.shared.count)
  }
}
