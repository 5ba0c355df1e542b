import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("An update on a disk that fails")
struct FailureTests {
  static let codes: [StorageError.Code] = [
    .noSpace, .ioFailure, .tooManyOpenFiles, .readOnly, .notPermitted,
  ]

  @Test(
    "leaves the old commit or the new one, and the next update tidies up",
    arguments: FaultWorkload.allCases, codes)
  func everyOperation(workload: FaultWorkload, code: StorageError.Code) throws {
    let old = try workload.makeDisk()
    #expect(try CommitState(on: old) == .old)
    let counted = CommitState.copy(old)
    try workload.run(on: counted)
    let operations = counted.log
    #expect(try CommitState(on: counted) == workload.changed)
    #expect(operations.count > 50)

    // All of them for one, in a campaign for all; else every seventh.
    let isWhole = FaultCampaign.isOn || workload == .update && code == .noSpace
    let first = isWhole ? 0 : Int(code.rawValue.utf8.count) % 7
    var kept = ["failures": 0, "old commit": 0, "new commit": 0]
    for number in stride(from: first, to: operations.count, by: isWhole ? 1 : 7) {
      let disk = CommitState.copy(old)
      disk.fail(operation: number, with: code)
      let place = Comment(rawValue: "operation \(number): \(operations[number])")
      kept["failures", default: 0] += 1
      do {
        try workload.run(on: disk)
        #expect(try CommitState(on: disk) == workload.changed, place)
        kept["new commit", default: 0] += 1
      } catch {
        #expect(error is IndexError, place)
        #expect(try CommitState(on: disk) == .old, place)
        kept["old commit", default: 0] += 1
      }
      let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
      #expect(try index.check().isSound, place)
      try workload.run(on: disk)
      #expect(try CommitState(on: disk) == workload.changed, place)
      #expect(try isTidyAndSound(disk), place)
    }
    try FaultCampaign.report("failed operations", kept)
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
