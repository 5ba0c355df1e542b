import TansakuStorage
import TansakuTestSupport
import Testing

@Suite struct AtomicReplaceTests {
  private let kind = FileKind(name: "NOTE", version: 1, oldestReadable: 1)
  private let path = "index/manifest"

  @Test("After power is lost at any moment, the old or the new contents are there, whole")
  func powerLossAtAnyMoment() throws {
    let (old, new) = (contents(seed: 1, count: 9000), contents(seed: 2, count: 7000))
    var found: Set<String> = []
    let operations = try operationsOfOneReplacement()
    for operation in 0...operations {
      for seed in 0..<60 {
        let disk = try diskHolding(old)
        disk.cutPower(atOperation: disk.operationCount + operation)
        let returned: Bool
        do throws(StorageError) {
          try replaceAtomically(path, with: new, kind: kind, fileSystem: disk)
          returned = true
        } catch {
          returned = false
        }
        #expect(returned == (operation == operations))
        let bytes = try read(disk.afterPowerLoss(seed: UInt64(seed)))
        #expect(bytes == old.bytes || bytes == new.bytes, "operation \(operation), seed \(seed)")
        if returned { #expect(bytes == new.bytes, "What has returned is durable: seed \(seed)") }
        found.insert(bytes == old.bytes ? "old" : "new")
      }
    }
    #expect(found == ["old", "new"])
  }

  @Test("After power is lost, the next replacement succeeds over what was left behind")
  func replacementAfterPowerLoss() throws {
    let (old, new) = (contents(seed: 3, count: 5000), contents(seed: 4, count: 6000))
    for operation in 0..<(try operationsOfOneReplacement()) {
      for seed in 0..<20 {
        let disk = try diskHolding(old)
        disk.cutPower(atOperation: disk.operationCount + operation)
        try? replaceAtomically(path, with: new, kind: kind, fileSystem: disk)
        let survived = disk.afterPowerLoss(seed: UInt64(seed))
        try replaceAtomically(path, with: new, kind: kind, fileSystem: survived)
        #expect(try read(survived.afterPowerLoss(seed: UInt64(seed))) == new.bytes)
      }
    }
  }

  @Test(
    "Whichever operation fails, the error comes through, nothing half is seen and nothing is left",
    arguments: [StorageError.Code.noSpace, .ioFailure, .tooManyOpenFiles])
  func everyFailure(code: StorageError.Code) throws {
    let (old, new) = (contents(seed: 5, count: 100_000), contents(seed: 6, count: 90_000))
    for operation in 0..<(try operationsOfOneReplacement(new)) {
      let disk = try diskHolding(old)
      disk.fail(operation: disk.operationCount + operation, with: code)
      let error = #expect(throws: StorageError.self) {
        try replaceAtomically(path, with: new, kind: kind, fileSystem: disk)
      }
      #expect(error?.code == code)
      let bytes = try read(disk)
      #expect(bytes == old.bytes || bytes == new.bytes, "operation \(operation)")
      #expect(try disk.list("index") == ["manifest"], "operation \(operation)")
      try replaceAtomically(path, with: new, kind: kind, fileSystem: disk)
      #expect(try read(disk) == new.bytes)
    }
  }

  @Test("A reader keeps the contents that it opened")
  func openReader() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("manifest")
    let (old, new) = (contents(seed: 7, count: 9000), contents(seed: 8, count: 9000))
    let local = LocalFileSystem()
    try replaceAtomically(path, with: old, kind: kind, fileSystem: local)
    let reader = try CheckedFile(path, kind: kind, fileSystem: local)
    try replaceAtomically(path, with: new, kind: kind, fileSystem: local)
    let seen = try reader.bytes(0..<9000)
    withExtendedLifetime(reader) { #expect(seen.elementsEqual(old.bytes)) }
    let next = try CheckedFile(path, kind: kind, fileSystem: local)
    let nextSeen = try next.bytes(0..<9000)
    withExtendedLifetime(next) { #expect(nextSeen.elementsEqual(new.bytes)) }
    #expect(try local.list(directory.path) == ["manifest"])
  }

  private func contents(seed: UInt64, count: Int) -> ByteWriter {
    var generator = SeededGenerator(seed: seed)
    var writer = ByteWriter()
    writer.append(contentsOf: generator.bytes(count))
    return writer
  }

  private func diskHolding(_ contents: ByteWriter) throws -> FaultyFileSystem {
    let disk = FaultyFileSystem()
    try disk.createDirectory("index")
    try disk.synchronizeDirectory(".")
    try replaceAtomically(path, with: contents, kind: kind, fileSystem: disk)
    return disk
  }

  private func operationsOfOneReplacement(_ new: ByteWriter? = nil) throws -> Int {
    let contents = new ?? contents(seed: 9, count: 7000)
    let disk = try diskHolding(contents)
    let before = disk.operationCount
    try replaceAtomically(path, with: contents, kind: kind, fileSystem: disk)
    return disk.operationCount - before
  }

  private func read(_ disk: FaultyFileSystem) throws -> [UInt8] {
    let file = try CheckedFile(path, kind: kind, fileSystem: disk)
    try file.verify()
    return withExtendedLifetime(file) { Array(file.payload) }
  }
}
