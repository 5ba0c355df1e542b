import Tansaku

/// What came of a check, for a person: each file with its fate, contradictions, a verdict.
struct TextCheck {
  private let report: CheckReport

  /// Shows this report.
  init(_ report: CheckReport) { self.report = report }

  /// Shows it.
  func print(to output: Output) throws {
    var table = TextTable(["file", "bytes", "fate"])
    for file in report.files {
      table.add([
        file.name, grouped(file.byteCount), file.fault.map { sentence(of: $0) } ?? "sound",
      ])
    }
    for file in report.leftovers {
      table.add([file.name, grouped(file.byteCount), "left over; the next update removes it"])
    }
    for file in report.unchecked {
      table.add([
        file.name, grouped(file.byteCount), "not checked, because the manifest cannot be read",
      ])
    }
    for line in table.lines { try output.write(line.withoutControls() + "\n") }
    // The faults of single files stand beside them already.
    let told = Set(report.files.compactMap { $0.fault?.description })
    let others = report.faults.map(\.description).filter { !told.contains($0) }
    if !others.isEmpty { try output.write("\n") }
    for fault in others { try output.write(fault.withoutControls() + "\n") }
    let untold = report.faultCount - report.faults.count
    if untold > 0 { try output.write("and \(counted(untold, "fault")) more\n") }
    try printSegments(to: output)
    let compared =
      report.comparedCount > 0
      ? ", \(counted(report.comparedCount, "document")) compared with the text" : ""
    try output.write(
      "\n\(report.isSound ? "sound" : counted(report.faultCount, "fault")): "
        + "\(counted(report.documentCount, "document")), \(counted(report.termCount, "term")), "
        + "commit \(report.generation)\(compared)\n")
  }

  /// Tells sound segments from others, if there are others.
  private func printSegments(to output: Output) throws {
    if report.isSound { return }
    if !report.segments.isEmpty {
      var table = TextTable(["segment", "documents", "fate"])
      for segment in report.segments {
        table.add([
          segment.name, grouped(segment.documentCount), segment.isSound ? "sound" : "not sound",
        ])
      }
      try output.write("\n")
      for line in table.lines { try output.write(line + "\n") }
    }
    if report.segments.contains(where: { !$0.isSound }) || !report.unchecked.isEmpty {
      try output.write("\n`tansaku salvage` builds another index from what can still be read.\n")
    }
  }

  private func sentence(of fault: IndexError) -> String {
    var text = fault.message
    if let offset = fault.offset { text = "byte \(offset): \(text)" }
    if let cause = fault.cause { text += " (\(cause))" }
    return text
  }
}
