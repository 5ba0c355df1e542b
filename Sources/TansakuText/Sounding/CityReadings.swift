/// Finds cities by how their names in Han begin to be read, in Japanese and in Mandarin, for who is
/// still typing: とうき and `taib`.
///
/// Names and readings are taken from the program's tables once; a search looks at the names whose
/// first character is read so.
package struct CityReadings: Sendable {
  /// A name of a city.
  private struct Name {
    let city: Int
    let name: Int
    let scalars: [UInt32]
  }

  private var names: [Name] = []
  private var readings: [ReadingTable.Language: [UInt32: [[UInt32]]]] = [:]
  /// The names by the first sounds of their first characters.
  private var byFirst: [ReadingTable.Language: [UInt32: [Int]]] = [:]

  /// The readings of these names; those that have more than Han characters are passed over.
  ///
  /// - Parameter names: for each the caller's numbers of the city and of the name, and its folded
  ///   characters.
  package init(_ names: [(city: Int, name: Int, scalars: [UInt32])]) {
    self.names = names.filter { !$0.scalars.isEmpty && $0.scalars.allSatisfy(SoundTarget.isHan) }
      .map { Name(city: $0.city, name: $0.name, scalars: $0.scalars) }
    let wanted = Set(self.names.flatMap(\.scalars))
    for language in ReadingTable.Language.allCases {
      var readings: [UInt32: [[UInt32]]] = [:]
      ReadingTable.shared.forEachReading(in: language) { reading, characters in
        let sounds = reading.unicodeScalars.map(\.value)
        for character in characters where wanted.contains(UInt32(character)) {
          readings[UInt32(character), default: []].append(sounds)
        }
      }
      self.readings[language] = readings
      var byFirst: [UInt32: [Int]] = [:]
      for (number, name) in self.names.enumerated() {
        let firsts = Set((readings[name.scalars[0]] ?? []).compactMap(\.first))
        for first in firsts { byFirst[first, default: []].append(number) }
      }
      self.byFirst[language] = byFirst
    }
  }

  /// The names that begin to be read so in Japanese: as kana, of which none but lengthens the vowel
  /// before it.
  package func names(beginningLike kana: [UInt32]) -> [(city: Int, name: Int)] {
    names(kana, in: .japanese)
  }

  /// The names that begin to be read so in Mandarin, in small letters.
  package func names(beginningLikePinyin letters: [UInt32]) -> [(city: Int, name: Int)] {
    names(letters, in: .mandarin)
  }

  private func names(
    _ sounds: [UInt32], in language: ReadingTable.Language
  ) -> [(city: Int, name: Int)] {
    guard let first = sounds.first, let readings = readings[language] else { return [] }
    return (byFirst[language]?[first] ?? []).compactMap { number in
      let name = names[number]
      return CityReadings.begins(name.scalars[...], sounds[...], readings, isFirst: true)
        ? (name.city, name.name) : nil
    }
  }

  /// Whether a reading of the characters begins with the sounds.
  private static func begins(
    _ characters: ArraySlice<UInt32>, _ sounds: ArraySlice<UInt32>,
    _ readings: [UInt32: [[UInt32]]], isFirst: Bool
  ) -> Bool {
    if sounds.isEmpty { return true }
    guard let character = characters.first else { return false }
    for reading in readings[character] ?? [] {
      let count = min(reading.count, sounds.count)
      let agrees = zip(0..., zip(reading, sounds)).allSatisfy { place, pair in
        let (own, typed) = pair
        if own == typed { return true }
        // 連濁 behind another character, 促音 before one.
        if place == 0 { return !isFirst && KanaSounds.unvoiced(typed).contains(own) }
        return place + 1 == reading.count && typed == 0x3064
          && [0x304F, 0x304D, 0x3061].contains(own)
      }
      if agrees, begins(characters.dropFirst(), sounds.dropFirst(count), readings, isFirst: false) {
        return true
      }
    }
    return false
  }
}
