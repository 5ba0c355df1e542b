import Tansaku

/// Hits for a program: JSON Lines, one object a hit, a summary in the last line.
struct JSONHits: SearchPrinter {
  /// Whether every match is told with its offsets.
  var hasOffsets = false
  /// Explains a hit; nil where nobody asks.
  var explain: ((Hit) throws -> Explanation)?

  func print(_ results: Results, milliseconds: Double, to output: Output) throws {
    for (index, hit) in results.enumerated() {
      var object = object(of: hit, rank: results.skipped + index + 1)
      if hasOffsets { object.set("matches", try matches(in: hit)) }
      if let explain {
        let explanation = JSONExplanation(try explain(hit))
        object.set("steps", explanation.steps)
        object.set("parts", explanation.parts)
      }
      try output.write(object.line)
    }
    var summary = JSONObject()
    summary.set("type", "summary")
    summary.set("total", results.total)
    summary.set("exact", results.isExact)
    summary.set("milliseconds", milliseconds, places: 3)
    try output.write(summary.line)
  }

  private func object(of hit: Hit, rank: Int) -> JSONObject {
    let document = hit.document
    let excerpt = hit.excerpt(of: .body)
    var object = JSONObject()
    object.set("type", "hit")
    object.set("rank", rank)
    object.set("id", hit.id)
    object.set("score", hit.score)
    object.set("level", hit.level.rawValue)
    object.set("title", hit.title)
    object.set("kind", document.kind?.rawValue)
    object.set("language", document.language?.rawValue)
    object.set("date", document.date)
    object.set("city", document.city)
    object.set("work", document.work)
    object.set("source", document.source)
    object.set("path", document.path)
    if !document.attributes.isEmpty {
      var attributes = JSONObject()
      for (name, value) in document.attributes.sorted(by: { $0.key < $1.key }) {
        attributes.set(name, value)
      }
      object.set("attributes", attributes)
    }
    object.set("snippet", excerpt?.text ?? "")
    object.set("marks", excerpt?.marks ?? [])
    object.set("levels", (excerpt?.levels ?? []).map(\.rawValue))
    return object
  }

  /// Every match in the texts of a hit, those of the title first.
  private func matches(in hit: Hit) throws -> [JSONObject] {
    try Field.allCases.flatMap { field in
      try hit.matches(in: field).map { match in
        var object = JSONObject()
        object.set("field", field.rawValue)
        object.set(match)
        return object
      }
    }
  }
}
