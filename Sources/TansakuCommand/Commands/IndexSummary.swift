import TansakuReading

/// What came of indexing: counts on standard output; on standard error a line for each thing that
/// was passed over.
struct IndexSummary {
  private let run: IndexRun

  /// The summary of a run that is done.
  init(_ run: IndexRun) { self.run = run }

  /// Shows it.
  func print(to output: Output) throws {
    for report in run.reports {
      for entry in report.skipped {
        Diagnostics.say(entry.description + (Advice.on(entry).map { ", \($0)" } ?? ""))
      }
      let untold = report.skippedCount - report.skipped.count
      if untold > 0 { Diagnostics.say("and \(grouped(untold)) more") }
    }
    for line in run.refused { Diagnostics.say(line) }
    if run.repeatedCount > 0 {
      let more = run.repeatedCount > run.repeated.count ? ", …" : ""
      Diagnostics.say(
        "\(counted(run.repeatedCount, "document")) had an id that came before in this run; the last "
          + "of each id counts: \(run.repeated.joined(separator: ", "))\(more)")
    }
    let added = run.addedCount - run.repeatedCount
    let seconds = max(run.seconds, 1e-6)
    try output.write(
      """
      \(counted(added, "document")) added (\(grouped(added - run.replacedCount)) new, \
      \(grouped(run.replacedCount)) replaced)
      \(counted(run.bytes, "byte")) read in \(fixed(seconds, 2)) s \
      (\(fixed(Double(run.bytes) / seconds / 1e6, 2)) MB/s)

      """)
    let converted = run.reports.reduce(0) { $0 + $1.converted.count }
    if converted > 0 { try output.write("\(counted(converted, "file")) converted to UTF-8\n") }
    let skipped = run.refused.count + run.reports.reduce(0) { $0 + $1.skippedCount }
    if skipped > 0 {
      let faults = run.faultCount > 0 ? ", \(grouped(run.faultCount)) of them faulty" : ""
      try output.write("\(counted(skipped, "entry", "entries")) skipped\(faults)\n")
    }
  }
}
