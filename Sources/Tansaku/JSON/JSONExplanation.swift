/// Why a document matches, for a program: JSON Lines, the steps, the parts of the score, and a
/// summary in the last line.
package struct JSONExplanation {
  private let explanation: Explanation

  /// Shows this explanation.
  package init(_ explanation: Explanation) { self.explanation = explanation }

  /// Gives `write` line after line.
  package func print(to write: (String) throws -> Void) throws {
    for step in steps { try write(step.line) }
    for part in parts { try write(part.line) }
    var summary = JSONObject()
    summary.set("type", "explanation")
    summary.set("id", explanation.id)
    summary.set("matches", explanation.isMatch)
    summary.set("level", explanation.match?.level.rawValue ?? explanation.level.rawValue)
    if let match = explanation.match { summary.set("score", match.score) }
    try write(summary.line)
  }

  /// The steps, an object each.
  var steps: [JSONObject] {
    explanation.steps.map { step in
      var object = JSONObject()
      object.set("type", "step")
      object.set("kind", step.kind.rawValue)
      object.set("part", step.part)
      object.set("text", step.text)
      return object
    }
  }

  /// The parts of the score, an object each.
  var parts: [JSONObject] {
    explanation.parts.map { part in
      var object = JSONObject()
      object.set("type", "part")
      object.set("layer", part.layer)
      object.set("term", part.term)
      object.set("frequency", part.frequency)
      object.set("documents", part.documentFrequency)
      object.set("weight", part.weight)
      object.set("rarity", part.rarity)
      object.set("score", part.score)
      object.set("bonus", part.bonus)
      return object
    }
  }
}
