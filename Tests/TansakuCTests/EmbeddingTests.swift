import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("The library for C") struct EmbeddingTests {
  private static let root = #filePath.split(
    separator: "/", omittingEmptySubsequences: false
  ).dropLast(3).joined(separator: "/")

  /// The folder of the build, where the library stands beside these tests.
  private static let buildFolder = BuildFolder.path ?? "\(root)/.build/debug"

  /// Runs a line of the shell, and returns its exit status and what it wrote.
  private func shell(
    _ line: String, in directory: TemporaryDirectory
  ) throws -> (status: Int32, output: String) {
    let script = "exec >\(directory.path("out")) 2>&1; \(line)"
    var arguments: [UnsafeMutablePointer<CChar>?] = []
    for argument in ["sh", "-c", script] { arguments.append(strdup(argument)) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { try #require(errno == EINTR) }
    return (
      status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
      try contents(of: directory.path("out"))
    )
  }

  private func contents(of path: String) throws -> String {
    let file = try LocalFileSystem().map(path)
    return withExtendedLifetime(file) { String(decoding: file.bytes, as: UTF8.self) }
  }

  /// A compiler for C: what `CC` names, that of the system, or the one that comes with Swift.
  private static let findCompiler = """
    for CC in "$CC" cc clang gcc "$(dirname "$(command -v swiftc)")/clang"; do
      [ -n "$CC" ] && command -v "$CC" >/dev/null && break
    done
    """

  /// Compiles a program that lies beside these tests; returns its path.
  private func compile(_ name: String, in directory: TemporaryDirectory) throws -> String {
    let program = directory.path(name)
    let compiled = try shell(
      """
      \(Self.findCompiler)
      exec "$CC" -std=c11 -D_DEFAULT_SOURCE -Wall -Wextra -Werror \
        -I '\(Self.root)/Sources/CTansaku/include' '\(Self.root)/Tests/TansakuCTests/\(name).c' \
        -L '\(Self.buildFolder)' -lTansakuC -Wl,-rpath,'\(Self.buildFolder)' -pthread \
        -o '\(program)'
      """, in: directory)
    try #require(compiled.status == 0, "\(compiled.output)")
    return program
  }

  @Test("A program in C is compiled, linked and finds what a program in Swift finds")
  func programInC() throws {
    let directory = try TemporaryDirectory()
    let program = try compile("embed", in: directory)
    let index = directory.path("index")
    let run = try shell("exec '\(program)' '\(index)'", in: directory)
    #expect(run.status == 0, "\(run.output)")
    let searcher = try SearchIndex(existingAt: index).searcher()
    #expect(searcher.documentCount == 3)
    var lines: [String] = []
    try JSONHits().print(SearchAnswer(searcher.search("台北"), milliseconds: 0)) { lines.append($0) }
    let printed = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(printed.count == lines.count + 1)
    // The summary tells how long it took.
    for (line, expected) in zip(printed, lines).dropLast() { #expect(line + "\n" == expected) }
    #expect(printed[1].hasPrefix(#"{"type":"summary","total":1,"exact":true,"milliseconds":"#))
  }

  @Test("A child process that was forked in the middle of an update cannot end the update")
  func forks() throws {
    let directory = try TemporaryDirectory()
    let program = try compile("fork", in: directory)
    let path = directory.path("index")
    let run = try shell("exec '\(program)' '\(path)'", in: directory)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output == "10\n")
    let index = try SearchIndex(existingAt: path)
    #expect(try index.searcher().documentCount == 10)
    #expect(try index.check().isSound)
    #expect(try index.check().leftovers.isEmpty)
  }

  @Test("The header is C++ too")
  func headerInCPlusPlus() throws {
    let directory = try TemporaryDirectory()
    let compiled = try shell(
      """
      \(Self.findCompiler)
      echo '#include "tansaku.h"' | exec "$CC" -x c++ -std=c++11 -Wall -Wextra -Werror -fsyntax-only \
        -I '\(Self.root)/Sources/CTansaku/include' -
      """, in: directory)
    #expect(compiled.status == 0, "\(compiled.output)")
  }
}
