import ArgumentParser
import Tansaku

/// Shows the hits of one search.
protocol SearchPrinter {
  /// Shows them, and of the rest what the form has room for.
  func print(_ answer: SearchAnswer, to output: Output) throws
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
  func print(_ answer: SearchAnswer, to output: Output) throws {
    try print(answer, to: output.write)
  }
}
