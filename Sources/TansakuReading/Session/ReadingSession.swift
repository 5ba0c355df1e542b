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
    if let fault = DocumentLimits.fault(inIdentifier: document.id) {
      throw ReadingFault("has \(fault)")
    }
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
}
