import Synchronization
import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Merges beside a writer leave what merges in its place would")
struct BackgroundMergeTests {
  /// What one step of a history does to the writer.
  private enum Step {
    case add(Document)
    case delete(String)
    case flush
  }

  /// Commits of adding, replacing, deleting and writing out, so often that there is always
  /// something to merge, and merges of merges.
  private func history(_ seed: UInt64) -> [[Step]] {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(seed: seed)
    let documents = corpus.documents(400)
    return (0..<3).map { _ in
      (0..<300).map { _ in
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<2: .flush
        case 2..<4: .delete("d\(Int.random(in: 0..<400, using: &generator))")
        default: .add(documents[Int.random(in: 0..<400, using: &generator)])
        }
      }
    }
  }

  /// How many documents a writer says that it added, deleted and repeated.
  private typealias Counts = [Int]

  private func run(_ steps: [Step], in index: SearchIndex) throws -> Counts {
    try index.update { writer in
      for step in steps {
        switch step {
        case .add(let document): try writer.add(document)
        case .delete(let id): try writer.delete(id: id)
        case .flush: try writer.flush()
        }
      }
      return [writer.addedCount, writer.deletedCount, writer.repeatedCount]
    }
  }

  private func files(on disk: FaultyFileSystem) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try disk.list("index") { files[name] = disk.contents(of: "index/\(name)") }
    return files
  }

  /// Counts calls of all threads.
  private final class Calls: Sendable {
    private let count = Atomic<UInt64>(0)
    func next() -> UInt64 { count.add(1, ordering: .relaxed).newValue }
  }

  @Test("The same bytes in every file after every commit, however slow they are", arguments: 1...8)
  func sameAsInPlace(seed: Int) throws {
    let disks = (background: FaultyFileSystem(), foreground: FaultyFileSystem())
    let calls = Calls()
    let slow = HookedFileSystem(disks.background) { _, _ in
      var generator = SeededGenerator(seed: UInt64(seed) << 32 + calls.next())
      if generator.once(in: 4) { usleep(UInt32.random(in: 0..<100, using: &generator)) }
    }
    var background = try SearchIndex(at: "index", creating: true, fileSystem: slow)
    background.tags = TagSource { 0 }
    var foreground = try SearchIndex(at: "index", creating: true, fileSystem: disks.foreground)
    foreground.merging = .foreground
    foreground.tags = background.tags
    for steps in history(UInt64(seed)) {
      #expect(try run(steps, in: background) == run(steps, in: foreground))
      let (one, other) = (try files(on: disks.background), try files(on: disks.foreground))
      #expect(one.keys.sorted() == other.keys.sorted())
      #expect(one == other)
    }
    #expect(try background.check().isSound)
    let segments = try background.searcher().snapshot.segments
    #expect(segments.contains { $0.info.tag.high >> 16 & 0xFFFF > 30 })
  }

  /// Something that has happened or not, seen by all threads.
  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool {
      get { value.load(ordering: .sequentiallyConsistent) }
      set { value.store(newValue, ordering: .sequentiallyConsistent) }
    }

    func wait() { while !isSet { usleep(200) } }
  }

  /// Holds up whoever wants to make the files of a segment.
  private final class Gate: Sendable {
    private let path: String
    private let isOpen = Flag()
    private let hasArrived = Flag()

    init(ofSegment ordinal: Int) {
      let tag = TagSource { 0 }.tag(generation: 1, ordinal: ordinal)
      path = "index/\(SegmentFiles(tag: tag).terms)"
    }

    func pass(_ operation: String, _ path: String) {
      guard operation == "create", path == self.path else { return }
      hasArrived.isSet = true
      isOpen.wait()
    }

    func open() { isOpen.isSet = true }
    func awaitArrival() { hasArrived.wait() }
  }

  private func document(_ number: Int, version: Int = 0) -> Document {
    Document(id: "d\(number)", title: "v\(version)", body: "京都 \(number)")
  }

  @Test("What is deleted or replaced while its segment is being merged is not in the merged one")
  func meanwhile() throws {
    let disk = FaultyFileSystem()
    // Segments 1 to 10 of two documents each become 11.
    let gate = Gate(ofSegment: 11)
    var index = try SearchIndex(
      at: "index", creating: true, fileSystem: HookedFileSystem(disk, hook: gate.pass))
    index.tags = TagSource { 0 }
    try index.update { writer in
      for number in 0..<20 {
        if number == 13 { try writer.add(document(0, version: 1)) }
        try writer.add(document(number))
        if number % 2 == 1 { try writer.flush() }
      }
      gate.awaitArrival()
      for number in [1, 6, 7, 19] { #expect(try writer.delete(id: "d\(number)")) }
      #expect(try !writer.delete(id: "d7"))
      #expect(try !writer.delete(id: "none"))
      for number in [2, 9] { try writer.add(document(number, version: 2)) }
      // Another nine, so that the merged one is merged again before it is there.
      for number in 20..<29 {
        try writer.add(document(number))
        try writer.flush()
      }
      #expect(try writer.delete(id: "d5"))
      #expect(try writer.delete(id: "d21"))
      try writer.add(document(10, version: 2))
      gate.open()
    }
    let expected =
      [3, 4, 8, 11, 12].map { document($0) } + [document(0, version: 1)]
      + [13, 14, 15, 16, 17, 18].map { document($0) } + [2, 9].map { document($0, version: 2) }
      + [20, 22, 23, 24, 25, 26, 27, 28].map { document($0) } + [document(10, version: 2)]
    let hits = try index.searcher().search("京都", limit: 100).map(\.document)
    #expect(Set(hits.map(\.id)) == Set(expected.map(\.id)))
    #expect(try index.check().isSound)
    try index.merge()
    let whole = FaultyFileSystem()
    try SearchIndex(at: "index", creating: true, fileSystem: whole).update { writer in
      for document in expected { try writer.add(document) }
    }
    let ends: (FaultyFileSystem) throws -> [String: [UInt8]] = { disk in
      Dictionary(
        uniqueKeysWithValues: try files(on: disk).filter { SegmentFiles.isOurs($0.key) }.map {
          // Without the header, which has the tag.
          (String($0.key.split(separator: ".")[1]), Array($0.value.dropFirst(64)))
        })
    }
    #expect(try ends(disk) == ends(whole))
  }

  @Test(
    "A merge that fails is the error of the writer's next call or of the commit, and undoes all",
    arguments: ["create", "write", "synchronize", "close", "map"])
  func failure(operation: String) throws {
    let disk = FaultyFileSystem()
    let hasFailed = Flag()
    let tags = (1...10).map { "\(TagSource { 0 }.tag(generation: 2, ordinal: $0))" }
    let failing = HookedFileSystem(disk) { done, path throws(StorageError) in
      let isMerged = path.contains(tags[9]) && operation != "map"
      let isSource = path.contains(tags[3]) && operation == "map" && done == "map"
      if done == operation, isMerged || isSource {
        hasFailed.isSet = true
        throw StorageError(.noSpace, doing: "write", file: path)
      }
    }
    var index = try SearchIndex(at: "index", creating: true, fileSystem: failing)
    index.tags = TagSource { 0 }
    try index.update { try $0.add(document(99)) }
    // The committed segment and 1 to 9 of the update become 10.
    for isPatient in [true, false] {
      hasFailed.isSet = false
      let error = #expect(throws: IndexError.self) {
        try index.update { writer in
          for number in 0..<10 {
            try writer.add(document(number))
            try writer.flush()
          }
          guard isPatient else { return }
          hasFailed.wait()
          for _ in 0..<1_000_000 {
            try writer.delete(id: "none")
            usleep(100)
          }
        }
      }
      #expect(error?.code == .system)
      #expect(hasFailed.isSet)
      #expect(try index.searcher().search("京都").map(\.id) == ["d99"])
      #expect(try isTidyAndSound(disk))
    }
  }

  @Test("An update that is given up stops its merges and leaves nothing behind")
  func abandoned() throws {
    struct Own: Error {}
    let disk = FaultyFileSystem()
    let slow = HookedFileSystem(disk) { operation, _ in if operation == "write" { usleep(500) } }
    let index = try SearchIndex(at: "index", creating: true, fileSystem: slow)
    try index.update { try $0.add(document(99)) }
    for count in [10, 11, 20, 25] {
      #expect(throws: Own.self) {
        try index.update { writer in
          for number in 0..<count {
            try writer.add(document(number))
            try writer.flush()
          }
          throw Own()
        }
      }
      #expect(try index.searcher().search("京都").map(\.id) == ["d99"])
      #expect(try isTidyAndSound(disk))
    }
  }
}
