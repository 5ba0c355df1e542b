/// Names that a user says mean the same: the text of an alias file, read.
///
/// ```
/// aliases = line (newline line)*
/// line    = blanks | blanks "#" anything | name ("|" name)*
/// name    = text mark              blanks around both count for nothing
/// mark    = "" | "~" | "~~"
/// ```
/// A line is one concept; its first name, folded, is the key by which the index knows it. A name
/// that is another word too has a mark: `~` where its neighbours must allow it, `~~` where it must
/// stand apart. What the marks mean in each script stands in `Sources/CTansakuTables/README.md`, for
/// cities have the same.
///
/// *Worked example.*
/// ```
/// # what cities adopt
/// declaration | 宣言 | 선언~
/// ANMC21|亞洲主要都市網
/// ```
/// is two concepts, `declaration` and `anmc21`, the first with a weak name in Korean.
package struct AliasList: Sendable, Equatable {
  /// One way of writing a concept.
  package struct Name: Sendable, Equatable {
    /// The name as it was written.
    package var text: String
    /// How weak it is: 0 not at all, 1 weak, 2 doubtful.
    package var weakness: Int
    /// Its folded characters, the parts joined by single spaces.
    var key: [UInt32]
  }

  /// The most bytes of UTF-8 of a list.
  package static let longest = 1 << 20
  /// The most concepts of a list.
  package static let mostConcepts = 65_000
  /// The most folded characters of a name.
  package static let longestName = TokenLimits.longest

  /// The concepts by their keys, each with its names, the one that gives the key first.
  package private(set) var concepts: [[Name]] = []

  /// Reads the text of an alias file.
  ///
  /// - Throws: `AliasFault` with the line and what to do about it.
  package init(parsing text: String) throws(AliasFault) {
    guard text.utf8.count <= AliasList.longest else {
      throw AliasFault(
        line: 1,
        message: "Aliases have at most 1 MiB of UTF-8; these have \(text.utf8.count) bytes.")
    }
    let reader = AliasReader()
    var lineOfName: [[UInt32]: Int] = [:]
    // Swift takes CR LF for one character, so that both ends of lines are cut by the same test.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let names = try reader.names(of: line, number: index + 1)
      for name in names {
        if let earlier = lineOfName.updateValue(index + 1, forKey: name.key) {
          throw AliasFault(
            line: index + 1,
            message: "\"\(name.text)\" is a name on line \(earlier) already, width, case and "
              + "variants of characters aside. Leave one of them, or make one line of both.")
        }
      }
      if !names.isEmpty { concepts.append(names) }
    }
    guard concepts.count <= AliasList.mostConcepts else {
      throw AliasFault(
        line: lines.count,
        message: "There are \(concepts.count) concepts; \(AliasList.mostConcepts) are the most.")
    }
    concepts.sort { $0[0].key.lexicographicallyPrecedes($1[0].key) }
  }

  /// The list as a text that reads as the same list, without what does not count.
  package var text: String {
    concepts.map { names in
      names.map { $0.text + String(repeating: "~", count: $0.weakness) }.joined(separator: "|")
        + "\n"
    }.joined()
  }
}

/// What is wrong with an alias file.
package struct AliasFault: Error, Equatable, CustomStringConvertible {
  /// The line, counted from 1.
  package var line: Int
  /// What is wrong and what to do.
  package var message: String

  /// Line and message.
  package var description: String { "Line \(line): \(message)" }
}

/// Reads lines of an alias file.
private struct AliasReader {
  func names(of line: Substring, number: Int) throws(AliasFault) -> [AliasList.Name] {
    let content = trimmed(line)
    if content.isEmpty || content.first == "#" { return [] }
    var names: [AliasList.Name] = []
    for part in content.split(separator: "|", omittingEmptySubsequences: false) {
      let name = try name(part, line: number)
      // Two ways of writing one key, as 年会 and 年會, are no fault.
      if !names.contains(where: { $0.key == name.key }) { names.append(name) }
    }
    return names
  }

  private func name(_ part: Substring, line: Int) throws(AliasFault) -> AliasList.Name {
    var text = trimmed(part)
    var weakness = 0
    while text.last == "~" {
      weakness += 1
      text = trimmed(text.dropLast())
    }
    guard weakness <= 2 else {
      throw AliasFault(line: line, message: "After a name stand two ~ at most: \(part).")
    }
    let key = NameKey.key(of: String(text))
    guard let first = key.first, let last = key.last else {
      throw AliasFault(
        line: line,
        message: text.isEmpty
          ? "A name is missing beside a |. Write it, or take the | away."
          : "\"\(text)\" has no letter and no digit, so that nothing can be found by it.")
    }
    guard key.count <= AliasList.longestName else {
      throw AliasFault(
        line: line,
        message:
          "A name has at most \(AliasList.longestName) characters; \"\(text.prefix(20))…\" has "
          + "\(key.count).")
    }
    for end in [first, last] where [.none, .dot].contains(NameKey.kind(of: end)) {
      throw AliasFault(
        line: line,
        message:
          "\"\(text)\" begins or ends with a sign; a name begins and ends with a letter or a "
          + "digit.")
    }
    return AliasList.Name(text: String(text), weakness: weakness, key: key)
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
