/// The queries of a file, one a line: `id<TAB>text`.
struct QueryList {
  /// One query under its id.
  struct Entry: Equatable {
    let id: String
    let text: String
  }

  /// The queries in their order.
  let entries: [Entry]

  /// Reads the lines; empty ones are passed over.
  ///
  /// - Throws: `Fault` at the first line that is no query.
  init(_ bytes: [UInt8], name: String) throws {
    var entries: [Entry] = []
    var seen: Set<String> = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      func fault(_ reason: String) -> Fault { Fault(name: name, line: index + 1, reason: reason) }
      var line = line
      if index == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty { continue }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw fault("is not UTF-8")
      }
      guard let tab = text.firstIndex(of: "\t") else {
        throw fault("has no tab between the id and the text of a query")
      }
      let id = String(text[..<tab])
      if id.isEmpty { throw fault("has no id before the tab") }
      if id.contains(where: \.isWhitespace) {
        throw fault("has a space in the id \"\(id)\", which a TREC run cannot hold")
      }
      guard seen.insert(id).inserted else { throw fault("has the id \"\(id)\" a second time") }
      entries.append(Entry(id: id, text: String(text[text.index(after: tab)...])))
    }
    self.entries = entries
  }

  /// A line that is no query.
  struct Fault: Error, CustomStringConvertible {
    let name: String
    let line: Int
    let reason: String

    var description: String { "\(name):\(line): \(reason)" }
  }
}
