import ArgumentParser
import Tansaku

/// Shows the hits of one search.
protocol SearchPrinter {
  /// Shows them and what was counted; `milliseconds` is how long the search took.
  func print(
    _ results: Results, facets: [Facet], milliseconds: Double, to output: Output) throws
}

/// The forms in which hits can be shown.
enum SearchFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case trec
}
