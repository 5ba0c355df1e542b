import TansakuTestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs the tool that was built with these tests, as a shell would.
struct Tool {
  /// What came of a run.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The folder that the tool works in; relative paths start here.
  let folder: String
  /// Variables of the environment, besides those of the tests.
  var environment: [String: String] = [:]

  /// A tool that works in a folder of its own, removed with `directory`.
  init(in directory: TemporaryDirectory) { folder = directory.path }

  /// Runs the tool with these arguments to its end.
  ///
  /// - Parameters:
  ///   - arguments: what follows the tool's name.
  ///   - input: what is given on standard input.
  ///   - environment: variables, besides those of the tests.
  ///   - limits: commands of the shell before it: `ulimit -n 8`.
  ///   - wrapper: a program, with its arguments, that runs the tool.
  /// - Returns: what came of it.
  /// - Throws: what kept it from being started.
  func callAsFunction(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    limits: String = "true", wrapper: [String] = []
  ) throws -> Outcome {
    let files = try TemporaryDirectory()
    try write(input, to: files.path("in"))
    let status = try spawn(
      arguments, environment: self.environment.merging(environment) { $1 },
      streams: ["in", "out", "err"].map(files.path), limits: limits, wrapper: wrapper)
    return Outcome(
      status: status, output: try text(of: files.path("out")),
      errors: try text(of: files.path("err")))
  }

  /// Runs the tool with these arguments to its end.
  func callAsFunction(_ arguments: String...) throws -> Outcome { try self(arguments) }

  /// Writes a file into the folder, or into a folder in it, which it makes.
  func put(_ name: String, _ content: String) throws {
    if let slash = name.lastIndex(of: "/") {
      let inner = "\(folder)/\(name[..<slash])"
      if mkdir(inner, 0o700) != 0, errno != EEXIST {
        throw SystemFailure(call: "mkdir", code: errno)
      }
    }
    try write(content, to: "\(folder)/\(name)")
  }

  /// Runs the tool with its output into a pipe that nobody reads.
  func withClosedPipe(_ arguments: [String]) throws -> Int32 {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemFailure(call: "pipe", code: errno) }
    close(ends[0])
    defer { close(ends[1]) }
    return try spawn(
      arguments, environment: environment,
      streams: ["/dev/null", "/dev/fd/\(ends[1])", "/dev/null"])
  }

  private func spawn(
    _ arguments: [String], environment: [String: String], streams: [String],
    limits: String = "true", wrapper: [String] = []
  ) throws -> Int32 {
    #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
    #else
    var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, streams[0], O_RDONLY, 0)
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, streams[1], create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams[2], create, 0o600)
    var variables = inheritedEnvironment()
    for (name, value) in environment { variables[name] = value }
    // The system's own call for changing the folder is not to be seen from Swift, so a shell does it.
    let shell = "/bin/sh"
    let script = "cd \"$0\" && \(limits) && exec \"$@\""
    let command = [shell, "-c", script, folder] + wrapper + [Tool.path]
    var process: pid_t = 0
    let code = withCStrings(command + arguments) { arguments in
      withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&process, shell, &actions, nil, arguments, variables)
      }
    }
    guard code == 0 else { throw SystemFailure(call: "posix_spawn \(shell)", code: code) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw SystemFailure(call: "waitpid", code: errno) }
    }
    // The low seven bits are the signal that ended it, as a shell tells it: 128 and the signal.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// What the tests run in, without what steers the tool.
  private func inheritedEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "LANG"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }

  /// The tool stands beside the tests in the folder of the build.
  private static let path =
    "\(BuildFolder.path ?? "\(repositoryRoot)/.build/debug")/tansaku"
}

/// A call of the system that a test needs has failed.
struct SystemFailure: Error, CustomStringConvertible {
  let call: String
  let code: Int32

  var description: String { "\(call): \(String(cString: strerror(code)))" }
}

private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("the list ends with nil") }
    return body(start)
  }
}
