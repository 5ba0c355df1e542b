import TansakuText

/// Rows whose columns stand below one another on a terminal, whatever the width of the characters.
struct TextTable {
  private var rows: [[String]]

  /// A table with these headings.
  init(_ headings: [String]) { rows = [headings] }

  /// Adds a row, as long as the headings.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, headings first.
  var lines: [String] {
    let widths = rows[0].indices.map { column in
      rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        guard row[(column + 1)...].contains(where: { !$0.isEmpty }) else { break }
        let padding = widths[column] - DisplayWidth.columns(of: cell) + 2
        line += String(repeating: " ", count: padding)
      }
      return line
    }
  }
}
