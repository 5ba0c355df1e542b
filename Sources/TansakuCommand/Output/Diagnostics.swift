#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The one door to standard error, so that standard output holds results and nothing else.
enum Diagnostics {
  /// Whether somebody watches.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Says something in a line of its own.
  static func say(_ message: String) {
    clearProgress()
    write("tansaku: \(message.withoutControls(keeping: "\n"))\n")
  }

  /// Shows how far a long work has come, in the place of what was shown before; on a terminal only.
  static func showProgress(_ text: String) {
    if isTerminal { write("\r\u{1B}[K\(text)") }
  }

  /// Takes the progress away.
  static func clearProgress() {
    if isTerminal { write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) {
    // Where standard error is gone, there is nobody left to tell.
    try? Output(descriptor: STDERR_FILENO).writeNow(text)
  }
}
