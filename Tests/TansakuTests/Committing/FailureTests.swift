import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("An update on a disk that fails")
struct FailureTests {
  @Test(
    "leaves the old commit or the new one, and the next update tidies up",
    arguments: [StorageError.Code.noSpace, .ioFailure, .tooManyOpenFiles])
  func everyOperation(code: StorageError.Code) throws {
    let old = try CommitState.makeOld()
    #expect(try CommitState(on: old) == .old)
    let counted = CommitState.copy(old)
    try SearchIndex(at: "index", creating: false, fileSystem: counted).update(CommitState.update)
    let operations = counted.log
    #expect(try CommitState(on: counted) == .new)
    #expect(operations.count > 50)

    for number in operations.indices {
      let disk = CommitState.copy(old)
      disk.fail(operation: number, with: code)
      let place = Comment(rawValue: "operation \(number): \(operations[number])")
      do {
        try SearchIndex(at: "index", creating: false, fileSystem: disk).update(CommitState.update)
        #expect(try CommitState(on: disk) == .new, place)
      } catch {
        #expect(error is IndexError, place)
        #expect(try CommitState(on: disk) == .old, place)
      }
      let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
      #expect(try index.check().isSound, place)
      try index.update(CommitState.update)
      #expect(try CommitState(on: disk) == .new, place)
      #expect(try isTidyAndSound(disk), place)
    }
  }

  @Test("tells every failure to open and to search, and answers the next time")
  func readers() throws {
    let old = try CommitState.makeOld()
    let counted = CommitState.copy(old)
    _ = try CommitState(on: counted)
    for number in 0..<counted.operationCount {
      let disk = CommitState.copy(old)
      disk.fail(operation: number, with: .ioFailure)
      let error = #expect(throws: IndexError.self) { try CommitState(on: disk) }
      #expect(error?.code == .system)
      #expect(try CommitState(on: disk) == .old)
    }
  }

  @Test("gives the lock back, whatever failed in the caller's own code")
  func thrownByTheCaller() throws {
    struct Own: Error {}
    let disk = try CommitState.makeOld()
    let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
    #expect(throws: Own.self) {
      try index.update { writer in
        try CommitState.update(&writer)
        throw Own()
      }
    }
    #expect(try CommitState(on: disk) == .old)
    #expect(try isTidyAndSound(disk))
    try index.update(CommitState.update)
    #expect(try CommitState(on: disk) == .new)
  }
}
