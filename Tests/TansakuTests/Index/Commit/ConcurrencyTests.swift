import Synchronization
import TansakuTestSupport
import Testing

@testable import Tansaku
@testable import TansakuStorage

/// Made for the thread sanitizer: see "Threads" in `Benchmarks/README.md`.
@Suite("One writer and eight readers, each in a thread of the system")
struct ConcurrencyTests {
  /// What the threads tell one another.
  private final class Shared: Sendable {
    let isDone = Atomic(false)
    let reads = Atomic(0)
    let faults = Mutex<[String]>([])
    /// A searcher that several readers ask at once.
    let common = Mutex<Searcher?>(nil)

    func note(_ fault: String) { faults.withLock { $0.append(fault) } }
  }

  private static let documentCount = 12

  private func document(_ number: Int, version: Int) -> Document {
    Document(id: "d\(number)", title: "v\(version)", body: "台北市の会議 common text \(number)")
  }

  /// Replaces all documents by those of another version, in so many segments that they are merged
  /// meanwhile, with others that come and go.
  private func commit(_ version: Int, to index: SearchIndex) throws {
    try index.update(concurrency: 2) { writer in
      for number in 0..<ConcurrencyTests.documentCount {
        try writer.add(document(number, version: version))
        try writer.add(Document(id: "guest\(number % 3)", body: "guest \(version)"))
        try writer.flush()
        if number % 4 == 3 { try writer.delete(id: "guest\(number % 3)") }
      }
      for number in 0..<3 { try writer.delete(id: "guest\(number)") }
    }
  }

  /// Reads a commit and tells what is wrong with it.
  private func fault(of searcher: Searcher) throws -> String? {
    let count = ConcurrencyTests.documentCount
    let hits = try searcher.search("common 臺北 \"市の会\"", limit: 100, countExactly: true)
    if searcher.documentCount != count || hits.total != count {
      return "\(hits.total) of \(searcher.documentCount) documents"
    }
    let titles = Set(hits.map(\.title))
    if titles.count != 1 { return "versions \(titles)" }
    if try searcher.document(id: "d7")?.title != titles.first { return "another version by id" }
    if try !searcher.search("guest").isEmpty { return "a guest was not deleted" }
    return nil
  }

  private func read(_ index: SearchIndex, number: Int, _ shared: Shared) throws {
    var last: UInt64 = 0
    repeat {
      // Half of the readers open each commit, the others share what somebody opened.
      let fresh = try number % 2 == 0 ? index.searcher() : nil
      let searcher = try shared.common.withLock { common in
        if let fresh { common = fresh }
        return try fresh ?? common ?? index.searcher()
      }
      if let fault = try fault(of: searcher) { shared.note(fault) }
      if fresh != nil, searcher.generation < last { shared.note("an older commit came back") }
      last = searcher.generation
      shared.reads.add(1, ordering: .relaxed)
    } while !shared.isDone.load(ordering: .acquiring)
  }

  @Test("Readers see whole commits and nothing else, while segments are merged and removed")
  func writerAndReaders() throws {
    let folder = try TemporaryDirectory()
    let index = try SearchIndex(at: folder.path("index"))
    try commit(0, to: index)
    let shared = Shared()
    let readers = try (0..<8).map { number in
      try WorkerThread {
        do {
          try read(index, number: number, shared)
        } catch {
          shared.note("\(error)")
        }
      }
    }
    for version in 1...FaultCampaign.rounds(15, campaign: 100) {
      do {
        try commit(version, to: index)
      } catch {
        shared.note("\(error)")
      }
    }
    shared.isDone.store(true, ordering: .releasing)
    for reader in readers { reader.join() }
    #expect(shared.faults.withLock { Array($0.prefix(5)) } == [])
    #expect(shared.reads.load(ordering: .relaxed) >= 8)
    #expect(try index.check().isSound)
  }
}
