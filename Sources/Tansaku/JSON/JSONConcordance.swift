/// A concordance for a program: JSON Lines, one object an occurrence, a summary in the last line.
///
/// One form for the command line and for other languages.
package struct JSONConcordance {
  /// What shows a concordance.
  package init() {}

  /// Gives `write` line after line as they come, and returns how many occurrences there were.
  package func print(
    _ lines: Concordance, to write: (String) throws -> Void
  ) throws -> Int {
    var count = 0
    while let line = try lines.next() {
      count += 1
      var object = JSONObject()
      object.set("type", "line")
      object.set("id", line.id)
      object.set("title", line.title)
      object.set("field", line.field.rawValue)
      object.set("left", line.left)
      object.set("match", line.match)
      object.set("right", line.right)
      object.set(line.place)
      try write(object.line)
    }
    var summary = JSONObject()
    summary.set("type", "summary")
    summary.set("lines", count)
    summary.set("documents", lines.documentCount)
    try write(summary.line)
    return count
  }
}
