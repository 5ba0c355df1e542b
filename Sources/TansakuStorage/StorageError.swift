/// What went wrong with a file: a code to decide by, a sentence to show, the cause and the place.
package struct StorageError: Error, Sendable, Hashable {
  /// The kinds of failure that a caller may want to tell apart.
  package enum Code: String, Sendable, CaseIterable {
    /// There is no file or folder of that name.
    case notFound
    /// The user who runs the process may not do that.
    case notPermitted
    /// A file or folder of that name is there already.
    case alreadyExists
    /// The disk, the quota or the permitted size of a file is used up.
    case noSpace
    /// The process or the machine has as many files open, or mapped, as it may.
    case tooManyOpenFiles
    /// The file system is mounted for reading only.
    case readOnly
    /// Another process, or another part of this one, holds the lock.
    case locked
    /// A folder was needed and the path leads to something else.
    case notADirectory
    /// A file was needed and the path leads to something else.
    case notAFile
    /// The path itself cannot be: too long, a loop of links, or with a NUL in it.
    case invalidPath
    /// The file's bytes are not those that were written, or some are missing.
    case corrupt
    /// The file does not begin as files of Tansaku do.
    case notTansaku
    /// The file was written by a newer version of Tansaku.
    case tooNew
    /// The file was written by a version of Tansaku that this one no longer reads.
    case tooOld
    /// The file is one of Tansaku's but holds something else.
    case wrongKind
    /// The device failed, or the system reported what has no code of its own.
    case ioFailure
  }

  /// The kind of failure.
  package var code: Code
  /// What happened and what to do about it, in whole sentences.
  package var message: String
  /// What the system said: the name of the `errno` and its text.
  package var cause: String?
  /// The path of the file or folder.
  package var file: String?
  /// The place in the file, in bytes from its beginning.
  package var offset: Int?

  /// Makes an error of its parts.
  package init(
    _ code: Code, _ message: String, cause: String? = nil, file: String? = nil, offset: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.file = file
    self.offset = offset
  }
}

extension StorageError: CustomStringConvertible {
  /// One line: the place, the sentence, the cause.
  package var description: String {
    var text = ""
    if let file { text += "\(file): " }
    if let offset { text += "byte \(offset): " }
    text += message
    if let cause { text += " (\(cause))" }
    return text
  }
}
