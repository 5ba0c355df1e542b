import Tansaku

/// What is in an index, for a person.
struct TextInspection {
  private let output: Output

  /// Shows what is inspected on `output`.
  init(_ output: Output) { self.output = output }

  /// Shows the counts of an index and the sizes of its parts.
  func print(_ inspection: IndexInspection) throws {
    try row("documents", "\(grouped(inspection.documentCount))")
    if inspection.deletedCount > 0 {
      try row("deleted", "\(grouped(inspection.deletedCount)), still taking room")
    }
    try row("commit", "\(inspection.generation)")
    let isOld = inspection.isAnalysisCurrent ? "" : " (not the one of this tool: build it again)"
    try row("analysis", inspection.analyses.joined(separator: "; ") + isOld)
    if let aliases = inspection.aliases { try row("aliases", aliases.summary) }
    for fact in ["language", "kind", "city"] {
      let counts = try inspection.counts(of: fact)
      if !counts.isEmpty { try row(fact, list(counts.map { ($0.value, $0.documentCount) })) }
    }
    try row("terms", list(try inspection.termCounts().map { ($0.layer, $0.count) }))
    let segments = try inspection.segments()
    let bytes = segments.flatMap(\.parts).compactMap(\.byteCount).reduce(0, +)
    try row("size", "\(counted(bytes, "byte")) in \(counted(segments.count, "segment"))")
    if segments.isEmpty { return }
    var table = TextTable(["segment", "documents", "deleted", "file", "bytes"])
    for (number, segment) in segments.enumerated() {
      for (index, part) in segment.parts.enumerated() {
        let facts = ["\(number + 1)", "\(segment.documentCount)", "\(segment.deletedCount)"]
        // A writer may have removed it since.
        let size = part.byteCount.map { grouped($0) } ?? "replaced"
        table.add((index == 0 ? facts : ["", "", ""]) + [part.name, size])
      }
    }
    try print(table)
  }

  /// Shows a term and the first documents that have it.
  func print(_ term: IndexInspection.Term, _ occurrences: [IndexInspection.Occurrence]) throws {
    try row("term", term.text.withoutControls())
    try row("layer", term.layer)
    try row("documents", grouped(term.documentFrequency))
    try row("frequency", grouped(Int(clamping: term.totalFrequency)))
    var table = TextTable(["document", "frequency", "positions"])
    for occurrence in occurrences {
      let shown = occurrence.positions.prefix(12).map { String($0) }
      let more = occurrence.positions.count > shown.count ? " …" : ""
      table.add([
        occurrence.id.withoutControls(), grouped(occurrence.frequency),
        shown.joined(separator: " ") + more,
      ])
    }
    if !occurrences.isEmpty { try print(table) }
  }

  /// Shows terms with their statistics.
  func print(_ terms: [IndexInspection.Term]) throws {
    var table = TextTable(["term", "documents", "frequency"])
    for term in terms {
      table.add([
        term.text.withoutControls(), grouped(term.documentFrequency),
        grouped(Int(clamping: term.totalFrequency)),
      ])
    }
    for line in table.lines { try output.write(line + "\n") }
  }

  private func print(_ table: TextTable) throws {
    try output.write("\n")
    for line in table.lines { try output.write(line + "\n") }
  }

  private func row(_ name: String, _ value: String) throws {
    try output.write(
      name + String(repeating: " ", count: max(1, 11 - name.utf8.count)) + value + "\n")
  }

  private func list(_ counts: [(String, Int)]) -> String {
    let shown = counts.prefix(20).map { "\($0.0.withoutControls()) \(grouped($0.1))" }
    return shown.joined(separator: ", ") + (counts.count > shown.count ? ", …" : "")
  }
}
