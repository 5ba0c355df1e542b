import FoundationEssentials
import TansakuText

/// A line of `cities.tsv`.
struct ReadableCity {
  var id: UInt32
  var country: String
  var thousands: UInt32
  var name: String
  var names: [String]
}

/// The lines of the readable table of cities, those that only block (id 0) among them.
func readableCities() throws -> [ReadableCity] {
  let file = repositoryRoot.appending(path: "Sources/CTansakuTables/cities.tsv")
  return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap {
    let columns = $0.split(separator: "\t").map(String.init)
    guard columns.count == 5, let id = UInt32(columns[0]), let thousands = UInt32(columns[2]) else {
      return nil
    }
    let names = columns[4].split(separator: "|").map {
      String($0.prefix { $0 != "~" })
    }
    return ReadableCity(
      id: id, country: columns[1], thousands: thousands, name: columns[3], names: names)
  }
}

/// A name as the packed table keys it: folded by the fold of texts, parts joined by single spaces,
/// the dots of katakana left out.
func key(of name: String, by folder: TextFolder) -> [UInt32] {
  let separators = Set(" '’‘-‐–—._".unicodeScalars.map(\.value))
  let dots = Set("・·=゠•‧".unicodeScalars.map(\.value))
  var key: [UInt32] = []
  for scalar in folder.fold(name) {
    if separators.contains(scalar) {
      if !key.isEmpty, key.last != 0x20 { key.append(0x20) }
    } else if !dots.contains(scalar) {
      key.append(scalar)
    }
  }
  return key.last == 0x20 ? key.dropLast() : key
}
