import TansakuStorage
import TansakuTestSupport

@testable import Tansaku

/// An index in memory with two segments, blocks of postings and of positions, and deletions.
struct SampleIndex {
  let disk: FaultyFileSystem
  let index: SearchIndex

  static let words = ["alpha", "beta", "宣言", "Taipei", "台北市", "gamma", "서울에서", "delta21"]

  /// The tag of the segment that a commit has added.
  static func tag(ofCommit commit: UInt64) -> FileTag {
    TagSource { 0 }.tag(generation: commit, ordinal: 1)
  }

  /// The files of the segment that a commit has added.
  static func files(ofCommit commit: UInt64) -> SegmentFiles {
    SegmentFiles(tag: tag(ofCommit: commit))
  }

  /// The document of a number.
  static func document(_ number: Int, using generator: inout SeededGenerator) -> Document {
    var body = ""
    for _ in 0..<Int.random(in: 5..<20, using: &generator) {
      body += words[Int.random(in: 0..<words.count, using: &generator)]
      body += Bool.random(using: &generator) ? " " : "、"
    }
    body += " rare\(number)"
    return Document(
      id: "d\(number)", language: number % 3 == 0 ? .japanese : .english,
      kind: number % 2 == 0 ? .declaration : .meeting, title: "alpha \(number)", body: body,
      city: number % 5 == 0 ? "Taipei" : nil)
  }

  /// 300 documents in one commit; in the next 120 more, 20 of which replace, and one deleted.
  ///
  /// Built once, and copied for each test.
  static func make() throws -> SampleIndex {
    let disk = try built.get().afterPowerLoss(seed: 0)
    return SampleIndex(
      disk: disk, index: try SearchIndex(at: "index", creating: false, fileSystem: disk))
  }

  private static let built = Result { try build() }

  private static func build() throws -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    var index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    index.tags = TagSource { 0 }
    var generator = SeededGenerator(seed: 1)
    try index.update { writer in
      for number in 0..<300 { try writer.add(document(number, using: &generator)) }
    }
    try index.update { writer in
      for number in 280..<400 { try writer.add(document(number, using: &generator)) }
      try writer.delete(id: "d7")
    }
    try disk.synchronizeDirectory("index")
    return disk
  }
}
