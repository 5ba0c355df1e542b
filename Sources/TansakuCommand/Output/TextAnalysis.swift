import TansakuText

/// The stages of a text for a person: segments, folded text, and a table of the tokens.
struct TextAnalysis {
  /// Shows a piece of the text.
  func print(_ listing: TokenListing, to output: Output) throws {
    let segments = listing.segments.map { $0.withoutControls() }.joined(separator: "|")
    try output.write("segments  \(segments)\nfolded    \(listing.folded.withoutControls())\n\n")
    var table = TextTable(["layer", "term", "text", "position", "start", "length"])
    for token in listing.rows {
      table.add([
        token.layer.rawValue, token.term.withoutControls(), token.text.withoutControls(),
        String(token.position), String(token.start), String(token.length),
      ])
    }
    for line in table.lines { try output.write(line + "\n") }
  }
}
