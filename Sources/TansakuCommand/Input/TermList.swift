/// Reads terms, one a line.
enum TermList {
  /// The lines of a file; empty ones are passed over.
  ///
  /// - Throws: `InputError`; `Fault` at the first line that is not UTF-8.
  static func read(_ path: String) throws -> [String] {
    var terms: [String] = []
    let bytes = try Input.bytes(of: path)
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      var line = line
      if index == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == 0x0D { line = line.dropLast() }
      guard let term = String(validating: line, as: UTF8.self) else {
        throw Fault(name: Input.name(of: path), line: index + 1)
      }
      if term.contains(where: { !$0.isWhitespace }) { terms.append(term) }
    }
    return terms
  }

  /// A line that is no text.
  struct Fault: Error, CustomStringConvertible {
    let name: String
    let line: Int

    var description: String {
      "\(name):\(line): A file of terms is in UTF-8, and this line is not."
    }
  }
}
