/// All that a search has to show.
package struct SearchAnswer {
  /// The hits.
  package var results: Results
  /// The values of facts among all matches; empty where nobody asks.
  package var facets: [Facet] = []
  /// What may have been meant; nil where there is nothing to suggest.
  package var suggestion: Suggestion?
  /// How to cite the search; nil where nobody asks.
  package var citation: SearchCitation?
  /// How long the search took.
  package var milliseconds: Double

  /// An answer of hits alone, to which the rest can be added.
  package init(_ results: Results, milliseconds: Double) {
    self.results = results
    self.milliseconds = milliseconds
  }
}
