import Tansaku

/// A concordance for tables: a heading, then a row for each occurrence, its cells parted by tabs.
struct TabConcordance: ConcordancePrinter {
  private static let heading = [
    "id", "field", "line", "column", "start", "length", "level", "left", "match", "right",
  ]

  func print(_ lines: Concordance, to output: Output) throws -> Int {
    var count = 0
    while let line = try lines.next() {
      if count == 0 { try write(TabConcordance.heading, to: output) }
      count += 1
      let place = line.place
      try write(
        [
          line.id, line.field.rawValue, String(place.line), String(place.column),
          String(place.bytes.lowerBound), String(place.bytes.count), place.level.rawValue,
          line.left, line.match, line.right,
        ], to: output)
    }
    return count
  }

  private func write(_ cells: [String], to output: Output) throws {
    try output.write(cells.map { $0.withoutControls() }.joined(separator: "\t") + "\n")
  }
}
