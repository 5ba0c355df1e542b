import Synchronization
import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("A commit that may not be made") struct CommitGuardTests {
  private static let lock = "index/\(WriterLock.name)"

  /// Runs an update of deletions alone, with a hook before each operation of the disk, and expects that
  /// it is refused; returns the operations.
  private func refusedOperations(
    of disk: FaultyFileSystem, code: IndexError.Code,
    _ body: @escaping (inout IndexWriter) throws -> Void = { try $0.delete(id: "d0") },
    hook: @escaping HookedFileSystem.Hook = { _, _ throws(StorageError) in }
  ) throws -> [String] {
    let hooked = HookedFileSystem(disk, hook: hook)
    let index = try SearchIndex(at: "index", creating: false, fileSystem: hooked)
    let first = disk.operationCount
    let error = #expect(throws: IndexError.self) { try index.update(body) }
    #expect(error?.code == code)
    return Array(disk.log[first...])
  }

  @Test("because the lock was lost before it: not even deletions are written")
  func lostBefore() throws {
    let disk = try CommitState.makeOld()
    let operations = try refusedOperations(of: disk, code: .locked) { writer in
      try writer.delete(id: "d0")
      disk.breakLock(CommitGuardTests.lock)
    }
    #expect(!operations.contains { $0.hasPrefix("create ") })
    #expect(try CommitState(on: disk) == .old)
    #expect(try isTidyAndSound(disk))
  }

  @Test("because the lock is lost at its last moment: the manifest is not replaced")
  func lostMeanwhile() throws {
    let disk = try CommitState.makeOld()
    let operations = try refusedOperations(
      of: disk, code: .locked,
      hook: { operation, _ throws(StorageError) in
        if operation == "synchronizeDirectory" { disk.breakLock(CommitGuardTests.lock) }
      })
    #expect(operations.contains { $0.hasPrefix("create ") && $0.hasSuffix(".deletions") })
    #expect(!operations.contains { $0.hasSuffix("\(Manifest.name).new") })
    #expect(try CommitState(on: disk) == .old)
  }

  @Test("because the lock was lost, although it would change nothing: it removes no file either")
  func lostForNothing() throws {
    let disk = try CommitState.makeOld()
    let name = SegmentFiles(tag: FileTag(high: 99, low: 0)).terms
    disk.setContents(of: "index/\(name)", to: [1])
    let operations = try refusedOperations(
      of: disk, code: .locked, { try $0.delete(id: "none") },
      hook: { operation, _ throws(StorageError) in
        if operation == "synchronizeDirectory" { disk.breakLock(CommitGuardTests.lock) }
      })
    #expect(!operations.contains { $0.hasPrefix("remove ") })
  }

  /// Lets another writer commit in the middle of an update, which still has the lock: as where a forked
  /// process gave the lock back and this one took it again.
  private func commitMeanwhile(on disk: FaultyFileSystem) throws {
    let other = CommitState.copy(disk)
    try SearchIndex(at: "index", creating: false, fileSystem: other).update(CommitState.update)
    for name in try other.list("index") {
      let path = "index/\(name)"
      disk.setContents(of: path, to: try #require(other.contents(of: path)))
    }
  }

  @Test(
    "because another writer has committed: what that one wrote is left as it is",
    arguments: ["d0", "none"])
  func otherCommit(deleted: String) throws {
    let disk = try CommitState.makeOld()
    let manifest = Mutex<[UInt8]?>(nil)
    _ = try refusedOperations(of: disk, code: .locked) { writer in
      try writer.delete(id: deleted)
      try commitMeanwhile(on: disk)
      manifest.withLock { $0 = disk.contents(of: "index/\(Manifest.name)") }
    }
    #expect(disk.contents(of: "index/\(Manifest.name)") == manifest.withLock { $0 })
    #expect(try CommitState(on: disk) == .new)
  }

  @Test("because a file is missing that it would name, of the last commit or of its own")
  func missingFile() throws {
    let whole = try CommitState.makeOld()
    for name in try whole.list("index") where SegmentFiles.isOurs(name) {
      // Of deletions those that are replaced are not needed any more.
      if name.hasSuffix(".deletions") { continue }
      let disk = CommitState.copy(whole)
      _ = try refusedOperations(
        of: disk, code: .corrupt,
        hook: { operation, _ throws(StorageError) in
          if operation == "synchronizeDirectory" { try disk.remove("index/\(name)") }
        })
    }
    let disk = try CommitState.makeOld()
    let old = try disk.list("index")
    _ = try refusedOperations(
      of: disk, code: .corrupt, CommitState.update,
      hook: { operation, _ throws(StorageError) in
        guard operation == "synchronizeDirectory" else { return }
        let new = try disk.list("index").last { $0.hasSuffix(".positions") && !old.contains($0) }
        if let new { try disk.remove("index/\(new)") }
      })
    #expect(try CommitState(on: disk) == .old)
    #expect(try isTidyAndSound(disk))
  }
}
