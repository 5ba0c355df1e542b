import Tansaku

/// One call of the reader: what it has read so far and where the documents go.
final class ReadingSession {
  let options: DocumentReader.Options
  private(set) var report = ReadingReport()
  private let progress: ((ReadingProgress) -> Void)?
  private let each: (Document) throws -> Void
  private var total: Int?
  private var announced = 0

  init(
    options: DocumentReader.Options, progress: ((ReadingProgress) -> Void)?,
    each: @escaping (Document) throws -> Void
  ) {
    self.options = options
    self.progress = progress
    self.each = each
  }

  func readStandardInput() throws {
    try attempt("standard input") {
      try readLines(
        of: 0, FileName("standard input"), documentPath: nil)
    }
  }

  /// Reads a file, or a folder with all that is in it.
  func read(_ path: String) throws {
    if progress != nil { total = FolderWalk.size(of: path) }
    let walk = FolderWalk(root: path, namesIn: options.encoding) { [self] path, fault in
      report.skip(path, fault)
    }
    try walk.run { [self] file in
      try attempt(file.name.path) { try read(file) }
    }
  }

  private func read(_ file: FolderWalk.File) throws {
    guard let format = FileFormat(name: file.name, isNamedByUser: file.isNamedByUser) else {
      throw ReadingFault("is no kind of file that can be read as a text", isFault: false)
    }
    let before = report.documents
    switch format {
    case .jsonLines:
      let input = try InputFile(at: file.name.location)
      try readLines(of: input.descriptor, file.name, documentPath: file.name.path)
    case .text(let kind):
      do {
        try readText(file.name, as: kind)
      } catch var fault as ReadingFault where fault.reason == InputFile.binary {
        fault.isFault = file.isNamedByUser
        throw fault
      }
    }
    if report.documents > before { report.files += 1 }
  }

  /// Does the work of one file; what is wrong with it goes into the report.
  private func attempt(_ path: String, _ work: () throws -> Void) throws {
    do {
      try work()
    } catch let fault as ReadingFault {
      report.skip(path, fault)
    }
  }

  func hand(over document: Document) throws {
    try Self.check(id: document.id)
    try each(document)
    report.documents += 1
  }

  func skip(_ path: String, _ fault: ReadingFault) { report.skip(path, fault) }

  func note(_ path: String, encoding: String) { report.note(path, encoding: encoding) }

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
