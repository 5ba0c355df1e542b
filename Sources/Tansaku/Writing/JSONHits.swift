/// Hits for a program: JSON Lines, one object a hit, a summary in the last line.
///
/// One form for the command line and for other languages.
package struct JSONHits {
  /// Explains a hit; nil where nobody asks.
  var explain: ((Hit) throws -> Explanation)?
  /// How to cite the search; nil where nobody asks.
  var citation: SearchCitation?

  /// What shows hits, with explanations and a citation where these are given.
  package init(
    explain: ((Hit) throws -> Explanation)? = nil, citation: SearchCitation? = nil
  ) {
    self.explain = explain
    self.citation = citation
  }

  /// Gives `write` line after line; `milliseconds` is how long the search took.
  package func print(
    _ results: Results, milliseconds: Double, to write: (String) throws -> Void
  ) throws {
    for (index, hit) in results.enumerated() {
      var object = object(of: hit, rank: results.skipped + index + 1)
      if let explain {
        let explanation = JSONExplanation(try explain(hit))
        object.set("steps", explanation.steps)
        object.set("parts", explanation.parts)
      }
      try write(object.line)
    }
    var summary = JSONObject()
    summary.set("type", "summary")
    summary.set("total", results.total)
    summary.set("exact", results.isExact)
    summary.set("milliseconds", milliseconds, places: 3)
    if let citation { summary.set("citation", JSONObject(citation)) }
    try write(summary.line)
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
    object.setFacts(of: document)
    if !document.attributes.isEmpty {
      var attributes = JSONObject()
      for (name, value) in document.attributes.sorted(by: { $0.key < $1.key }) {
        attributes.set(name, value)
      }
      object.set("attributes", attributes)
    }
    object.set("snippet", excerpt?.text ?? "")
    object.set("marks", excerpt?.marks ?? [])
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
