/// Goes through the lines of a text and cuts them into fields.
///
/// Lines end with LF or CRLF; empty ones are passed over, and so is a byte order mark.
struct LineFields {
  private let bytes: ArraySlice<UInt8>
  private let file: String?
  private var next: Int
  /// The number of the line at hand, from 1.
  private(set) var line = 0
  /// The fields of the line at hand.
  private(set) var fields: [String] = []

  /// - Parameters:
  ///   - bytes: the text in UTF-8.
  ///   - file: its name, for errors.
  init(_ bytes: [UInt8], file: String?) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    self.file = file
    next = self.bytes.startIndex
  }

  /// Moves to the next line that is not empty; false behind the last.
  ///
  /// A line with tabs is cut at each of them, so that its fields may hold spaces; another line at
  /// each run of spaces.
  mutating func advance() throws(EvaluationError) -> Bool {
    while next < bytes.endIndex {
      let end = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      var text = bytes[next..<end]
      next = min(end + 1, bytes.endIndex)
      line += 1
      if text.last == UInt8(ascii: "\r") { text.removeLast() }
      let tab = UInt8(ascii: "\t")
      let space = UInt8(ascii: " ")
      guard text.contains(where: { $0 != tab && $0 != space }) else { continue }
      let parts =
        text.contains(tab)
        ? text.split(separator: tab, omittingEmptySubsequences: false)
        : text.split(separator: space)
      fields.removeAll(keepingCapacity: true)
      for part in parts {
        guard let field = String(validating: part, as: UTF8.self) else {
          throw error("The line is not valid UTF-8.")
        }
        fields.append(field)
      }
      return true
    }
    return false
  }

  /// The error that says what is wrong with the line at hand.
  func error(_ message: String) -> EvaluationError {
    EvaluationError(message: message, file: file, line: line)
  }
}
