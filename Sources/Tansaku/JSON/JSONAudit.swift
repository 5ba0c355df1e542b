/// What came of an audit, for a program: JSON Lines, the fault if there is one, then a summary.
///
/// One form for the command line and for other languages.
package struct JSONAudit {
  private let report: AuditReport
  private let seconds: Double

  /// Shows this report of an audit that took so long.
  package init(_ report: AuditReport, seconds: Double) {
    self.report = report
    self.seconds = seconds
  }

  /// Gives `write` line after line.
  package func print(to write: (String) throws -> Void) throws {
    if let fault = report.fault {
      var object = JSONObject()
      object.set("type", "fault")
      object.set("term", fault.term)
      object.set("missedCount", fault.missedCount)
      object.set("missed", fault.missed.map(object(of:)))
      object.set("falseHitCount", fault.falseHitCount)
      object.set("falseHits", fault.falseHits.map(object(of:)))
      try write(object.line)
    }
    var scripts = JSONObject()
    for (script, count) in report.samples { scripts.set(script, count) }
    var summary = JSONObject()
    summary.set("type", "summary")
    summary.set("sound", report.isSound)
    summary.set("seed", Int(clamping: report.seed))
    summary.set("samples", report.sampleCount)
    summary.set("scripts", scripts)
    summary.set("terms", report.termCount)
    summary.set("unsearchable", report.unsearchable.count)
    summary.set("checked", report.checkedCount)
    summary.set("matches", report.agreedCount)
    summary.set("documents", report.documentCount)
    summary.set("characters", report.characterCount)
    summary.set("cities", report.cityCount)
    summary.set("names", report.nameCount)
    summary.set("seconds", seconds, places: 3)
    try write(summary.line)
  }

  private func object(of place: AuditFault.Place) -> JSONObject {
    var object = JSONObject()
    object.set("id", place.id)
    object.set("field", place.field.map { $0 == .title ? "title" : "body" })
    if let offset = place.offset { object.set("offset", offset) }
    object.set("text", place.excerpt)
    return object
  }
}
