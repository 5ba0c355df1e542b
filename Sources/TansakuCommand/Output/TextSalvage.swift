import Tansaku

/// What came of a salvage, for a person: each segment with its fate, and how many documents there are.
struct TextSalvage {
  private let report: SalvageReport

  /// Shows this report.
  init(_ report: SalvageReport) { self.report = report }

  /// Shows it.
  func print(to output: Output) throws {
    var table = TextTable(["segment", "taken", "lost", "fate"])
    for segment in report.segments {
      table.add([
        segment.name, grouped(segment.documentCount), segment.lostCount.map(grouped) ?? "?",
        segment.fault?.description ?? "whole",
      ])
    }
    for line in table.lines { try output.write(line.withoutControls() + "\n") }
    if let fault = report.manifestFault {
      try output.write("\n\(fault.description.withoutControls())\n")
    }
    try output.write("\n\(counted(report.documentCount, "document")) in the new index\n")
  }
}
