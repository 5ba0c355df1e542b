import Tansaku

/// Hits as a bibliography, in a format that programs for references read.
struct BibliographyHits: SearchPrinter {
  /// What writes the bibliography out.
  let text: @Sendable (Bibliography) -> String

  func print(_ answer: SearchAnswer, to output: Output) throws {
    try output.write(text(Bibliography(answer.results.map(\.document))))
  }
}
