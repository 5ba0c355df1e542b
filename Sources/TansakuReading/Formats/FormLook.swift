/// What form a text has by the look of its beginning.
struct FormLook {
  /// Nil for plain text.
  private(set) var form: FileFormat.Text?
  /// Whether it is a table whose fields hold HTML.
  private(set) var isTabForm = false

  /// Looks at the beginning of a text, in UTF-8.
  init(_ head: [UInt8]) {
    let lines = head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == 0x0D ? $0.dropLast() : $0 }
    let filled = lines.filter { line in line.contains { $0 > 0x20 } }
    guard let first = filled.first else { return }
    let rows = filled.filter { $0.contains(0x09) }
    isTabForm =
      rows.count * 2 >= filled.count
      && rows.contains { row in row.split(separator: 0x09).contains(where: HTMLTags.occur) }
    if isTabForm {
      form = .table
    } else if HTMLTags.begin(first) {
      form = .html
    } else if Self.isMarkdown(lines, first) {
      form = .markdown
    }
  }

  /// Front matter, two links or more, a link and a heading, or two headings that stand alone.
  private static func isMarkdown(_ lines: [ArraySlice<UInt8>], _ first: ArraySlice<UInt8>) -> Bool {
    if FrontMatter.isFence(first), lines.first == first,
      let second = lines.dropFirst().first, second.contains(UInt8(ascii: ":")),
      lines.dropFirst(2).contains(where: FrontMatter.isFence)
    {
      return true
    }
    var headings = 0
    var links = 0
    for (index, line) in lines.enumerated() {
      let isAlone =
        (index == 0 || lines[index - 1].isEmpty)
        && (index + 1 == lines.count || lines[index + 1].isEmpty)
      if isAlone, isHeading(line) { headings += 1 }
      links += countLinks(line)
    }
    return links >= 2 || headings >= 2 || (links == 1 && headings == 1)
  }

  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    return (1...6).contains(level) && line.dropFirst(level).first == 0x20
      && line.count > level + 1
  }

  /// Counts what looks like `](target)` with no space in the target but before a title.
  private static func countLinks(_ line: ArraySlice<UInt8>) -> Int {
    guard let open = line.firstIndex(of: UInt8(ascii: "[")) else { return 0 }
    var links = 0
    var rest = line[open...]
    while let close = rest.firstIndex(of: UInt8(ascii: "]")) {
      rest = rest[(close + 1)...]
      guard rest.first == UInt8(ascii: "(") else { continue }
      let target = rest.dropFirst().prefix { $0 != UInt8(ascii: ")") }
      let isClosed = target.endIndex < rest.endIndex
      let path = target.prefix { $0 != 0x20 }
      let looksLikePath =
        path.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
        || path.first == UInt8(ascii: "#")
      if isClosed, looksLikePath { links += 1 }
    }
    return links
  }
}
