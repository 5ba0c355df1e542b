import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

/// Every file here is whole: only the set of them is not one that was ever committed.
@Suite("Files of different builds, segments and commits") struct MixedFilesTests {
  /// All files of a disk's index but the lock, by their names.
  private func files(of disk: FaultyFileSystem) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try disk.list("index") where name != WriterLock.name {
      files[name] = disk.contents(of: "index/\(name)")
    }
    return files
  }

  private func disk(of files: [String: [UInt8]]) throws -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    try disk.createDirectory("index")
    try disk.synchronizeDirectory(".")
    for (name, bytes) in files { disk.setContents(of: "index/\(name)", to: bytes) }
    return disk
  }

  private func document(_ number: Int, _ word: String) -> Document {
    Document(id: "d\(number)", body: "The treaty of Kyoto number \(number) was \(word) in spring")
  }

  /// The files after each of three commits: of six documents, of six more, and of two deletions.
  ///
  /// All counts and lengths are the same whichever word of six letters it is.
  private func commits(
    _ word: String, tags: TagSource, deleting deleted: [Int] = [1, 8]
  ) throws -> [[String: [UInt8]]] {
    let disk = FaultyFileSystem()
    var index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    index.tags = tags
    return try [0..<6, 6..<12, nil].map { numbers in
      try index.update { writer in
        for number in numbers ?? 0..<0 { try writer.add(document(number, word)) }
        if numbers == nil { for number in deleted { try writer.delete(id: "d\(number)") } }
      }
      return try files(of: disk)
    }
  }

  private func answers(_ files: [String: [UInt8]]) throws -> [String] {
    let disk = try disk(of: files)
    let searcher = try SearchIndex(at: "index", creating: false, fileSystem: disk).searcher()
    return try ["signed", "broken", "\"of Kyoto\"", "number 3", "treaty"].map { query in
      let hits = try searcher.search(query, limit: 20, countExactly: true)
      return "\(hits.total): \(hits.map { "\($0.id) \($0.score) \($0.document.body)" })"
    }
  }

  /// The code with which opening refuses an index, and what it says; nil if it opens.
  private func refusal(_ files: [String: [UInt8]]) throws -> IndexError? {
    let disk = try disk(of: files)
    do {
      _ = try SearchIndex(at: "index", creating: false, fileSystem: disk).searcher()
      return nil
    } catch {
      return try #require(error as? IndexError)
    }
  }

  /// Puts all but none of some files in the place of others, in every combination, and expects that
  /// opening tells so, and that a check names each.
  private func expectNoticed(
    _ replacements: [(name: String, bytes: [UInt8])], in files: [String: [UInt8]]
  ) throws {
    for chosen in 1..<1 << replacements.count {
      var mixed = files
      let replaced = replacements.indices.filter { chosen >> $0 & 1 == 1 }
      for index in replaced { mixed[replacements[index].name] = replacements[index].bytes }
      let names = replaced.map { replacements[$0].name }
      let place = Comment(rawValue: "\(names)")
      let error = try refusal(mixed)
      #expect(error?.code == .corrupt, place)
      #expect(error?.message.contains("mixed up") == true, place)
      #expect(names.contains { error?.file?.hasSuffix($0) == true }, place)
      // A check takes longer than opening.
      guard chosen.nonzeroBitCount == 1 || chosen + 1 == 1 << replacements.count else { continue }
      let report = try IndexCheck(directory: "index", fileSystem: try disk(of: mixed)).run()
      #expect(
        Set(report.files.filter { $0.fault != nil }.map(\.name)) == Set(names), place)
      #expect(report.segments.count { !$0.isSound } == 1, place)
    }
  }

  /// The names of a segment's files in the last commit, its deletions among them.
  private func names(of files: [String: [UInt8]], segment number: Int) throws -> [String] {
    let manifest = try #require(
      try Manifest(in: "index", fileSystem: try disk(of: files)))
    return manifest.segments[number].sealedFiles.map(\.name)
  }

  @Test(
    "of another build of the same segment are refused, even under the same tag",
    arguments: [true, false])
  func builds(sameTags: Bool) throws {
    let tags = sameTags ? TagSource { 7 } : .random
    let (one, other) = (try commits("signed", tags: tags)[2], try commits("broken", tags: tags)[2])
    #expect(try answers(one) != answers(other))
    for segment in 0..<2 {
      let pairs = zip(
        try names(of: one, segment: segment), try names(of: other, segment: segment))
      let replacements = pairs.compactMap { name, source in
        other[source].flatMap { one[name] == $0 ? nil : (name: name, bytes: $0) }
      }
      // The same documents are deleted in both; and the same words are in both dictionaries.
      #expect(replacements.count >= (sameTags ? 2 : 7))
      try expectNoticed(replacements, in: one)
    }
  }

  @Test("of another segment of the same index are refused")
  func segments() throws {
    let files = try commits("signed", tags: .random)[2]
    let names = try (0..<2).map { try self.names(of: files, segment: $0) }
    for (here, there) in [(0, 1), (1, 0)] {
      try expectNoticed(
        try zip(names[here], names[there]).map { (name: $0, bytes: try #require(files[$1])) },
        in: files)
    }
  }

  @Test("of another commit are refused, or are that commit")
  func otherCommits() throws {
    let commits = try commits("signed", tags: .random)
    let answers = try commits.map { try self.answers($0) }
    #expect(Set(answers).count == 3)
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      let names = Set(commits[one].keys).union(commits[other].keys)
        .filter { commits[one][$0] != commits[other][$0] }.sorted()
      #expect(names.count >= 3)
      for chosen in 0..<1 << names.count {
        var mixed = commits[one]
        for (index, name) in names.enumerated() where chosen >> index & 1 == 1 {
          mixed[name] = commits[other][name]
        }
        let error = try refusal(mixed)
        if error == nil {
          // The files of the commit that the manifest names are all there, and others besides.
          let isOther = mixed[Manifest.name] == commits[other][Manifest.name]
          #expect(try self.answers(mixed) == answers[isOther ? other : one])
        } else {
          #expect(error?.code == .corrupt)
        }
      }
    }
  }

  @Test("of another commit of the same number and with as many deletions are refused")
  func deletions() throws {
    let one = try commits("signed", tags: TagSource { 7 })[2]
    let other = try commits("signed", tags: TagSource { 7 }, deleting: [2, 9])[2]
    let names = one.keys.filter { one[$0] != other[$0] && $0 != Manifest.name }.sorted()
    #expect(names.count == 2 && names.allSatisfy { $0.hasSuffix(".3.deletions") })
    for name in names {
      try expectNoticed([(name: name, bytes: try #require(other[name]))], in: one)
    }
  }

  @Test("decide the fingerprint, whichever of them it is, and their tags do not")
  func fingerprints() throws {
    func fingerprint(_ disk: FaultyFileSystem) throws -> String {
      try SearchIndex(at: "index", creating: false, fileSystem: disk).searcher().fingerprint
    }
    let files = try commits("signed", tags: .random)[2]
    let right = try fingerprint(try disk(of: files))
    #expect(try fingerprint(try disk(of: commits("signed", tags: .random)[2])) == right)
    var seen = [right]
    for name in try names(of: files, segment: 0) + names(of: files, segment: 1) {
      let disk = try disk(of: files)
      let forgery = Forgery(on: disk)
      var payload = try forgery.payload(of: name)
      if name.hasSuffix("deletions") {
        // Of the same number of other documents, as it must say.
        payload[8] = payload[8] == 2 ? 4 : 2
      } else if payload.isEmpty {
        // So few positions are kept elsewhere.
        payload = [0]
      } else {
        payload[5] ^= 1
      }
      try forgery.replace(name, with: payload)
      seen.append(try fingerprint(disk))
    }
    #expect(Set(seen).count == 15)
  }
}
