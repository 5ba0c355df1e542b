import Tansaku
import TansakuTestSupport
import Testing

@Suite("Readers and writers side by side")
struct SnapshotTests {
  private let folder: TemporaryDirectory
  private let index: SearchIndex

  init() throws {
    folder = try TemporaryDirectory()
    index = try SearchIndex(at: folder.path("index"))
  }

  /// Puts all documents into one version, in place of the ones before.
  private func replaceAll(version: Int) throws {
    try index.update { writer in
      for number in 0..<10 { try writer.add(CommitState.document(number, version)) }
    }
  }

  private func state(version: Int) -> CommitState {
    CommitState(versions: Dictionary(uniqueKeysWithValues: (0..<10).map { ($0, version) }))
  }

  @Test("a searcher answers from its commit while later ones replace everything")
  func snapshot() throws {
    try replaceAll(version: 0)
    let searcher = try index.searcher()
    // Nothing of it was read yet when its files are removed.
    for version in 1..<6 { try replaceAll(version: version) }
    #expect(try CommitState(of: searcher) == state(version: 0))
    #expect(try CommitState(of: index.searcher()) == state(version: 5))
    #expect(searcher.generation < (try index.searcher().generation))
    try index.update { writer in
      for number in 0..<10 { try writer.delete(id: "d\(number)") }
    }
    #expect(try CommitState(of: searcher) == state(version: 0))
    #expect(try index.searcher().documentCount == 0)
  }

  @Test("a second writer is told that the index is locked, in whichever thread it is")
  func twoWriters() async throws {
    let index = index
    try index.update { writer in
      try writer.add(CommitState.document(0, 0))
      let inner = #expect(throws: IndexError.self) { try index.update { _ in } }
      #expect(inner?.code == .locked)
    }
    let outcomes = await withTaskGroup(of: IndexError.Code?.self) { group in
      for number in 0..<8 {
        group.addTask {
          do {
            try index.update { try $0.add(CommitState.document(number, 1)) }
            return nil
          } catch {
            return (error as? IndexError)?.code
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.contains(nil))
    #expect(outcomes.allSatisfy { $0 == nil || $0 == .locked })
    let written = try CommitState(of: index.searcher()).versions.values.count { $0 == 1 }
    #expect(written == outcomes.count { $0 == nil })
    #expect(try index.check().isSound)
  }

  @Test("readers in other threads see whole commits only, each at least as new as the last")
  func besideAWriter() async throws {
    try replaceAll(version: 0)
    let index = index
    let end = ContinuousClock.now + .seconds(1)
    try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        var commits = 0
        repeat {
          commits += 1
          try replaceAll(version: commits % 8)
        } while ContinuousClock.now < end
        return commits
      }
      for _ in 0..<2 {
        group.addTask {
          var last: UInt64 = 0
          var reads = 0
          repeat {
            let searcher = try index.searcher()
            #expect(searcher.generation >= last)
            last = searcher.generation
            let versions = try CommitState(of: searcher).versions
            #expect(versions.count == 10 && Set(versions.values).count == 1)
            reads += 1
          } while ContinuousClock.now < end
          return reads
        }
      }
      for try await count in group { #expect(count > 0) }
    }
    #expect(try index.check().isSound)
  }

  @Test("a searcher may be asked by several threads at once")
  func sharedSearcher() async throws {
    try replaceAll(version: 3)
    let searcher = try index.searcher()
    let expected = state(version: 3)
    let states = try await withThrowingTaskGroup(of: CommitState.self) { group in
      for _ in 0..<8 { group.addTask { try CommitState(of: searcher) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(states == [CommitState](repeating: expected, count: 8))
  }

  @Test("a check beside a writer finds nothing wrong")
  func checkBesideAWriter() async throws {
    try replaceAll(version: 0)
    let index = index
    let end = ContinuousClock.now + .seconds(1)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var version = 0
        repeat {
          version = (version + 1) % 8
          try replaceAll(version: version)
        } while ContinuousClock.now < end
      }
      group.addTask {
        repeat {
          let report = try index.check()
          #expect(report.isSound, "\(report.faults)")
        } while ContinuousClock.now < end
      }
      try await group.waitForAll()
    }
  }
}
