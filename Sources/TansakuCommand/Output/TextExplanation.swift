import Tansaku

/// Why a document matches, for a person: a sentence a line, then a table of the score's parts.
struct TextExplanation {
  private let explanation: Explanation

  /// Shows this explanation.
  init(_ explanation: Explanation) { self.explanation = explanation }

  /// Shows it, every line behind a margin.
  func print(to output: Output, margin: String = "") throws {
    for step in explanation.steps {
      let part = step.part.map { "\($0.withoutControls()) → " } ?? ""
      try output.write("\(margin)\(part)\(step.text.withoutControls())\n")
    }
    guard let match = explanation.match else { return }
    try output.write(
      "\(margin)matches at the level \(match.level.rawValue), score \(match.score)\n")
    var table = TextTable([
      "layer", "term", "frequency", "documents", "weight", "rarity", "score", "as written",
    ])
    for part in explanation.parts {
      table.add([
        part.layer, part.term.withoutControls(), String(part.frequency),
        String(part.documentFrequency), fixed(Double(part.weight), 2),
        fixed(Double(part.rarity), 3), part.score.description,
        part.bonus > 0 ? "+\(part.bonus)" : "",
      ])
    }
    for line in table.lines { try output.write(margin + line + "\n") }
  }
}
