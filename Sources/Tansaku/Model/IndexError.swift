import TansakuStorage
import TansakuText

/// Whatever can go wrong with an index, told so that its reader knows what to do.
public struct IndexError: Error, Sendable, CustomStringConvertible {
  /// What sort of fault it is.
  ///
  /// New codes may come; handle the ones that you know.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The code's name.
    public let description: String

    private init(_ name: String) { description = name }

    /// There is no index, file or folder at the path.
    public static let notFound = Code("notFound")
    /// The folder or file is not what a Tansaku index is made of.
    public static let notAnIndex = Code("notAnIndex")
    /// Bytes are not as they were written.
    public static let corrupt = Code("corrupt")
    /// A newer version of Tansaku wrote the index.
    public static let tooNew = Code("tooNew")
    /// The index is older than this version reads.
    public static let tooOld = Code("tooOld")
    /// Another writer has the index.
    public static let locked = Code("locked")
    /// The system refused: rights, space, handles, hardware.
    public static let system = Code("system")
    /// A document cannot be taken as it is.
    public static let badDocument = Code("badDocument")
    /// Something is larger than the format allows.
    public static let tooLarge = Code("tooLarge")
    /// A segment would become larger than the format allows.
    ///
    /// An update that may use less memory makes smaller segments.
    public static let segmentTooLarge = Code("segmentTooLarge")
    /// An argument is out of its range.
    public static let badArgument = Code("badArgument")
    /// A query cannot be understood, or asks for what cannot be found out.
    public static let badQuery = Code("badQuery")
    /// A file of aliases cannot be taken as it is, or is not the one that the index was made with.
    public static let badAliases = Code("badAliases")
    /// The library that segments text failed.
    public static let text = Code("text")
  }

  /// What sort of fault it is.
  public var code: Code
  /// A sentence that says what happened and what to do.
  public var message: String
  /// What the system said, where it said something.
  public var cause: String?
  /// The file at fault.
  public var file: String?
  /// Where in the file, in bytes; of a query, where in it, in Unicode scalars.
  public var offset: Int?

  /// An error of its parts.
  public init(
    code: Code, message: String, cause: String? = nil, file: String? = nil, offset: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.file = file
    self.offset = offset
  }

  /// File, offset, sentence and cause in one line.
  public var description: String {
    var text = ""
    if let file {
      text += offset.map { "\(file), byte \($0): " } ?? "\(file): "
    } else if code == .badQuery, let offset {
      text += "query, character \(offset + 1): "
    }
    text += message
    if let cause { text += " (\(cause))" }
    return text
  }
}

extension IndexError {
  /// The public face of a fault of files or of text.
  init(_ error: any Error) {
    switch error {
    case let error as IndexError: self = error
    case let error as StorageError:
      self.init(
        code: IndexError.code(of: error.code), message: error.message, cause: error.cause,
        file: error.file, offset: error.offset)
    default:
      self.init(code: .text, message: String(describing: error))
    }
  }

  private static func code(of code: StorageError.Code) -> Code {
    switch code {
    case .notFound: .notFound
    case .notTansaku, .wrongKind, .notADirectory, .notAFile: .notAnIndex
    case .corrupt: .corrupt
    case .tooNew: .tooNew
    case .tooOld: .tooOld
    case .locked: .locked
    default: .system
    }
  }
}

/// The error as the public sees it: faults of files and of text become an `IndexError`, and the
/// errors that come from the caller's own closures stay what they are.
func publicError(_ error: any Error) -> any Error {
  error is StorageError || error is TextError ? IndexError(error) : error
}

/// Runs `body` and makes its errors public.
func withIndexErrors<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch {
    throw publicError(error)
  }
}
