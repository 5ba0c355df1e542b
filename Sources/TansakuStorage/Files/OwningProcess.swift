#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The process in which an object was made.
///
/// After `fork` the child process has a copy of every object, but none of the threads, and it shares
/// locks and the ends of open files with its parent. If the copy then did what the original does, it
/// would give the parent's lock back, remove the parent's files, or wait for threads that do not exist.
/// So every object that writes remembers its process, and its copy in another process does nothing.
package struct OwningProcess: Sendable, Hashable {
  private let number: Int32

  /// The process that runs this code.
  package init() { number = getpid() }

  /// The process with this number.
  package init(number: Int32) { self.number = number }

  /// Whether that process runs this code.
  ///
  /// - Complexity: One system call, less than a microsecond.
  package var isCurrent: Bool { getpid() == number }
}
