/// What a file holds, as far as its name tells.
enum FileFormat {
  case jsonLines
  case text(Text?)

  /// The forms that a text has; a file whose name says nothing is judged by its content.
  enum Text {
    case markdown
    case html
    case table
  }

  /// Nil for a file that isn't known to be a text, unless the user asked for that very file.
  init?(name: FileName, isNamedByUser: Bool) {
    switch name.pathExtension {
    case "jsonl", "ndjson": self = .jsonLines
    case "md", "markdown": self = .text(.markdown)
    case "html", "htm", "xhtml": self = .text(.html)
    case "tsv", "tab": self = .text(.table)
    case "txt", "text", "": self = .text(nil)
    default:
      guard isNamedByUser else { return nil }
      self = .text(nil)
    }
  }
}
