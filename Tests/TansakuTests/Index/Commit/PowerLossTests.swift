import Tansaku
import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("An update that loses power")
struct PowerLossTests {
  /// Runs an update until its end or that of the power, and tells whether it returned.
  private func update(_ disk: FaultyFileSystem, creating: Bool) -> Bool {
    do {
      let index = try SearchIndex(at: "index", creating: creating, fileSystem: disk)
      try index.update(CommitState.update)
      return true
    } catch {
      return false
    }
  }

  @Test("leaves the old commit or the new one whole, and the new one once it returned")
  func overACommit() throws {
    let old = try CommitState.makeOld()
    let counted = CommitState.copy(old)
    #expect(update(counted, creating: false))
    var kept: [CommitState: Int] = [:]
    for number in 0...counted.operationCount {
      for seed in 0..<3 {
        let disk = CommitState.copy(old)
        disk.cutPower(atOperation: number)
        let returned = update(disk, creating: false)
        let survivor = disk.afterPowerLoss(seed: UInt64(number * 3 + seed))
        let place = Comment(rawValue: "operation \(number), seed \(number * 3 + seed)")
        let state = try CommitState(on: survivor)
        #expect(state == .new || state == .old && !returned, place)
        kept[state, default: 0] += 1
        let index = try SearchIndex(at: "index", creating: false, fileSystem: survivor)
        #expect(try index.check().isSound, place)
        try index.update(CommitState.update)
        #expect(try CommitState(on: survivor) == .new, place)
        #expect(try isTidyAndSound(survivor), place)
      }
    }
    #expect(kept[.old, default: 0] > 100)
    #expect(kept[.new, default: 0] > 5)
  }

  @Test("while the index is being made leaves none, an empty one or the whole")
  func overNothing() throws {
    let counted = FaultyFileSystem()
    #expect(update(counted, creating: true))
    for number in 0...counted.operationCount {
      for seed in 0..<3 {
        let disk = FaultyFileSystem()
        disk.cutPower(atOperation: number)
        let returned = update(disk, creating: true)
        let survivor = disk.afterPowerLoss(seed: UInt64(number * 3 + seed))
        let place = Comment(rawValue: "operation \(number), seed \(number * 3 + seed)")
        if returned {
          #expect(try CommitState(on: survivor) == CommitState.first, place)
        } else {
          let index = try SearchIndex(at: "index", creating: true, fileSystem: survivor)
          let state = try CommitState(of: index.searcher())
          #expect(state == CommitState.first || state.versions.isEmpty, place)
        }
        #expect(update(survivor, creating: true), place)
        #expect(try CommitState(on: survivor) == CommitState.first, place)
        #expect(try isTidyAndSound(survivor), place)
      }
    }
  }

  @Test("after another failure leaves the old commit or the new one whole", arguments: 0..<4)
  func afterAFailure(part: Int) throws {
    var generator = FaultCampaign.generator("power", part: part)
    var kept = ["power cuts": 0, "old commit": 0, "new commit": 0]
    for workload in FaultWorkload.allCases {
      let old = try workload.makeDisk()
      let counted = CommitState.copy(old)
      try workload.run(on: counted)
      try workload.run(on: counted)
      for _ in 0..<FaultCampaign.rounds(20, campaign: 100) {
        let disk = CommitState.copy(old)
        // One cut in three comes alone.
        let isAlone = generator.once(in: 3)
        let failed = Int.random(in: 0..<counted.operationCount, using: &generator)
        let cut = Int.random(
          in: isAlone ? 0...counted.operationCount : failed...counted.operationCount,
          using: &generator)
        let seed = generator.next()
        if !isAlone { disk.fail(operation: failed, with: .ioFailure) }
        disk.cutPower(atOperation: cut)
        // The one that failed, and another over what it left.
        let returned = (0..<2).map { _ in (try? workload.run(on: disk)) != nil }
        let survivor = disk.afterPowerLoss(seed: seed)
        let place = Comment(rawValue: "\(workload), failed \(failed), cut \(cut), seed \(seed)")
        let state = try CommitState(on: survivor)
        #expect(
          state == workload.changed || state == .old && !returned.contains(true), place)
        kept["power cuts", default: 0] += 1
        kept[returned.contains(true) ? "new commit" : "old commit", default: 0] += 1
        let index = try SearchIndex(at: "index", creating: false, fileSystem: survivor)
        #expect(try index.check().isSound, place)
        try workload.run(on: survivor)
        #expect(try CommitState(on: survivor) == workload.changed, place)
        #expect(try isTidyAndSound(survivor), place)
      }
    }
    try FaultCampaign.report("power cuts", kept)
  }
}
