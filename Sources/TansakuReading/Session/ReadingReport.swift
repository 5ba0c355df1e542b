/// What came of reading: how much was read, and what was passed over and why.
public struct ReadingReport: Sendable {
  /// How many documents were handed over.
  public internal(set) var documents = 0
  /// How many files gave at least one document.
  public internal(set) var files = 0
  /// How many bytes were read from files and standard input.
  public internal(set) var bytes = 0
  /// What was passed over, in the order of reading; the first ``skippedLimit`` only.
  public internal(set) var skipped: [Skipped] = []
  /// How many files and lines were passed over, kept in ``skipped`` or not.
  public internal(set) var skippedCount = 0
  /// How many of them are faults that somebody should repair.
  public internal(set) var faultCount = 0
  /// The files that were not in UTF-8; the first ``skippedLimit`` only.
  public internal(set) var converted: [Converted] = []

  /// The number of entries that a report keeps, so that a broken file of a million lines cannot
  /// fill the memory.
  public static let skippedLimit = 1000

  /// A file or line that gave no document.
  public struct Skipped: Sendable, Hashable {
    /// The file, or `standard input`.
    public let path: String
    /// The line in the file, counted from 1.
    public let line: Int?
    /// The byte in the file, counted from 0.
    public let offset: Int?
    /// A clause that says what is wrong and, where something can be done, what to do.
    public let reason: String
    /// Whether something is wrong; else the file merely isn't a text to be indexed.
    public let isFault: Bool
    /// Whether the bytes are no text in the encoding that was found out or named, so that
    /// ``DocumentReader/Options/encoding`` may help.
    public let isWrongEncoding: Bool
  }

  /// A file that was read in another encoding than UTF-8.
  public struct Converted: Sendable, Hashable {
    /// The file.
    public let path: String
    /// The name of its encoding.
    public let encoding: String
  }

  mutating func skip(_ path: String, _ fault: ReadingFault) {
    skippedCount += 1
    if fault.isFault { faultCount += 1 }
    guard skipped.count < Self.skippedLimit else { return }
    skipped.append(
      Skipped(
        path: path, line: fault.line, offset: fault.offset, reason: fault.reason,
        isFault: fault.isFault, isWrongEncoding: fault.isWrongEncoding))
  }

  mutating func note(_ path: String, encoding: String) {
    guard encoding != Encoding.utf8, converted.count < Self.skippedLimit else { return }
    converted.append(Converted(path: path, encoding: encoding))
  }
}

extension ReadingReport.Skipped: CustomStringConvertible {
  /// `path:line: reason`, as compilers write it.
  public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(reason)" }
}

/// How far the reading has come.
public struct ReadingProgress: Sendable {
  /// The bytes read so far.
  public let bytes: Int
  /// The bytes there are, unknown for standard input.
  public let total: Int?
}

/// What stops the reading altogether, before any file is opened.
public struct ReadingError: Error, Sendable, CustomStringConvertible {
  /// A sentence that says what is wrong and what to do.
  public let description: String
}
