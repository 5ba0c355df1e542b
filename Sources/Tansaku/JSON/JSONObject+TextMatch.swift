extension JSONObject {
  /// Adds where a match is and what it is, each range as its start and its length.
  package mutating func set(_ match: TextMatch) {
    set("line", match.line)
    set("column", match.column)
    set("bytes", match.bytes)
    set("scalars", match.scalars)
    set("utf16", match.utf16)
    set("text", match.text)
    set("part", match.part)
    set("level", match.level.rawValue)
  }
}
