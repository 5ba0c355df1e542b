import Tansaku

extension SearchCitation {
  /// What was searched and where, for a person: one fact a line.
  var lines: [String] {
    var facts = [("query", query), ("level", level.rawValue)]
    if !filterText.isEmpty { facts.append(("filter", filterText)) }
    facts += [
      ("found", "\(grouped(matchCount)) of \(counted(documentCount, "document"))"), ("date", date),
      ("engine", "tansaku \(engine), \(analysis)"),
      ("index", "commit \(generation), fingerprint \(fingerprint)"),
    ]
    return facts.map { name, value in
      name + String(repeating: " ", count: 8 - name.count) + value.withoutControls()
    }
  }
}

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
