import Tansaku

/// Hits for a program: JSON Lines, one object a hit, a summary in the last line.
struct JSONHits: SearchPrinter {
  /// Explains a hit; nil where nobody asks.
  var explain: ((Hit) throws -> Explanation)?

  func print(
    _ results: Results, facets: [Facet], milliseconds: Double, to output: Output
  ) throws {
    for (index, hit) in results.enumerated() {
      var object = object(of: hit, rank: results.skipped + index + 1)
      if let explain {
        let explanation = JSONExplanation(try explain(hit))
        object.set("steps", explanation.steps)
        object.set("parts", explanation.parts)
      }
      try output.write(object.line)
    }
    for facet in facets { try output.write(object(of: facet).line) }
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
    if let group = hit.group { object.set("group", self.object(of: group)) }
    object.set("snippet", excerpt?.text ?? "")
    object.set("marks", excerpt?.marks ?? [])
    return object
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
