#if os(Linux)
import Glibc
import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("A writer that is killed")
struct KilledWriterTests {
  private static let documentCount = 60

  /// The tool, beside the tests in the folder that both were built in.
  private func tool() throws -> String {
    var room = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &room, room.count - 1)
    let path = String(
      decoding: room.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let tool = path.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/tansaku"
    try #require(access(tool, X_OK) == 0, "build the tool first: \(tool)")
    return tool
  }

  /// Writes the documents of one version, in JSON Lines.
  private func writeInput(version: Int, to path: String) throws {
    let lines = (0..<KilledWriterTests.documentCount).map { number in
      let text = String(repeating: "台北市の会議 common text ", count: 20)
      return #"{"id":"d\#(number)","title":"\#(version)","text":"\#(text)"}"# + "\n"
    }
    let file = try LocalFileSystem().create(path)
    try Array(lines.joined().utf8).withUnsafeBytes { try file.write($0) }
    try file.close()
  }

  /// Begins to index a file in a process of its own, which tells nothing.
  private func start(_ tool: String, _ index: String, _ input: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var arguments = [tool, "index", "-i", index, input].map { $0.withCString { strdup($0) } }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var process = pid_t()
    let code = posix_spawn(&process, tool, &actions, nil, arguments, environ)
    try #require(code == 0, "posix_spawn: \(String(cString: strerror(code)))")
    return process
  }

  /// Waits for a process; true where it ended by itself and well.
  private func endedWell(_ process: pid_t) -> Bool {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }

  /// The one version that all documents have.
  private func version(of index: SearchIndex) throws -> Int {
    let searcher = try index.searcher()
    let count = KilledWriterTests.documentCount
    #expect(searcher.documentCount == count)
    let hits = try searcher.search("common", limit: 1000)
    #expect(Set(hits.map(\.id)) == Set((0..<count).map { "d\($0)" }))
    let titles = Set(hits.map(\.title))
    #expect(titles.count == 1)
    return try #require(titles.first.flatMap { Int($0) })
  }

  @Test("leaves the last commit whole, whenever it dies")
  func killed() throws {
    let tool = try tool()
    let folder = try TemporaryDirectory()
    let path = folder.path("index")
    try writeInput(version: 0, to: folder.path("0.jsonl"))
    let began = ContinuousClock.now
    #expect(endedWell(try start(tool, path, folder.path("0.jsonl"))))
    let duration = ContinuousClock.now - began
    let index = try SearchIndex(existingAt: path)
    var last = 0
    var generator = SeededGenerator(seed: 9)
    for run in 1...50 {
      try writeInput(version: run, to: folder.path("next.jsonl"))
      let process = try start(tool, path, folder.path("next.jsonl"))
      let wait = duration * Double.random(in: 0...1.1, using: &generator)
      usleep(UInt32(wait / .microseconds(1)))
      kill(process, SIGKILL)
      let committed = endedWell(process)
      let found = try version(of: index)
      #expect(found == run || found == last && !committed, "run \(run)")
      let report = try index.check()
      #expect(report.isSound, "run \(run): \(report.faults)")
      last = found
    }
    try writeInput(version: 99, to: folder.path("next.jsonl"))
    #expect(endedWell(try start(tool, path, folder.path("next.jsonl"))))
    #expect(try version(of: index) == 99)
    #expect(try index.check().leftovers.isEmpty)
  }
}
#endif
