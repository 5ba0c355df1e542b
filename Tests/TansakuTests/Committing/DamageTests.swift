import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How much of what could be damaged is tried: all of it where `TANSAKU_TEST_ALL` is set, which
/// takes minutes, else so many cases chosen by a seed.
private func chosen<Case>(_ cases: [Case], count: Int, seed: UInt64) -> [Case] {
  if getenv("TANSAKU_TEST_ALL") != nil { return cases }
  var generator = SeededGenerator(seed: seed)
  return (0..<count).compactMap { _ in cases.randomElement(using: &generator) }
}

@Suite("A damaged index")
struct DamageTests {
  /// The files of an index in the state `old`, but for the lock.
  private func files(of disk: FaultyFileSystem) throws -> [(path: String, bytes: [UInt8])] {
    try disk.list("index").filter { $0 != "tansaku-lock" }.map { name in
      ("index/\(name)", try #require(disk.contents(of: "index/\(name)")))
    }
  }

  /// Sees to it that damaged bytes give an error or are never touched, and that the check finds
  /// them.
  private func expectNoHarm(
    _ bytes: [UInt8], at path: String, of old: FaultyFileSystem, _ what: String
  ) {
    let disk = CommitState.copy(old)
    disk.setContents(of: path, to: bytes)
    let place = Comment(rawValue: "\(path), \(what)")
    do {
      #expect(try CommitState(on: disk) == .old, place)
    } catch {
      #expect(error is IndexError, "\(error) in \(path), \(what)")
    }
    let report = try? IndexCheck(directory: "index", fileSystem: disk).run()
    #expect(report?.isSound == false, place)
    #expect(report?.files.contains { $0.fault != nil } == true, place)
  }

  @Test("never answers wrongly for any bit that is flipped, and the check finds it")
  func flippedBits() throws {
    let old = try CommitState.makeOld()
    let files = try files(of: old)
    let bits = files.indices.flatMap { file in
      (0..<files[file].bytes.count * 8).map { (file: file, bit: $0) }
    }
    #expect(bits.count > 20_000)
    for (file, bit) in chosen(bits, count: 1200, seed: 1) {
      var bytes = files[file].bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      expectNoHarm(bytes, at: files[file].path, of: old, "bit \(bit)")
    }
  }

  @Test("never answers wrongly for any file that is cut off, and the check finds it")
  func truncatedFiles() throws {
    let old = try CommitState.makeOld()
    let files = try files(of: old)
    let lengths = files.indices.flatMap { file in
      files[file].bytes.indices.map { (file: file, length: $0) }
    }
    for (file, length) in chosen(lengths, count: 400, seed: 2) {
      let bytes = Array(files[file].bytes.prefix(length))
      expectNoHarm(bytes, at: files[file].path, of: old, "\(length) bytes long")
    }
  }

  @Test("never answers wrongly for files that were mixed up, and the check finds it")
  func exchangedFiles() throws {
    let old = try CommitState.makeOld()
    let files = try files(of: old)
    for one in files {
      for other in files where one.path != other.path && one.bytes != other.bytes {
        // What is right by itself and belongs elsewhere: no checksum tells.
        let disk = CommitState.copy(old)
        disk.setContents(of: one.path, to: other.bytes)
        let report = try? IndexCheck(directory: "index", fileSystem: disk).run()
        #expect(report?.isSound != true, "\(other.path) in place of \(one.path)")
      }
    }
  }
}
