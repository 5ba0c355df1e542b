import Tansaku

/// What came of an audit, for a person: what was looked at, then the verdict or the fault.
struct TextAudit {
  private let report: AuditReport
  private let seconds: Double

  /// Shows this report of an audit that took so long.
  init(_ report: AuditReport, seconds: Double) {
    self.report = report
    self.seconds = seconds
  }

  /// Shows it.
  func print(to output: Output) throws {
    var lines: [String] = []
    if report.sampleCount > 0 {
      let scripts = report.samples.sorted { ($1.count, $0.script) < ($0.count, $1.script) }
        .map { "\(grouped($0.count)) \($0.script)" }.joined(separator: ", ")
      lines.append("\(counted(report.sampleCount, "sample")), seed \(report.seed): \(scripts)")
    }
    if report.termCount > 0 { lines.append(counted(report.termCount, "term")) }
    if let fault = report.fault {
      lines += [""] + self.lines(of: fault) + [""]
      lines.append(
        "fault: the index differs from its texts; \(counted(report.checkedCount, "other run")) "
          + "agreed before, \(fixed(seconds, 1)) s")
    } else {
      lines.append(
        "sound: \(counted(report.checkedCount, "different run")) of characters in "
          + "\(counted(report.documentCount, "document")) of "
          + "\(counted(report.characterCount, "character")): no miss, no false hit among "
          + "\(counted(report.agreedCount, "match", "matches")), \(fixed(seconds, 1)) s")
    }
    if report.isSound, report.cityCount > 0 {
      lines.append(
        "sound: \(counted(report.cityCount, "city", "cities")) by "
          + "\(counted(report.nameCount, "name")): each finds every document that names the city")
    }
    for line in lines { try output.write(line.withoutControls() + "\n") }
  }

  private func lines(of fault: AuditFault) -> [String] {
    var lines = ["\"\(fault.term)\""]
    if fault.missedCount > 0 {
      lines.append("the index misses it in \(counted(fault.missedCount, "document")):")
      lines += fault.missed.map(line) + rest(fault.missedCount - fault.missed.count)
    }
    if fault.falseHitCount > 0 {
      lines.append(
        "the index finds it in \(counted(fault.falseHitCount, "document")) without it:")
      lines += fault.falseHits.map(line) + rest(fault.falseHitCount - fault.falseHits.count)
    }
    return lines
  }

  private func line(of place: AuditFault.Place) -> String {
    let whereabouts =
      if let field = place.field, let offset = place.offset {
        "\(field == .title ? "title" : "body"), character \(grouped(offset)): "
      } else {
        "begins: "
      }
    return "  \(place.id)  \(whereabouts)\(place.excerpt)"
  }

  private func rest(_ count: Int) -> [String] { count > 0 ? ["  and \(grouped(count)) more"] : [] }
}

/// How far an audit has come, in one line.
enum AuditProgressLine {
  static func text(_ progress: AuditProgress) -> String {
    let share = "\(grouped(progress.done)) of \(grouped(progress.total))"
    return switch progress.step {
    case .drawing: "drawing samples from \(share) documents"
    case .asking: "asking the index for \(share) runs of characters"
    case .scanning: "scanning \(share) documents, \(grouped(progress.checkedCount)) runs checked"
    case .reading: "reading \(share) documents for cities"
    case .naming: "asking the index for \(share) cities"
    }
  }
}
