import Tansaku
import TansakuReading

/// One run of `tansaku index`: reads path by path and keeps count.
final class IndexRun {
  private let reader: DocumentReader
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var progress = IndexProgress()
  /// How many bytes there are to be read in all; nil where that is not known.
  private let total: Int?

  /// What came of each path.
  private(set) var reports: [ReadingReport] = []
  /// Documents that were read but cannot be indexed, each with the reason.
  private(set) var refused: [String] = []
  /// How many documents were added, replaced ones included.
  private(set) var addedCount = 0
  /// How many of them took the place of one that the index held before.
  private(set) var replacedCount = 0
  /// How many of them took the place of one of this run.
  private(set) var repeatedCount = 0
  /// The ids of the first few of those.
  private(set) var repeated: [String] = []

  /// A run that begins now, and is to read these paths.
  init(reader: DocumentReader, paths: [String]) {
    self.reader = reader
    start = clock.now
    let counts = Diagnostics.isTerminal ? paths.map(DocumentReader.byteCount) : [nil]
    total = counts.contains(nil) ? nil : counts.compactMap(\.self).reduce(0, +)
  }

  /// How long it has taken, in seconds.
  var seconds: Double { (clock.now - start).seconds }

  /// How many bytes were read.
  var bytes: Int { reports.reduce(0) { $0 + $1.bytes } }

  /// How many things are wrong and should be repaired.
  var faultCount: Int { refused.count + reports.reduce(0) { $0 + $1.faultCount } }

  /// Reads a file, a folder or standard input into the index.
  func read(_ path: String, into writer: inout IndexWriter) throws {
    let before = bytes
    var show: ((ReadingProgress) -> Void)?
    if Diagnostics.isTerminal {
      show = { [self] reading in
        progress.show(
          documents: addedCount, bytes: before + reading.bytes, total: total, seconds: seconds)
      }
    }
    let report = try reader.read(path, progress: show) { document in
      try add(document, to: &writer)
    }
    reports.append(report)
  }

  /// Tells that all is read, and that what is left takes a while.
  func showFinishing() {
    Diagnostics.showProgress(
      IndexProgress.finishing(documents: addedCount, bytes: bytes, seconds: seconds))
  }

  private func add(_ document: Document, to writer: inout IndexWriter) throws {
    let (deleted, repeats) = (writer.deletedCount, writer.repeatedCount)
    do {
      try writer.add(document)
    } catch let error as IndexError where error.code == .badDocument {
      refused.append("\(document.path ?? document.id): \(error.message)")
      return
    }
    addedCount += 1
    if writer.repeatedCount > repeats {
      repeatedCount += 1
      if repeated.count < 3 { repeated.append(document.id) }
    } else if writer.deletedCount > deleted {
      replacedCount += 1
    }
  }
}
