import TansakuReading

/// The queries of a file, one a line: `id<TAB>text`, or JSON Lines as BEIR has them, with `_id` (or
/// `id`) and `text`.
struct QueryList {
  /// One query under its id.
  struct Entry: Equatable {
    let id: String
    let text: String
  }

  /// The queries in their order.
  private(set) var entries: [Entry] = []

  /// Reads the lines; empty ones and those of spaces are passed over.
  ///
  /// A file whose first line that is not empty begins with `{` is JSON Lines.
  ///
  /// - Throws: `Fault` at the first line that is no query.
  init(_ bytes: [UInt8], name: String) throws {
    var seen: Set<String> = []
    var parser: JSONParser?
    var isFirst = true
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      func fault(_ reason: String) -> Fault { Fault(name: name, line: index + 1, reason: reason) }
      var line = line
      if index == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == 0x0D { line = line.dropLast() }
      if line.allSatisfy({ $0 == 0x20 }) { continue }
      if isFirst, line.first(where: { $0 != 0x20 }) == UInt8(ascii: "{") {
        parser = try JSONParser()
      }
      isFirst = false
      let entry: Entry
      do {
        entry = try parser.map { try Entry(json: line, $0) } ?? Entry(tabbed: line)
      } catch let error as ReadingFault {
        throw fault(error.reason)
      }
      if entry.id.contains(where: \.isWhitespace) {
        throw fault("has a space in the id \"\(entry.id)\", which a TREC run cannot hold")
      }
      guard seen.insert(entry.id).inserted else {
        throw fault("has the id \"\(entry.id)\" a second time")
      }
      entries.append(entry)
    }
  }

  /// A line that is no query.
  struct Fault: Error, CustomStringConvertible {
    let name: String
    let line: Int
    let reason: String

    var description: String { "\(name):\(line): \(reason)" }
  }
}

extension QueryList.Entry {
  /// A query of a line `id<TAB>text`.
  fileprivate init(tabbed line: ArraySlice<UInt8>) throws {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw ReadingFault("is not UTF-8")
    }
    guard let tab = text.firstIndex(of: "\t") else {
      throw ReadingFault("has no tab between the id and the text of a query")
    }
    guard tab != text.startIndex else { throw ReadingFault("has no id before the tab") }
    self.init(id: String(text[..<tab]), text: String(text[text.index(after: tab)...]))
  }

  /// A query of a line of JSON.
  fileprivate init(json line: ArraySlice<UInt8>, _ parser: JSONParser) throws {
    let fields = try parser.textsAndNumbers(of: line)
    guard let id = fields["id"] ?? fields["_id"], !id.isEmpty else {
      throw ReadingFault("has no \"_id\"")
    }
    guard let text = fields["text"] else { throw ReadingFault("has no \"text\"") }
    self.init(id: id, text: text)
  }
}
