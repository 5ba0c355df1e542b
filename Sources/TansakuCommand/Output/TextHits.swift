import Tansaku

/// Hits for a person: rank and title, a line of facts, the part of the text that matched.
struct TextHits: SearchPrinter {
  /// Whether matches are marked.
  let isMarked: Bool
  /// Whether scores are shown, for hits are sorted by them.
  var isScored = true
  /// Explains a hit; nil where nobody asks.
  var explain: ((Hit) throws -> Explanation)?

  /// The most values of a facet that are shown.
  private static let mostValues = 20

  func print(_ answer: SearchAnswer, to output: Output) throws {
    let results = answer.results
    for (index, hit) in results.enumerated() {
      if index > 0 { try output.write("\n") }
      let rank = String(results.skipped + index + 1)
      let margin = String(repeating: " ", count: max(rank.count, 2) + 2)
      let title = try shown(hit.excerpt(of: .title, width: 400)) ?? hit.id.withoutControls()
      try output.write(
        "\(String(repeating: " ", count: max(0, 2 - rank.count)))\(rank)  \(title)\n")
      try output.write("\(margin)\(try facts(of: hit))\n")
      if let text = try shown(hit.excerpt(of: .body)) { try output.write("\(margin)\(text)\n") }
      if let group = hit.group { try print(group, margin: margin, to: output) }
      if let explain {
        try TextExplanation(try explain(hit)).print(to: output, margin: margin)
      }
    }
    for facet in answer.facets where !facet.values.isEmpty {
      try output.write("\n")
      try print(facet, to: output)
    }
    if let citation = answer.citation {
      if !results.isEmpty { try output.write("\n") }
      for line in citation.lines { try output.write(line + "\n") }
    }
    try output.flush()
    if results.total == 0 { return }
    let shown =
      results.count < results.total && !results.isEmpty
      ? ", \(results.skipped + 1) to \(results.skipped + results.count)" : ""
    Diagnostics.say(
      "\(counted(results.total, results.first?.group == nil ? "document" : "group"))\(shown), "
        + "\(fixed(answer.milliseconds, answer.milliseconds < 10 ? 1 : 0)) ms")
  }

  private func facts(of hit: Hit) throws -> String {
    let document = hit.document
    let facts = [
      document.id, document.kind?.rawValue, document.language?.rawValue, document.date,
      document.city,
    ]
    let score = isScored ? fixed(Double(hit.score), 2) : nil
    return (facts + [score, try hit.level.rawValue]).compactMap { $0 }
      .joined(separator: "  ").withoutControls()
  }

  /// Shows the documents of a group that do not lead it, a line each.
  private func print(_ group: HitGroup, margin: String, to output: Output) throws {
    if group.count < 2 { return }
    let languages = group.languages.map(\.rawValue).joined(separator: ", ")
    let among = languages.isEmpty ? "" : ": \(languages)"
    try output.write(
      "\(margin)\(counted(group.count, "document"))\(among)".withoutControls() + "\n")
    for member in group.members.dropFirst() {
      let facts = [member.id, member.language?.rawValue, member.title].compactMap { $0 }
      try output.write("\(margin)  " + facts.joined(separator: "  ").withoutControls() + "\n")
    }
    let untold = group.count - group.members.count
    if untold > 0 { try output.write("\(margin)  and \(grouped(untold)) more\n") }
  }

  /// Shows the values of a facet with their counts.
  private func print(_ facet: Facet, to output: Output) throws {
    var table = TextTable([facet.name.withoutControls(), "documents"])
    for value in facet.values.prefix(TextHits.mostValues) {
      table.add([value.value.withoutControls(), grouped(value.count)])
    }
    for line in table.lines { try output.write(line + "\n") }
    let untold = facet.values.count - TextHits.mostValues
    if untold > 0 { try output.write("and \(grouped(untold)) more\n") }
  }

  private func shown(_ excerpt: Excerpt?) -> String? {
    guard var excerpt else { return nil }
    excerpt.text = excerpt.text.withoutControls()
    return isMarked ? excerpt.marked("\u{1B}[1;4m", "\u{1B}[0m") : excerpt.text
  }
}
