/// Finds cities by what their names in Han and kana sound like.
///
/// The names are read from the table of cities once, when the first is asked for.
package struct CitySounds: Sendable {
  /// The cities that the program carries.
  package static let shared = CitySounds(CityTable.shared)

  /// Names by their first characters, for few begin with any.
  private var names: [UInt32: [(name: [UInt32], city: UInt32)]] = [:]

  init(_ table: CityTable) {
    let folder = TextFolder()
    for number in 0..<table.cityCount {
      let city = table.id(ofNumber: number)
      var seen: Set<[UInt32]> = []
      for name in table.names(ofNumber: number) {
        // Marks of weak names and dots between words are no sounds.
        let folded = folder.fold(name).filter { folder.characterClass($0) != .separator }
        guard folded.count > 1, let first = folded.first, seen.insert(folded).inserted,
          folded.allSatisfy({
            SoundTarget.isHan($0) || KanaSounds.base($0) != nil || $0 == KanaSounds.longMark
          })
        else { continue }
        names[first, default: []].append((folded, city))
      }
    }
  }

  /// The cities one of whose names sounds like `target`, by their numbers at GeoNames.
  package func cities(soundingLike target: SoundTarget) -> Set<UInt32> {
    var cities: Set<UInt32> = []
    for first in SoundWalk.beginnings(of: target) {
      for (name, city) in names[first] ?? [] where !cities.contains(city) {
        let spellings = SoundWalk.spellings(
          of: target, followers: { $0.count < name.count ? [name[$0.count]] : Set() },
          isWhole: { $0.count == name.count })
        if !spellings.isEmpty { cities.insert(city) }
      }
    }
    return cities
  }

  /// The cities one of whose names is read as these syllables in Mandarin.
  package func cities(read syllables: [String]) -> Set<UInt32> {
    let lists = syllables.map { syllable in
      Set(ReadingTable.shared.characters(read: syllable, in: .mandarin).map { UInt32($0) })
    }
    guard let firsts = lists.first else { return [] }
    var cities: Set<UInt32> = []
    for first in firsts {
      for (name, city) in names[first] ?? [] where name.count == lists.count {
        if zip(name, lists).allSatisfy({ $1.contains($0) }) { cities.insert(city) }
      }
    }
    return cities
  }
}
