import Tansaku

/// Shows the lines of a concordance as they come.
protocol ConcordancePrinter {
  /// Shows them all and returns how many there were.
  func print(_ lines: Concordance, to output: Output) throws -> Int
}

extension JSONConcordance: ConcordancePrinter {
  func print(_ lines: Concordance, to output: Output) throws -> Int {
    try print(lines, to: output.write)
  }
}
