import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Whether results are shown in colour.
struct ColorOption: ParsableArguments {
  /// When to use colour.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
  }

  @Option(help: "Mark matches: auto (on a terminal, unless NO_COLOR is set), always or never.")
  var color = Choice.auto

  /// Whether to mark matches in what goes to `output` (https://no-color.org).
  func isOn(for output: Output) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      output.isTerminal && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
        && getenv("TERM").map { String(cString: $0) } != "dumb"
    }
  }
}
