import TansakuTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("A system that refuses") struct SystemLimitTests {
  private let directory: TemporaryDirectory
  private let tool: Tool

  /// An index of a few segments with the word `old` in all documents.
  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    for number in 0..<4 {
      let line = #"{"id":"\#(number)","text":"old 台北宣言 \#(number)"}"#
      let outcome = try tool(["index", "-"], input: line)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    try tool.put("new.jsonl", SystemLimitTests.lines)
  }

  /// Documents that replace the old ones, and 200 KB that hardly shrink.
  private static let lines: String = {
    var random = SeededGenerator(seed: 4)
    return (0..<100).map { number in
      let text = (0..<128).map { _ in String(random.next(), radix: 36) }.joined(separator: " ")
      return #"{"id":"\#(number)","text":"new \#(text)"}"#
    }.joined(separator: "\n")
  }()

  private var files: [String] {
    get throws { try names(in: directory.path("Index")) }
  }

  /// Sees to it that an attempt that failed has told so and changed nothing.
  private func expectRefusal(_ outcome: Tool.Outcome, _ reason: String, _ place: Comment) throws {
    #expect(outcome.status == 2, place)
    #expect(outcome.errors.hasPrefix("tansaku: "), "\(place): \(outcome.errors)")
    #expect(outcome.errors.contains(reason), "\(place): \(outcome.errors)")
    #expect(outcome.output.isEmpty, place)
    #expect(try tool("search", "old").lines.count { $0.contains("old") } >= 4, place)
    #expect(try tool("check").status == 0, place)
  }

  /// Sees to it that the next commit works and leaves nothing of earlier attempts.
  private func expectRecovery() throws {
    let outcome = try tool("index", "new.jsonl")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try tool("search", "old").status == 1)
    #expect(try tool("search", "new").status == 0)
    let check = try tool("check")
    #expect(check.status == 0)
    #expect(!check.output.contains("leftover"), "\(check.output)")
    let segments = Set(try files.compactMap { $0.split(separator: ".").first })
    // The manifest, the lock, and six files for each segment; none of these has deletions.
    #expect(try files.count == 2 + 6 * (segments.count - 2))
  }

  @Test("A file that may not grow is an error with a sentence, and nothing is lost")
  func fileSize() throws {
    // Blocks are of 512 bytes, or of 1024; none would leave no room for the sentence.
    for blocks in [1, 4, 16, 60] {
      let outcome = try tool(["index", "new.jsonl"], limits: "ulimit -f \(blocks)")
      try expectRefusal(outcome, "no space is left", "\(blocks) blocks")
    }
    try expectRecovery()
  }

  @Test("Too few file handles are an error with a sentence, and nothing is lost")
  func fileHandles() throws {
    var refusals = 0
    for handles in 4..<14 {
      let outcome = try tool(["index", "new.jsonl"], limits: "ulimit -n \(handles)")
      if outcome.status == 0 { break }
      refusals += 1
      // The first ones do not suffice for the system to load the tool.
      if outcome.status != 2 { continue }
      try expectRefusal(outcome, "ulimit -n", "\(handles) handles")
    }
    #expect(refusals > 2)
    try expectRecovery()
  }

  @Test("Too few file handles for a merge or a search are an error, too")
  func fileHandlesElsewhere() throws {
    let merge = try tool(["merge"], limits: "ulimit -n 5")
    try expectRefusal(merge, "ulimit -n", "merge")
    let search = try tool(["search", "old"], limits: "ulimit -n 3")
    #expect(search.status != 0 && search.status != 1)
    #expect(try tool("search", "old").status == 0)
    try expectRecovery()
  }

  @Test("A folder that may only be read is an error with a sentence; searching goes on")
  func readOnlyFolder() throws {
    let index = directory.path("Index")
    // The system lets its administrator write everywhere: become somebody else.
    let isAdministrator = geteuid() == 0
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    let wrapper = isAdministrator ? nobody : []
    if isAdministrator {
      guard try tool(["--version"], wrapper: wrapper).status == 0 else { return }
      try #require(chmod(directory.path, 0o755) == 0)
    }
    try #require(chmod(index, 0o555) == 0)
    defer { chmod(index, 0o755) }
    for name in try files { try #require(chmod("\(index)/\(name)", 0o444) == 0) }
    for command in [["index", "new.jsonl"], ["merge"], ["delete", "1"]] {
      let outcome = try tool(command, wrapper: wrapper)
      try expectRefusal(outcome, "permission is denied", "\(command)")
    }
    #expect(try tool(["search", "old"], wrapper: wrapper).status == 0)
    #expect(try tool(["check"], wrapper: wrapper).status == 0)
    try #require(chmod(index, 0o755) == 0)
    for name in try files { try #require(chmod("\(index)/\(name)", 0o644) == 0) }
    try expectRecovery()
  }
}
