/// Hits for a program: JSON Lines, one object a hit, a summary in the last line.
///
/// One form for the command line and for other languages.
package struct JSONHits {
  /// Explains a hit; nil where nobody asks.
  var explain: ((Hit) throws -> Explanation)?

  /// Whether every match is told with its offsets.
  var hasOffsets: Bool

  /// What shows hits, with offsets and explanations where these are asked for.
  package init(hasOffsets: Bool = false, explain: ((Hit) throws -> Explanation)? = nil) {
    self.hasOffsets = hasOffsets
    self.explain = explain
  }

  /// Gives `write` line after line.
  package func print(_ answer: SearchAnswer, to write: (String) throws -> Void) throws {
    let results = answer.results
    for (index, hit) in results.enumerated() {
      var object = try object(of: hit, rank: results.skipped + index + 1)
      if hasOffsets { object.set("matches", try matches(in: hit)) }
      if let explain {
        let explanation = JSONExplanation(try explain(hit))
        object.set("steps", explanation.steps)
        object.set("parts", explanation.parts)
      }
      try write(object.line)
    }
    for facet in answer.facets { try write(object(of: facet).line) }
    if let suggestion = answer.suggestion { try write(JSONObject(suggestion).line) }
    var summary = JSONObject()
    summary.set("type", "summary")
    summary.set("total", results.total)
    summary.set("exact", results.isExact)
    summary.set("milliseconds", answer.milliseconds, places: 3)
    if let citation = answer.citation { summary.set("citation", JSONObject(citation)) }
    try write(summary.line)
  }

  private func object(of hit: Hit, rank: Int) throws -> JSONObject {
    let document = hit.document
    let excerpt = try hit.excerpt(of: .body)
    var object = JSONObject()
    object.set("type", "hit")
    object.set("rank", rank)
    object.set("id", hit.id)
    object.set("score", hit.score)
    object.set("level", try hit.level.rawValue)
    object.set("title", hit.title)
    object.setFacts(of: document)
    if !document.attributes.isEmpty {
      var attributes = JSONObject()
      for (name, value) in document.attributes.sorted(by: { $0.key < $1.key }) {
        attributes.set(name, value)
      }
      object.set("attributes", attributes)
    }
    if let group = hit.group { object.set("group", self.object(of: group)) }
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

  private func object(of group: HitGroup) -> JSONObject {
    var object = JSONObject()
    object.set("value", group.value)
    object.set("count", group.count)
    object.set("languages", group.languages.map(\.rawValue))
    object.set(
      "members",
      group.members.map { member in
        var object = JSONObject()
        object.set("id", member.id)
        object.set("language", member.language?.rawValue)
        object.set("title", member.title)
        return object
      })
    return object
  }

  private func object(of facet: Facet) -> JSONObject {
    var object = JSONObject()
    object.set("type", "facet")
    object.set("name", facet.name)
    object.set(
      "values",
      facet.values.map { value in
        var object = JSONObject()
        object.set("value", value.value)
        object.set("count", value.count)
        return object
      })
    return object
  }
}

extension JSONObject {
  /// Adds what is known of a document beside its texts, but for what its owner added.
  package mutating func setFacts(of document: Document) {
    set("kind", document.kind?.rawValue)
    set("language", document.language?.rawValue)
    set("date", document.date)
    set("city", document.city)
    set("work", document.work)
    set("source", document.source)
    set("path", document.path)
  }
}
