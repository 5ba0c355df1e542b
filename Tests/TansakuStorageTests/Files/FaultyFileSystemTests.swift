import TansakuStorage
import TansakuTestSupport
import Testing

@Suite struct FaultyFileSystemTests {
  private let kind = FileKind(name: "NOTE", version: 1, oldestReadable: 1)

  @Test("A file that was never synchronised comes back whole, cut, torn, empty or not at all")
  func unsynchronizedContents() throws {
    var generator = SeededGenerator(seed: 1)
    let bytes = generator.bytes(5000)
    var outcomes: Set<String> = []
    for seed in 0..<300 {
      let disk = FaultyFileSystem()
      let file = try disk.create("f")
      try bytes.withUnsafeBytes(file.write)
      let survived = disk.afterPowerLoss(seed: UInt64(seed)).contents(of: "f")
      let outcome =
        switch survived {
        case nil: "gone"
        case .some([]): "empty"
        case .some(bytes): "whole"
        case .some(let left): bytes.starts(with: left) ? "cut" : "torn"
        }
      outcomes.insert(outcome)
    }
    #expect(outcomes == ["gone", "empty", "whole", "cut", "torn"])
  }

  @Test("Synchronised contents never change, but their name may be lost without its folder")
  func synchronizedContents() throws {
    var generator = SeededGenerator(seed: 2)
    let bytes = generator.bytes(3000)
    var lost = 0
    for seed in 0..<100 {
      let disk = FaultyFileSystem()
      let file = try disk.create("f")
      try bytes.withUnsafeBytes(file.write)
      try file.synchronize()
      let before = disk.afterPowerLoss(seed: UInt64(seed)).contents(of: "f")
      #expect(before == nil || before == bytes)
      lost += before == nil ? 1 : 0
      try disk.synchronizeDirectory(".")
      #expect(disk.afterPowerLoss(seed: UInt64(seed)).contents(of: "f") == bytes)
      // What is added later may be lost, what was there may not.
      try bytes.withUnsafeBytes(file.write)
      let after = disk.afterPowerLoss(seed: UInt64(seed)).contents(of: "f")
      #expect((after ?? []).starts(with: bytes.prefix(2560)))
    }
    #expect(lost > 10 && lost < 90)
  }

  @Test("A name renamed or removed without its folder synchronised may be the old one again")
  func unsynchronizedNames() throws {
    var outcomes: Set<[String]> = []
    for seed in 0..<100 {
      let disk = FaultyFileSystem()
      disk.setContents(of: "a", to: [1])
      disk.setContents(of: "b", to: [2])
      try disk.rename("a", to: "b")
      #expect(disk.contents(of: "b") == [1])
      let survived = disk.afterPowerLoss(seed: UInt64(seed))
      outcomes.insert(try survived.list("."))
      let isOld = survived.contents(of: "a") != nil
      #expect(survived.contents(of: "b") == (isOld ? [2] : [1]), "A rename is one step")
      try disk.remove("b")
      try disk.synchronizeDirectory(".")
      #expect(try disk.afterPowerLoss(seed: UInt64(seed)).list(".") == [])
    }
    #expect(outcomes == [["a", "b"], ["b"]])
  }

  @Test("A rename before its file is synchronised may leave a damaged file, which opening finds")
  func renameTooEarly() throws {
    var generator = SeededGenerator(seed: 3)
    let payload = generator.bytes(20_000)
    var (whole, damaged, absent) = (0, 0, 0)
    for seed in 0..<200 {
      let disk = FaultyFileSystem()
      let writer = try CheckedFileWriter("f.new", kind: kind, fileSystem: disk)
      try payload.withUnsafeBytes(writer.write)
      // The mistake that AtomicReplace must not make: `finish` fails at its fsync, and is ignored.
      disk.fail(operation: disk.operationCount + 2, with: .ioFailure)
      _ = try? writer.finish()
      #expect(disk.log.last == "synchronize f.new")
      try disk.rename("f.new", to: "f")
      try disk.synchronizeDirectory(".")
      let survived = disk.afterPowerLoss(seed: UInt64(seed))
      do throws(StorageError) {
        let file = try CheckedFile("f", kind: kind, fileSystem: survived)
        try file.verify()
        withExtendedLifetime(file) { #expect(file.payload.elementsEqual(payload)) }
        whole += 1
      } catch {
        #expect([.corrupt, .notTansaku, .notFound].contains(error.code))
        if error.code == .notFound { absent += 1 } else { damaged += 1 }
      }
    }
    #expect(whole > 0)
    #expect(damaged > 0)
    #expect(absent == 0)
  }

  @Test("A folder that was not synchronised takes its files along")
  func lostDirectory() throws {
    var lost = 0
    for seed in 0..<50 {
      let disk = FaultyFileSystem()
      try disk.createDirectory("a/b")
      let file = try disk.create("a/b/f")
      try file.synchronize()
      try disk.synchronizeDirectory("a/b")
      try disk.synchronizeDirectory("a")
      let survived = disk.afterPowerLoss(seed: UInt64(seed))
      #expect(try survived.exists("a") == survived.exists("a/b/f"))
      lost += try survived.exists("a") ? 0 : 1
    }
    #expect(lost > 5 && lost < 45)
  }

  @Test("The same seed leaves the same disk")
  func repeatable() throws {
    let disk = FaultyFileSystem()
    for name in ["a", "b", "c"] {
      let file = try disk.create(name)
      try [UInt8](repeating: 7, count: 2000).withUnsafeBytes(file.write)
    }
    for seed in 0..<30 as Range<UInt64> {
      let (one, two) = (disk.afterPowerLoss(seed: seed), disk.afterPowerLoss(seed: seed))
      for name in ["a", "b", "c"] { #expect(one.contents(of: name) == two.contents(of: name)) }
    }
  }

  @Test("A lock is held once, and given back by release, by its object and by a loss of power")
  func locks() throws {
    let disk = FaultyFileSystem()
    let lock = try disk.lock("lock")
    #expect(throws: StorageError.self) { try disk.lock("lock") }
    _ = try disk.afterPowerLoss(seed: 1).lock("lock")
    lock.release()
    lock.release()
    _ = try disk.lock("lock")
    _ = try disk.lock("lock")
  }
}
