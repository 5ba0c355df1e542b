public import Tansaku

/// Reads files, folders and standard input as documents.
///
/// Markdown with YAML front matter, HTML, tab-separated forms, plain text and JSON Lines are known by
/// their names and their contents; the encoding of a text is found out. A fault in one file or line
/// is put down in the report, and the reading goes on.
///
/// ```swift
/// let report = try DocumentReader().read("Corpus") { document in
///   try writer.add(document)
/// }
/// ```
public struct DocumentReader: Sendable {
  /// What can be chosen about reading.
  public typealias Options = ReadingOptions

  /// The name of the file in which a folder keeps the aliases of its texts; it is not one of them.
  public static let aliasesFileName = "tansaku-aliases.txt"

  /// What was chosen.
  public let options: Options

  /// A reader with these options.
  public init(options: Options = .init()) { self.options = options }

  /// How many bytes there are to be read in a file or a folder; nil for standard input and for what
  /// is no ordinary file, where nobody knows.
  package static func byteCount(of path: String) -> Int? {
    if path == "-" { return nil }
    let size = FolderWalk.size(of: path)
    // A pipe has no size; an empty file needs none.
    return size > 0 ? size : nil
  }

  /// Reads a file, a folder or, for `-`, standard input as JSON Lines, and hands over the documents
  /// one by one.
  ///
  /// A folder is read with all that is in it, sorted by name; hidden entries, `README` and `LICENSE`
  /// files and ``aliasesFileName`` are passed over, and links that lead back up are not followed. The memory taken is a few
  /// times the document limit, whatever the size of the files.
  ///
  /// - Parameters:
  ///   - path: the file or folder, or `-`.
  ///   - progress: is told now and then how far the reading has come.
  ///   - each: is given each document; an error of its own ends the reading.
  /// - Returns: what was read and what was passed over.
  /// - Throws: ``ReadingError`` if the options name no known encoding, and the errors of `each`.
  public func read(
    _ path: String, progress: ((ReadingProgress) -> Void)? = nil,
    each: (Document) throws -> Void
  ) throws -> ReadingReport {
    if let name = options.encoding, !Encoding.isKnown(name) {
      throw ReadingError(
        description: "There is no encoding called “\(name)”; `iconv -l` lists what there is.")
    }
    return try withoutActuallyEscaping(each) { each in
      let session = ReadingSession(options: options, progress: progress, each: each)
      if path == "-" {
        try session.readStandardInput()
      } else {
        try session.read(path)
      }
      return session.report
    }
  }
}
