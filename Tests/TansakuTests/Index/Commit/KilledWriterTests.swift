#if os(Linux)
import Glibc
import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A writer that is killed")
struct KilledWriterTests {
  private static let documentCount = 60

  /// The tool, beside the tests in the folder that both were built in.
  private func tool() throws -> String {
    let folder = try #require(BuildFolder.path, "the tests do not run in the folder of a build")
    let tool = "\(folder)/tansaku"
    try #require(access(tool, X_OK) == 0, "build the tool first: \(tool)")
    return tool
  }

  private static func document(_ number: Int, version: Int) -> Document {
    let text = String(repeating: "台北市の会議 common text ", count: 20)
    return Document(id: "d\(number)", title: "\(version)", body: text)
  }

  /// Writes documents in their versions, in JSON Lines.
  private func writeInput(_ versions: [Int: Int], to path: String) throws {
    let lines = versions.sorted { $0.key < $1.key }.map { number, version in
      let document = KilledWriterTests.document(number, version: version)
      return #"{"id":"\#(document.id)","title":"\#(version)","text":"\#(document.body)"}"# + "\n"
    }
    let file = try LocalFileSystem().create(path)
    try Array(lines.joined().utf8).withUnsafeBytes { try file.write($0) }
    try file.close()
  }

  /// Runs the tool in a process of its own, which tells nothing.
  private func start(_ tool: String, _ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var arguments = ([tool] + arguments).map { $0.withCString { strdup($0) } }
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

  /// The version of each document, as a search and the documents tell.
  private func versions(in index: SearchIndex) throws -> [Int: Int] {
    let searcher = try index.searcher()
    let hits = try searcher.search("common", limit: 1000)
    #expect(hits.count == searcher.documentCount)
    return try Dictionary(
      uniqueKeysWithValues: hits.map { hit in
        let number = try #require(Int(hit.id.dropFirst()))
        let version = try #require(Int(hit.title))
        #expect(hit.document.body == KilledWriterTests.document(number, version: version).body)
        return (number, version)
      })
  }

  /// What a process is doing when it is killed.
  private enum Work: String, CaseIterable {
    case indexing, updating, merging
  }

  /// Starts a process, kills it at some time, and tells whether it had ended well; the first of each
  /// kind may end, which tells how long it takes.
  private func kill(_ arguments: [String], _ work: Work, _ run: inout Run) throws -> Bool {
    let began = ContinuousClock.now
    let process = try start(run.tool, arguments)
    guard let duration = run.durations[work] else {
      defer { run.durations[work] = ContinuousClock.now - began }
      return endedWell(process)
    }
    let wait = duration * Double.random(in: 0...1.1, using: &run.generator)
    usleep(UInt32(wait / .microseconds(1)))
    Glibc.kill(process, SIGKILL)
    let hasEnded = endedWell(process)
    // About one in four should come too late.
    run.durations[work] = duration * (hasEnded ? 0.9 : 1.03)
    return hasEnded
  }

  /// Puts documents one by one into the index until it has as many segments as an update may leave,
  /// so that the next one merges.
  private func scatter(_ run: inout Run, version: Int) throws {
    while try run.index.searcher().snapshot.segments.count < MergePolicy.width - 1 {
      let number = Int.random(in: 0..<KilledWriterTests.documentCount, using: &run.generator)
      try run.index.update { try $0.add(KilledWriterTests.document(number, version: version)) }
      run.versions[number] = version
    }
  }

  /// Everything that a test of killed writers holds on to.
  private struct Run {
    let tool: String
    let folder: TemporaryDirectory
    let index: SearchIndex
    /// What the index holds.
    var versions: [Int: Int] = [:]
    var durations: [Work: Duration] = [:]
    var generator: SeededGenerator
    /// What the report tells.
    var figures: [Work: [String: Int]] = [:]

    var input: String { folder.path("input.jsonl") }
  }

  /// Checks what a killed process left of an index, and that the next commit tidies it up.
  private func check(
    _ index: SearchIndex, _ run: inout Run, _ work: Work,
    _ versions: (old: [Int: Int], generation: UInt64, new: [Int: Int]),
    endedWell: Bool, _ place: Comment
  ) throws -> [Int: Int] {
    let found = try self.versions(in: index)
    #expect(found == versions.new || found == versions.old && !endedWell, place)
    let report = try index.check()
    #expect(report.isSound, "\(place): \(report.faults)")
    // Even one that changes nothing removes what no commit names.
    try index.update { _ = try $0.delete(id: "none") }
    #expect(try index.check().leftovers.isEmpty, place)
    #expect(try self.versions(in: index) == found, place)
    let isNew = try index.searcher().generation > versions.generation
    let outcome =
      endedWell ? "ended before" : isNew ? "killed, new commit" : "killed, old commit"
    run.figures[work, default: [:]][outcome, default: 0] += 1
    run.figures[work, default: [:]]["processes", default: 0] += 1
    return found
  }

  /// Kills a process that makes an index.
  private func killIndexing(_ run: inout Run, version: Int, _ place: Comment) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("new")
    let all = (0..<KilledWriterTests.documentCount).map { ($0, version) }
    let new = Dictionary(uniqueKeysWithValues: all)
    try writeInput(new, to: run.input)
    let endedWell = try kill(["index", "-i", path, run.input], .indexing, &run)
    // Opening makes it where the process had not come so far.
    let index = try SearchIndex(at: path)
    _ = try check(
      index, &run, .indexing, (old: [:], generation: 0, new: new), endedWell: endedWell, place)
  }

  /// Kills a process that updates or merges the index.
  private func killChanging(_ run: inout Run, _ work: Work, version: Int, _ place: Comment) throws {
    try scatter(&run, version: version)
    var new = run.versions
    if work == .updating {
      for number in 0..<KilledWriterTests.documentCount where run.generator.once(in: 3) {
        new[number] = version + 1
      }
      try writeInput(new.filter { run.versions[$0.key] != $0.value }, to: run.input)
    }
    let path = run.index.path
    let generation = try run.index.searcher().generation
    let endedWell = try kill(
      work == .updating ? ["index", "-i", path, run.input] : ["merge", "-i", path], work, &run)
    run.versions = try check(
      run.index, &run, work, (old: run.versions, generation: generation, new: new),
      endedWell: endedWell, place)
  }

  @Test("leaves the last commit whole, whenever it dies", arguments: 0..<2)
  func killed(part: Int) throws {
    let folder = try TemporaryDirectory()
    var run = Run(
      tool: try tool(), folder: folder, index: try SearchIndex(at: folder.path("index")),
      generator: FaultCampaign.generator("killed", part: part))
    for round in 0..<FaultCampaign.rounds(24, campaign: 500) {
      let work = Work.allCases[round % Work.allCases.count]
      let place = Comment(
        rawValue: "seed \(FaultCampaign.seed), part \(part), round \(round), \(work)")
      if work == .indexing {
        try killIndexing(&run, version: 2 * round, place)
      } else {
        try killChanging(&run, work, version: 2 * round, place)
      }
    }
    for (work, figures) in run.figures {
      try FaultCampaign.report("SIGKILL while \(work)", figures)
    }
  }
}
#endif
