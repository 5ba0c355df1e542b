extension Citation {
  /// The record of RIS, each line with its end, CR LF, as the format wants it.
  ///
  /// A tag of two characters, two spaces, a hyphen, a space, and the value; `TY` first, `ER` last.
  /// What cannot be said by a tag (a date that is not in ISO 8601) stands in the notes.
  public var ris: String {
    var lines: [(tag: String, value: String)] = [("TY", type.ris), ("ID", key), ("TI", title)]
    lines += authors.map { ("AU", $0) }
    if let date {
      let year = Citation.digits(date.year, 4)
      lines.append(("PY", year))
      let month = date.month.map { Citation.digits($0, 2) } ?? ""
      let day = date.day.map { Citation.digits($0, 2) } ?? ""
      lines.append(("DA", "\(year)/\(month)/\(day)/"))
    } else if let dateText {
      lines.append(("N1", "date: \(dateText)"))
    }
    if let place { lines.append(("CY", place)) }
    if let language { lines.append(("LA", language)) }
    if let kind { lines.append(("M3", kind)) }
    if let url { lines.append(("UR", url)) }
    lines.append(("N1", note))
    return (lines + [("ER", "")]).map { "\($0.tag)  - \(Citation.oneLine($0.value))\r\n" }.joined()
  }
}
