extension Query {
  /// The query that a person typed; any text is one.
  ///
  /// Text between quotes (`"…"`, `“…”`, `「…」`, `＂…＂`) is a phrase. A quote without its partner is
  /// an ordinary character, and an `AND` with nothing on one of its sides asks for nothing.
  public init(_ typed: String) {
    var groups: [[Node]] = [[]]
    let scalars = typed.unicodeScalars
    var wordsStart = scalars.startIndex
    func endWords(at end: String.Index) {
      for (number, part) in Query.parted(scalars[wordsStart..<end]).enumerated() {
        if number > 0 { groups.append([]) }
        if part.contains(where: { !$0.isBlank }) {
          groups[groups.count - 1].append(.words(String(part)))
        }
      }
    }
    // A closing quote that is not ahead now is not ahead later: nobody looks for it twice.
    var missing: [Unicode.Scalar] = []
    var at = scalars.startIndex
    while at < scalars.endIndex {
      let next = scalars.index(after: at)
      if let closing = Query.closingQuote(of: scalars[at]), !missing.contains(closing) {
        if let end = scalars[next...].firstIndex(of: closing) {
          endWords(at: at)
          if next < end {
            groups[groups.count - 1].append(.phrase(String(scalars[next..<end])))
          }
          at = scalars.index(after: end)
          wordsStart = at
          continue
        }
        missing.append(closing)
      }
      at = next
    }
    endWords(at: at)
    groups.removeAll(where: \.isEmpty)
    // Most queries have no date apart, and need no more than this look.
    if typed.utf8.contains(UInt8(ascii: ":")) { groups = groups.flatMap(Query.withDatesApart) }
    self.init(allOf: groups.map { $0.count > 1 ? .any($0) : $0[0] })
  }

  /// A group, and behind it one for each date, for a document must match every date.
  private static func withDatesApart(_ clauses: [Node]) -> [[Node]] {
    var dates: [[Node]] = []
    var rest: [Node] = []
    for clause in clauses {
      guard case .words(let text) = clause else {
        rest.append(clause)
        continue
      }
      var kept = ""
      for word in DateClause.parts(of: text) {
        switch word {
        case .date(let date): dates.append([.date(date)])
        case .other(let text): kept += text
        }
      }
      if kept.unicodeScalars.contains(where: { !$0.isBlank }) { rest.append(.words(kept)) }
    }
    return (rest.isEmpty ? [] : [rest]) + dates
  }

  /// What stands between the words `AND` of a text.
  private static func parted(
    _ text: Substring.UnicodeScalarView
  ) -> [Substring.UnicodeScalarView] {
    var parts: [Substring.UnicodeScalarView] = []
    var partStart = text.startIndex
    // Byte by byte to the next A, for most queries have none.
    let bytes = Substring(text).utf8
    var next = text.startIndex
    while let start = bytes[next...].firstIndex(of: UInt8(ascii: "A")) {
      next = bytes.index(after: start)
      guard bytes[start...].starts(with: "AND".utf8) else { continue }
      let end = bytes.index(start, offsetBy: 3)
      guard start == text.startIndex || text[text.index(before: start)].isBlank,
        end == text.endIndex || text[end].isBlank
      else { continue }
      parts.append(text[partStart..<start])
      partStart = end
      next = end
    }
    parts.append(text[partStart...])
    return parts
  }

  private static func closingQuote(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\"": "\""
    case "“", "”": "”"
    case "＂": "＂"
    case "「": "」"
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// Whether this has the property `White_Space`; the standard library's look-up costs a query of
  /// few words a tenth of its time.
  var isBlank: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
