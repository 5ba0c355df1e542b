import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A manifest that says what cannot be true") struct ManifestTests {
  /// A lie, by what it is about.
  struct Lie: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let tell: @Sendable (inout Manifest) -> Void

    init(_ what: String, _ tell: @escaping @Sendable (inout Manifest) -> Void) {
      testDescription = what
      self.tell = tell
    }
  }

  static let lies = [
    Lie("the last number of a commit") { $0.generation = .max },
    Lie("a number of a commit after which few can follow") { $0.generation = .max >> 1 + 1 },
    Lie("a segment twice") { $0.segments.append($0.segments[0]) },
    Lie("a segment 3,000 times") {
      $0.segments += Array(repeating: $0.segments[0], count: 3_000)
    },
    Lie("a segment without a tag") { $0.segments[0].tag = .none },
    Lie("all documents deleted") { $0.segments[0].deletedCount = $0.segments[0].documentCount },
    Lie("more documents deleted than there are") { $0.segments[0].deletedCount = .max },
    Lie("no documents") { $0.segments[1].documentCount = 0 },
    Lie("more documents than numbers") { $0.segments[1].documentCount = .max },
    Lie("deletions of a commit to come") { $0.segments[0].deletions?.generation = 99 },
    Lie("deletions of no commit") { $0.segments[0].deletions?.generation = 0 },
    Lie("lengths that no document can have") { $0.segments[1].totalLength = 1 << 62 },
    Lie("lengths whose sum overflows") { manifest in
      for index in manifest.segments.indices {
        manifest.segments[index].totalLength = 1 << 63
        manifest.segments[index].documentCount = .max >> 1 - 1
      }
    },
  ]

  private func write(_ manifest: Manifest, to disk: FaultyFileSystem) throws {
    let writer = try CheckedFileWriter(
      "index/\(Manifest.name)", kind: Manifest.kind, fileSystem: disk)
    try writer.write(manifest.encoded())
    _ = try writer.finish()
  }

  @Test(
    "is refused by whoever opens, changes or checks the index, and no file goes", arguments: lies)
  func refused(lie: Lie) throws {
    let disk = try CommitState.makeOld()
    var manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    #expect(manifest.segments.count == 2 && manifest.segments[0].deletions != nil)
    #expect(manifest.contradiction == nil)
    lie.tell(&manifest)
    #expect(manifest.contradiction != nil)
    #expect(throws: IndexError.self) { try manifest.write(in: "index", fileSystem: disk) }
    try write(manifest, to: disk)
    let files = try disk.list("index")
    let error = #expect(throws: IndexError.self) {
      try SearchIndex(at: "index", creating: false, fileSystem: disk)
    }
    #expect(error?.code == .corrupt)
    #expect(error?.file == "index/\(Manifest.name)")
    let report = try IndexCheck(directory: "index", fileSystem: disk).run()
    #expect(!report.isSound)
    #expect(report.leftovers.isEmpty)
    #expect(try disk.list("index") == files)
    // What it does not lie about can be saved.
    let saved = try SearchIndex.salvage(from: "index", into: "saved", fileSystem: disk)
    #expect(saved.documentCount == 6)
  }

  @Test("of how many documents there are is found before room is made for them")
  func manyDocuments() throws {
    let disk = try CommitState.makeOld()
    var manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    manifest.segments[1].documentCount = Manifest.mostDocuments
    try write(manifest, to: disk)
    let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
    for body in [{ _ = try index.searcher() }, { _ = try index.merge() }] {
      let error = #expect(throws: IndexError.self) { try body() }
      #expect(error?.message.contains("lengths for \(Manifest.mostDocuments) documents") == true)
    }
  }

  @Test("is not written: the last commit that can be counted stays")
  func lastCommit() throws {
    let disk = try CommitState.makeOld()
    var manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    manifest.generation = .max >> 1
    try write(manifest, to: disk)
    let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
    let error = #expect(throws: IndexError.self) { try index.update(CommitState.update) }
    #expect(error?.code == .tooLarge)
    #expect(try CommitState(on: disk) == .old)
    #expect(try isTidyAndSound(disk))
  }

  @Test("is none of those that are committed, and the tags of its segments sort by age")
  func committed() throws {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    var tags: [FileTag] = []
    for number in 0..<8 {
      try index.update { try $0.add(CommitState.document(number, 0)) }
      let manifest = try #require(try Manifest(in: "index", fileSystem: disk))
      #expect(manifest.contradiction == nil)
      tags = manifest.segments.map(\.tag)
    }
    #expect(Set(tags).count == 8)
    #expect(tags.map(\.description) == tags.map(\.description).sorted())
    #expect(Set(tags.map(\.low)).count == 8)
  }
}
