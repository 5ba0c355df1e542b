import ArgumentParser
import Tansaku

/// Shows the hits of one search.
protocol SearchPrinter {
  /// Shows them; `milliseconds` is how long the search took.
  func print(_ results: Results, milliseconds: Double, to output: Output) throws
}

/// The forms in which hits can be shown.
enum SearchFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case trec
  case bibtex
  case ris
  case csl

  /// Whether it has room for more than the hits.
  var takesRemarks: Bool { self == .text || self == .json }
}

extension JSONHits: SearchPrinter {
  func print(_ results: Results, milliseconds: Double, to output: Output) throws {
    try print(results, milliseconds: milliseconds, to: output.write)
  }
}
