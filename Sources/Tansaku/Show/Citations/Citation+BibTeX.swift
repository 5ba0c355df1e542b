extension Citation {
  /// The entry for a BibTeX file in UTF-8, its last line without an end.
  ///
  /// A title stands in braces of its own, for its capitals are as they should be. What TeX would take
  /// for commands is escaped, braces by their names: BibTeX counts those that are escaped too.
  public var bibTeX: String {
    var fields: [(name: String, value: String)] = []
    if !authors.isEmpty {
      let names = authors.map { name in
        // An "and" within a name would make two of it.
        name.split(separator: " ").contains("and")
          ? "{\(Citation.tex(name))}" : Citation.tex(name)
      }
      fields.append(("author", "{\(names.joined(separator: " and "))}"))
    }
    fields.append(("title", "{{\(Citation.tex(title))}}"))
    if let date {
      fields.append(("year", "{\(Citation.digits(date.year, 4))}"))
      if let month = date.month { fields.append(("month", Citation.months[month - 1])) }
      if let day = date.day { fields.append(("day", "{\(day)}")) }
    } else if let dateText {
      fields.append(("year", "{\(Citation.tex(dateText))}"))
    }
    if let place { fields.append(("address", "{\(Citation.tex(place))}")) }
    if let url { fields.append(("url", "{\(Citation.verbatim(url))}")) }
    if let language { fields.append(("language", "{\(Citation.tex(language))}")) }
    if let kind { fields.append(("type", "{\(Citation.tex(kind))}")) }
    fields.append(("note", "{\(Citation.tex(note))}"))
    let lines = fields.map { "  \($0.name) = \($0.value)" }
    return "@\(type.bibTeX){\(key),\n\(lines.joined(separator: ",\n"))\n}"
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// A text as TeX sets it, in one line.
  static func tex(_ text: String) -> String {
    var result = ""
    for scalar in oneLine(text).unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "$", "&", "%", "#", "_": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An address, which is set as it stands, without what would end it.
  private static func verbatim(_ url: String) -> String {
    var result = ""
    for scalar in url.unicodeScalars {
      switch scalar {
      case "\\": result += "%5C"
      case "{": result += "%7B"
      case "}": result += "%7D"
      case "\0"..<"!", "\u{7F}"..."\u{9F}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text without ends of lines and controls, which none of the formats can hold.
  static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isBlank {
        line.append(scalar == "\u{A0}" || scalar == "\u{3000}" ? scalar : " ")
      } else if scalar.properties.generalCategory != .control {
        line.append(scalar)
      }
    }
    return String(line)
  }

  /// A number with so many digits at least.
  static func digits(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
