import Tansaku

/// Hits for a person: rank and title, a line of facts, the part of the text that matched.
struct TextHits: SearchPrinter {
  /// Whether matches are marked.
  let isMarked: Bool
  /// Explains a hit; nil where nobody asks.
  var explain: ((Hit) throws -> Explanation)?
  /// How to cite the search; nil where nobody asks.
  var citation: SearchCitation?

  func print(_ results: Results, milliseconds: Double, to output: Output) throws {
    for (index, hit) in results.enumerated() {
      if index > 0 { try output.write("\n") }
      let rank = String(results.skipped + index + 1)
      let margin = String(repeating: " ", count: max(rank.count, 2) + 2)
      let title = shown(hit.excerpt(of: .title, width: 400)) ?? hit.id.withoutControls()
      try output.write(
        "\(String(repeating: " ", count: max(0, 2 - rank.count)))\(rank)  \(title)\n")
      try output.write("\(margin)\(facts(of: hit))\n")
      if let text = shown(hit.excerpt(of: .body)) { try output.write("\(margin)\(text)\n") }
      if let explain {
        try TextExplanation(try explain(hit)).print(to: output, margin: margin)
      }
    }
    if let citation {
      if !results.isEmpty { try output.write("\n") }
      for line in citation.lines { try output.write(line + "\n") }
    }
    try output.flush()
    if results.total == 0 { return }
    let shown =
      results.count < results.total && !results.isEmpty
      ? ", \(results.skipped + 1) to \(results.skipped + results.count)" : ""
    Diagnostics.say(
      "\(counted(results.total, "document"))\(shown), "
        + "\(fixed(milliseconds, milliseconds < 10 ? 1 : 0)) ms")
  }

  private func facts(of hit: Hit) -> String {
    let document = hit.document
    let facts = [
      document.id, document.kind?.rawValue, document.language?.rawValue, document.date,
      document.city,
    ]
    return (facts.compactMap { $0 } + [fixed(Double(hit.score), 2), hit.level.rawValue])
      .joined(separator: "  ").withoutControls()
  }

  private func shown(_ excerpt: Excerpt?) -> String? {
    guard var excerpt else { return nil }
    excerpt.text = excerpt.text.withoutControls()
    return isMarked ? excerpt.marked("\u{1B}[1;4m", "\u{1B}[0m") : excerpt.text
  }
}
