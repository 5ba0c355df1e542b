#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

// The one place where numbers of the system become codes and sentences.

extension StorageError {
  /// Makes the error for a system call that failed.
  ///
  /// - Parameters:
  ///   - number: The value of `errno`, read directly after the call.
  ///   - operation: What was being done, to follow "Cannot": `write to the file`.
  ///   - file: The path concerned.
  package init(errno number: Int32, _ operation: String, file: String?) {
    let (code, name) = Self.classify(number)
    self.init(code, doing: operation, file: file)
    cause = "\(name): \(String(cString: strerror(number)))"
  }

  /// Makes the error for an operation that failed in a known way.
  ///
  /// - Parameters:
  ///   - code: The kind of failure.
  ///   - operation: What was being done, to follow "Cannot": `write to the file`.
  ///   - file: The path concerned.
  package init(_ code: Code, doing operation: String, file: String?) {
    self.init(code, "Cannot \(operation): \(code.reason)", cause: nil, file: file, offset: nil)
  }

  private static func classify(_ number: Int32) -> (Code, name: String) {
    switch number {
    case ENOENT: (.notFound, "ENOENT")
    case EACCES: (.notPermitted, "EACCES")
    case EPERM: (.notPermitted, "EPERM")
    case ETXTBSY: (.notPermitted, "ETXTBSY")
    case EEXIST: (.alreadyExists, "EEXIST")
    case ENOTEMPTY: (.alreadyExists, "ENOTEMPTY")
    case ENOSPC: (.noSpace, "ENOSPC")
    case EDQUOT: (.noSpace, "EDQUOT")
    case EFBIG: (.noSpace, "EFBIG")
    case EMFILE: (.tooManyOpenFiles, "EMFILE")
    case ENFILE: (.tooManyOpenFiles, "ENFILE")
    case ENOMEM: (.tooManyOpenFiles, "ENOMEM")
    case ENOLCK: (.tooManyOpenFiles, "ENOLCK")
    case EROFS: (.readOnly, "EROFS")
    case EWOULDBLOCK: (.locked, "EWOULDBLOCK")
    case ENOTDIR: (.notADirectory, "ENOTDIR")
    case EISDIR: (.notAFile, "EISDIR")
    case ENODEV: (.notAFile, "ENODEV")
    case ENXIO: (.notAFile, "ENXIO")
    case ENAMETOOLONG: (.invalidPath, "ENAMETOOLONG")
    case ELOOP: (.invalidPath, "ELOOP")
    case EXDEV: (.invalidPath, "EXDEV")
    case EIO: (.ioFailure, "EIO")
    case ESTALE: (.ioFailure, "ESTALE")
    case EINVAL: (.ioFailure, "EINVAL")
    default: (.ioFailure, "errno \(number)")
    }
  }
}

extension StorageError.Code {
  /// Why it failed and what to do, to follow "Cannot …: ".
  var reason: String {
    switch self {
    case .notFound:
      "there is no such file or folder. Check the path."
    case .notPermitted:
      "permission is denied. Run as a user who may, or change the permissions."
    case .alreadyExists:
      "something of that name is there already. Choose another name or move it away."
    case .noSpace:
      "no space is left. Free some space on the disk, or raise the quota, and try again."
    case .tooManyOpenFiles:
      "too many files are open or mapped. Close some, or raise the limit (ulimit -n)."
    case .readOnly:
      "the file system can only be read. Mount it for writing or choose another place."
    case .locked:
      "another process is using it. Wait until that one has finished and try again."
    case .notADirectory:
      "a part of the path is not a folder. Check the path."
    case .notAFile:
      "the path does not lead to an ordinary file. Check the path."
    case .invalidPath:
      "the path is too long, runs in a circle, holds a NUL or crosses to another disk. Change it."
    case .corrupt:
      "its contents are damaged. Restore it from a copy or build it again."
    case .notTansaku:
      "it is not a file of Tansaku. Check the path."
    case .tooNew:
      "it was written by a newer version of tansaku. Upgrade."
    case .tooOld:
      "it was written by a version of tansaku that is no longer read. Build it again."
    case .wrongKind:
      "it holds something else than was expected. Build it again."
    case .ioFailure:
      "the system reported a failure. Check the disk, then try again."
    }
  }
}
