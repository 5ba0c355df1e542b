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
