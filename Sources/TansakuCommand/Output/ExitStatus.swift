/// What the tool tells the shell that called it.
enum ExitStatus: Int32 {
  /// Something was found, or all went well.
  case fine = 0
  /// Nothing was found; or a check found a fault.
  case nothing = 1
  /// Something went wrong; a line on standard error says what.
  case failed = 2
  /// The arguments were wrong (`EX_USAGE` of sysexits.h).
  case misused = 64
}
