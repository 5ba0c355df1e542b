import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

/// What the tests of commits put into an index and expect to find in it.
///
/// Every document has a word of its own and of its version, so that a search tells which version of
/// it is in the index.
struct CommitState: Hashable, CustomStringConvertible {
  /// The version of each document by its number.
  var versions: [Int: Int]

  /// The documents of two commits before the update at test.
  static let old = CommitState(versions: [0: 0, 1: 1, 2: 0, 3: 0, 4: 0, 6: 0])
  /// What the update at test makes of them: it adds 7 and 8, replaces 1 and 4, deletes 2.
  static let new = CommitState(versions: [0: 0, 1: 2, 3: 0, 4: 1, 6: 0, 7: 0, 8: 0])

  /// What it makes of an index without documents.
  static let first = CommitState(versions: [1: 2, 4: 1, 7: 0, 8: 0])

  /// A document in one of its versions.
  static func document(_ number: Int, _ version: Int) -> Document {
    Document(
      id: "d\(number)", language: .japanese, kind: .meeting, title: "common \(number)",
      body: "台北市の会議 \(own(number, version)) shared shared", date: "2006-04")
  }

  /// The word that only one version of one document has.
  static func own(_ number: Int, _ version: Int) -> String {
    let letters = Array("abcdefghij")
    return "own\(letters[number])\(letters[version])"
  }

  /// Does what the tests call the update.
  static func update(_ writer: inout IndexWriter) throws {
    try writer.add(document(7, 0))
    try writer.add(document(1, 2))
    try writer.delete(id: "d2")
    try writer.add(document(4, 1))
    try writer.add(document(8, 0))
  }

  /// A disk with an index in the state `old`, two segments and deletions, everything on the disk.
  static func makeOld() throws -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    try index.update { writer in
      for number in 0...5 { try writer.add(document(number, 0)) }
    }
    try index.update { writer in
      try writer.add(document(1, 1))
      try writer.add(document(6, 0))
      try writer.delete(id: "d5")
    }
    try disk.synchronizeDirectory("index")
    return copy(disk)
  }

  /// Another disk with the same contents; nothing may be waiting to be synchronised.
  static func copy(_ disk: FaultyFileSystem) -> FaultyFileSystem { disk.afterPowerLoss(seed: 0) }

  init(versions: [Int: Int]) { self.versions = versions }

  /// Reads an index through all doors and sees to it that they agree.
  ///
  /// - Throws: what opening or searching throws, or `Contradiction`.
  init(of searcher: Searcher) throws {
    versions = [:]
    let shared = try searcher.search("shared", limit: 100)
    for hit in shared {
      guard let number = Int(hit.id.dropFirst()),
        let version = (0..<10).first(where: {
          CommitState.document(number, $0) == hit.document
        })
      else { throw Contradiction("a hit is none of our documents: \(hit.id)") }
      versions[number] = version
    }
    try require(shared.count == searcher.documentCount && shared.total == shared.count, "count")
    for number in 0..<10 {
      let version = versions[number]
      let stored = try searcher.document(id: "d\(number)")
      try require(stored == version.map { CommitState.document(number, $0) }, "document(id:)")
      for other in version.map({ [$0, $0 + 1] }) ?? [0] {
        let word = CommitState.own(number, other)
        let ids = try searcher.search(word).map(\.id)
        try require(ids == (other == version ? ["d\(number)"] : []), word)
      }
    }
    let grams = try searcher.search("\"北市\"", limit: 100)
    try require(grams.count == versions.count, "gram")
    let cities = try searcher.search("臺北", limit: 100)
    try require(cities.count == versions.count, "city")
  }

  struct Contradiction: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private func require(_ holds: Bool, _ what: String) throws {
    if !holds { throw Contradiction("\(what) does not agree with the documents \(versions)") }
  }

  /// Opens the index on a disk and reads it.
  init(on disk: FaultyFileSystem) throws {
    let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
    try self.init(of: index.searcher())
  }

  var description: String {
    versions.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
  }
}

/// Whether every file in the folder belongs to the last commit, and the index is sound.
func isTidyAndSound(_ disk: FaultyFileSystem) throws -> Bool {
  let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
  let report = try index.check()
  let expected = Set(report.files.map(\.name) + ["tansaku-lock"])
  let names = Set(try disk.list("index"))
  return report.isSound && names == expected
}
