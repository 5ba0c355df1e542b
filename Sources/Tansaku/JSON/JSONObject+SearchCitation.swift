extension JSONObject {
  /// What was searched and where.
  init(_ citation: SearchCitation) {
    self.init()
    set("query", citation.query)
    set("level", citation.level.rawValue)
    var filter = JSONObject()
    for (name, values) in citation.filter.facts.sorted(by: { $0.key < $1.key }) {
      filter.set(name, values)
    }
    set("filter", filter)
    set("matches", citation.matchCount)
    set("documents", citation.documentCount)
    set("date", citation.date)
    set("engine", citation.engine)
    set("analysis", citation.analysis)
    set("icu", citation.icu)
    set("generation", Int(clamping: citation.generation))
    set("fingerprint", citation.fingerprint)
  }
}
