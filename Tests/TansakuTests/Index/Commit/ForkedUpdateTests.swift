import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Each test runs in a process of its own, which forks while it has few threads.
@Suite("An update whose process is forked") struct ForkedUpdateTests {
  private typealias Fork = @convention(c) () -> pid_t

  /// Runs `body` in a forked process; returns whether it came to its end and returned true.
  ///
  /// Swift hides the function, because a child has no threads but one; that is what is tested here.
  private static func inChild(_ body: () -> Bool) throws -> Bool {
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "fork"))
    let child = unsafeBitCast(symbol, to: Fork.self)()
    if child == 0 {
      // A child that waits for threads that it does not have is ended by a signal.
      alarm(60)
      _exit(body() ? 0 : 1)
    }
    try #require(child > 0)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { try #require(errno == EINTR) }
    return status == 0
  }

  /// Whether `body` throws `locked`.
  private static func isLocked(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch {
      return (error as? IndexError)?.code == .locked
    }
  }

  private static func document(_ number: Int, _ word: String) -> Document {
    Document(id: "d\(number)", body: "\(word) 台北市")
  }

  /// Adds documents in so many segments that some are merged on a thread, by two more threads.
  private static func fill(_ writer: inout IndexWriter) throws {
    for number in 0..<25 {
      try writer.add(document(number, "parent"))
      try writer.flush()
    }
  }

  @Test("goes on in the parent, whatever the child does with its threads, files and lock")
  func child() async throws {
    let directory = try TemporaryDirectory()
    await #expect(processExitsWith: .success) { [path = directory.path("index") as String] in
      let index = try SearchIndex(at: path)
      var update: OpenUpdate? = try OpenUpdate(of: index, concurrency: 2)
      try update.map { try ForkedUpdateTests.fill(&$0.writer) }
      let isHarmless = try ForkedUpdateTests.inChild {
        guard let copy = update,
          ForkedUpdateTests.isLocked({
            try copy.writer.add(ForkedUpdateTests.document(90, "child"))
          }),
          ForkedUpdateTests.isLocked({ try copy.writer.delete(id: "d0") }),
          ForkedUpdateTests.isLocked({ try copy.writer.flush() }),
          ForkedUpdateTests.isLocked({ try copy.commit() }),
          ForkedUpdateTests.isLocked({ _ = try OpenUpdate(of: index) })
        else { return false }
        copy.rollBack()
        // Lets go of the last reference, as of all threads and files.
        update = nil
        return ForkedUpdateTests.isLocked { _ = try OpenUpdate(of: index) }
      }
      #expect(isHarmless)
      try update?.writer.add(ForkedUpdateTests.document(25, "parent"))
      try update?.commit()
    }
    let index = try SearchIndex(existingAt: directory.path("index"))
    #expect(try index.searcher().search("parent", limit: 100).count == 26)
    #expect(try index.searcher().search("child").isEmpty)
    let report = try index.check()
    #expect(report.isSound)
    #expect(report.leftovers.isEmpty)
  }

  @Test("is committed by the parent alone where the child returns from the same closure")
  func closure() async throws {
    let directory = try TemporaryDirectory()
    await #expect(processExitsWith: .success) { [path = directory.path("index") as String] in
      let index = try SearchIndex(at: path)
      let parent = getpid()
      let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "fork"))
      var child = pid_t()
      let isLocked = ForkedUpdateTests.isLocked {
        try index.update { writer in
          try ForkedUpdateTests.fill(&writer)
          child = unsafeBitCast(symbol, to: Fork.self)()
          if child == 0 { alarm(60) }
        }
      }
      if getpid() != parent { _exit(isLocked ? 0 : 1) }
      #expect(!isLocked)
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0 { try #require(errno == EINTR) }
      #expect(status == 0)
    }
    let index = try SearchIndex(existingAt: directory.path("index"))
    #expect(try index.searcher().documentCount == 25)
    #expect(try index.check().isSound)
  }
}
