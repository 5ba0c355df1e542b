import Tansaku

/// One call of the reader: what it has read so far and where the documents go.
final class ReadingSession {
  let options: ReadingOptions
  private(set) var report = ReadingReport()
  let progress: ((ReadingProgress) -> Void)?
  private let each: (Document) throws -> Void
  /// The bytes that there are to be read, unknown for standard input.
  var total: Int?
  private var announced = 0

  init(
    options: ReadingOptions, progress: ((ReadingProgress) -> Void)?,
    each: @escaping (Document) throws -> Void
  ) {
    self.options = options
    self.progress = progress
    self.each = each
  }

  func hand(over document: Document) throws {
    try Self.check(id: document.id)
    try each(document)
    report.documents += 1
  }

  func skip(_ path: String, _ fault: ReadingFault) { report.skip(path, fault) }

  func note(_ path: String, encoding: String) { report.note(path, encoding: encoding) }

  /// Counts a file that gave at least one document.
  func countFile() { report.files += 1 }

  /// Counts bytes as read, and says so once per megabyte.
  func count(bytes: Int) {
    report.bytes += bytes
    guard let progress, report.bytes - announced >= 1 << 20 || report.bytes == total else { return }
    announced = report.bytes
    progress(ReadingProgress(bytes: report.bytes, total: total))
  }

  /// The index takes ids of 1 to 512 bytes without control characters.
  private static func check(id: String) throws {
    if id.isEmpty { throw ReadingFault("has an empty id") }
    if id.utf8.count > 512 {
      throw ReadingFault("has an id of \(id.utf8.count) bytes; 512 is the most")
    }
    // The category Cc, which never changes.
    if id.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
      throw ReadingFault("has an id with control characters in it")
    }
  }
}
