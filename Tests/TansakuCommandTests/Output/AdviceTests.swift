import ArgumentParser
import FoundationEssentials
import Tansaku
import TansakuReading
import TansakuTestSupport
import Testing

@testable import TansakuCommand

@Suite("The library speaks to programs, and the tool adds what its user can do")
struct AdviceTests {
  /// Whether a text names an option or a command of the tool.
  private static func namesTool(_ text: some StringProtocol) -> Bool {
    let commands = TansakuTool.configuration.subcommands.compactMap { $0.configuration.commandName }
    return text.split(separator: " ").contains { word in
      let word = word.drop { !$0.isLetter && $0 != "-" }
      return word.hasPrefix("--") && word.dropFirst(2).first?.isLetter == true
        || word.hasPrefix("-") && word.count == 2 && word.last?.isLetter == true
          && word.utf8.count == 2
    } || commands.contains { text.contains("tansaku \($0)") }
  }

  /// The message of the error that `body` throws.
  private static func message(_ body: () throws -> Void) throws -> String {
    do {
      try body()
    } catch {
      return String(describing: error)
    }
    throw NothingThrown()
  }

  private struct NothingThrown: Error {}

  @Test("No error of the library that can be provoked names an option or a command of the tool")
  func provokedErrors() throws {
    let directory = try TemporaryDirectory()
    let tool = Tool(in: directory)
    let index = try SearchIndex(at: directory.path("index"))
    try index.update { try $0.add(Document(id: "a", title: "a")) }
    try tool.put("broken/tansaku-manifest", "x")
    try tool.put("file", "x")
    let none = directory.path("none")
    var messages = [
      try Self.message { _ = try SearchIndex(existingAt: none) },
      try Self.message { _ = try SearchIndex(existingAt: directory.path) },
      try Self.message { _ = try SearchIndex(existingAt: directory.path("broken")) },
      try Self.message { _ = try SearchIndex(existingAt: directory.path("file")) },
      try Self.message { try index.update { try $0.add(Document(id: "")) } },
      try Self.message {
        try index.update { try $0.add(Document(id: "b", attributes: ["kind": ""])) }
      },
      try Self.message { _ = try Query(parsing: "(a") },
      try Self.message { _ = try index.searcher().search("a", limit: -1) },
      try Self.message { _ = try index.searcher().facets(["none"], for: "a") },
      try Self.message { _ = try Aliases(parsing: "a|") },
      try Self.message {
        _ = try DocumentReader(options: .init(encoding: "x")).read(none) { _ in }
      },
    ]
    // Lone surrogates, a byte that is none of UTF-8, a text that is too long, an id that is none.
    for (name, bytes) in [
      ("a.txt", Array("a".utf8) + [0xFF]), ("b.jsonl", Array("{\"id\":\"\"}\n{\n".utf8)),
      ("c.html", [UInt8](repeating: 0x61, count: 2000)),
    ] {
      try write(bytes, to: directory.path(name))
      let report = try DocumentReader(options: .init(documentLimit: 1000))
        .read(directory.path(name)) { _ in }
      #expect(report.skippedCount > 0, "\(name)")
      messages += report.skipped.map(\.description)
    }
    for message in messages { #expect(!Self.namesTool(message), "\(message)") }
  }

  @Test("No text in the sources of the library names an option or a command of the tool")
  func sources() throws {
    var count = 0
    for target in [
      "Tansaku", "TansakuStorage", "TansakuText", "TansakuReading", "TansakuEvaluation",
    ] {
      let folder = "\(repositoryRoot)/Sources/\(target)"
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
      where name.hasSuffix(".swift") {
        for line in try text(of: "\(folder)/\(name)").split(separator: "\n") {
          let code = line.drop { $0 == " " }
          guard !code.hasPrefix("//"), code.contains("\"") else { continue }
          // What stands between the quotes of a line; escaped quotes only cut it into more texts.
          for (number, text) in code.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated()
          where number % 2 == 1 {
            count += 1
            #expect(!Self.namesTool(text), "\(name): \(text)")
          }
        }
      }
    }
    #expect(count > 1000)
  }

  @Test("Options and commands are seen in a text, and hyphens of other kinds are not")
  func namesTool() {
    for text in [
      "(--jobs)", "give --encoding", "with: tansaku index -i a", "use -n 3", "tansaku merge",
    ] {
      #expect(Self.namesTool(text))
    }
    for text in ["a - b", "Zip-file", "-10", "tansaku-manifest", "--", "of tansaku, Upgrade"] {
      #expect(!Self.namesTool(text))
    }
  }

  @Test("The tool says how to build an index that is not there, and how to name an encoding")
  func advice() throws {
    let directory = try TemporaryDirectory()
    let tool = Tool(in: directory)
    let missing = try tool("search", "-i", "none", "a")
    #expect(missing.status == 2 && missing.errors.contains("tansaku index -i none FILES"))
    try write(Array("a".utf8) + [0xFF], to: directory.path("a.txt"))
    let broken = try tool("index", "a.txt")
    #expect(broken.status == 2 && broken.errors.contains("--encoding"), "\(broken.errors)")
    let large = IndexError(code: .segmentTooLarge, message: "")
    #expect(Advice.on(large)?.contains("--memory") == true)
    #expect(Advice.on(IndexError(code: .corrupt, message: "")) == nil)
  }
}
