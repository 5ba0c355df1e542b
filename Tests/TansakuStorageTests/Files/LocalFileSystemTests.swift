import TansakuStorage
import TansakuTestSupport
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

@Suite struct LocalFileSystemTests {
  private let local = LocalFileSystem()
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test("A file is written, measured, mapped, renamed, listed and removed")
  func files() throws {
    let path = directory.path("a")
    try write([1, 2, 3], to: path)
    #expect(try local.size(of: path) == 3)
    let mapped = try local.map(path)
    try local.rename(path, to: directory.path("b"))
    try write([9], to: directory.path("c"))
    #expect(try local.list(directory.path) == ["b", "c"])
    #expect(try !local.exists(path))
    #expect(try local.exists(directory.path("b")))
    try local.remove(directory.path("b"))
    withExtendedLifetime(mapped) { #expect(Array(mapped.bytes) == [1, 2, 3]) }
    // Creating again empties.
    try write([], to: directory.path("c"))
    #expect(try local.map(directory.path("c")).bytes.isEmpty)
    try local.synchronizeDirectory(directory.path)
  }

  @Test("Folders are made with those above them, and making them again is fine")
  func directories() throws {
    let path = directory.path("x/y/z")
    try local.createDirectory(path)
    try local.createDirectory(path)
    try local.createDirectory("/")
    try write([1], to: path + "/f")
    #expect(try local.list(path) == ["f"])
    expect(.notADirectory) { try local.createDirectory(path + "/f") }
    expect(.notADirectory) { try local.createDirectory(path + "/f/g") }
  }

  @Test("What fails says why, what to do, what the system said, and where")
  func failures() throws {
    let missing = directory.path("missing")
    expect(.notFound, "ENOENT") { _ = try local.map(missing) }
    expect(.notFound, "ENOENT") { try local.remove(missing) }
    expect(.notFound, "ENOENT") { try local.rename(missing, to: missing + "2") }
    expect(.notFound, "ENOENT") { _ = try local.list(missing) }
    expect(.notFound, "ENOENT") { _ = try local.size(of: missing) }
    expect(.notFound, "ENOENT") { _ = try local.create(missing + "/f") }
    expect(.notFound, "ENOENT") { try local.synchronizeDirectory(missing) }
    expect(.notAFile) { _ = try local.map(directory.path) }
    expect(.notAFile, "EISDIR") { _ = try local.create(directory.path) }
    try write([1], to: directory.path("f"))
    expect(.notADirectory, "ENOTDIR") { _ = try local.list(directory.path("f")) }
    expect(.notADirectory, "ENOTDIR") { _ = try local.map(directory.path("f/g")) }
    #expect(try !local.exists(directory.path("f/g")))
    expect(.invalidPath) { _ = try local.create(directory.path("a\0b")) }
    expect(.invalidPath, "ENAMETOOLONG") {
      _ = try local.create(directory.path(String(repeating: "n", count: 300)))
    }
    #expect(try local.list(directory.path) == ["f"])
  }

  @Test("A file that is made anew leaves the bytes of the old one to those who have it")
  func madeAnew() throws {
    let path = directory.path("f")
    let old = try local.create(path)
    try ([1, 2] as [UInt8]).withUnsafeBytes { try old.write($0) }
    let mapped = try local.map(path)
    try write([9], to: path)
    try ([3] as [UInt8]).withUnsafeBytes { try old.write($0) }
    #expect(withExtendedLifetime(mapped) { Array(mapped.bytes) } == [1, 2])
    let new = try local.map(path)
    #expect(withExtendedLifetime(new) { Array(new.bytes) } == [9])
  }

  @Test("A lock is lost where its file is removed or another one is in its place")
  func lostLock() throws {
    let path = directory.path("lock")
    let lock = try local.lock(path)
    #expect(try lock.isHeld)
    try local.remove(path)
    #expect(try !lock.isHeld)
    let other = try local.lock(path)
    #expect(try !lock.isHeld)
    #expect(try other.isHeld)
    lock.release()
    #expect(try other.isHeld)
    other.release()
    #expect(try !other.isHeld)
  }

  #if os(Linux)
  @Test("A lock that was given back is free, whoever else has its descriptor")
  func duplicatedLock() throws {
    let path = directory.path("lock")
    let lock = try local.lock(path)
    // As a child process has it between its start and the program that it runs.
    let copies = (0..<1024).filter { descriptor in
      var room = [CChar](repeating: 0, count: 4096)
      let length = readlink("/proc/self/fd/\(descriptor)", &room, room.count)
      return String(decoding: room.prefix(max(0, length)).map(UInt8.init), as: UTF8.self) == path
    }.map { dup(Int32($0)) }
    defer { for copy in copies { close(copy) } }
    #expect(copies.count == 1)
    lock.release()
    try local.lock(path).release()
  }

  @Test("A full disk is an error of its own, from the write on")
  func fullDisk() throws {
    let file = try local.create("/dev/full")
    expect(.noSpace, "ENOSPC") { try [1, 2, 3].withUnsafeBytes { try file.write($0) } }
  }
  #endif

  @Test("Too many open files are an error of their own")
  func tooManyOpenFiles() async {
    await #expect(processExitsWith: .success) {
      let directory = try TemporaryDirectory()
      var limit = rlimit(rlim_cur: 64, rlim_max: 64)
      #if canImport(Darwin)
      setrlimit(RLIMIT_NOFILE, &limit)
      #else
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      #endif
      var files: [any OutputFile] = []
      let error = #expect(throws: StorageError.self) {
        for number in 0..<100 {
          files.append(try LocalFileSystem().create(directory.path("\(number)")))
        }
      }
      #expect(error?.code == .tooManyOpenFiles)
      #expect(error?.cause?.contains("EMFILE") == true)
      files = []
      _ = try LocalFileSystem().create(directory.path("again"))
    }
  }

  @Test("A closed file takes nothing more, and may be closed again")
  func closedFile() throws {
    let file = try local.create(directory.path("f"))
    try file.close()
    try file.close()
    expect(.ioFailure) { try [1].withUnsafeBytes { try file.write($0) } }
    expect(.ioFailure) { try file.synchronize() }
  }

  @Test("A lock is held once, and given back by release and by its object")
  func locks() throws {
    let path = directory.path("lock")
    let lock = try local.lock(path)
    expect(.locked, "EWOULDBLOCK") { _ = try local.lock(path) }
    lock.release()
    lock.release()
    _ = try local.lock(path)
    _ = try local.lock(path)
    #expect(try local.list(directory.path) == ["lock"])
  }

  @Test("Another process does not get a lock that is held, and its own dies with it")
  func locksOfOtherProcesses() async throws {
    let path = directory.path("lock")
    let lock = try local.lock(path)
    await #expect(processExitsWith: .success) { [path = path as String] in
      let error = #expect(throws: StorageError.self) { try LocalFileSystem().lock(path) }
      #expect(error?.code == .locked)
    }
    lock.release()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let held = try LocalFileSystem().lock(path)
      _ = withExtendedLifetime(held) { kill(getpid(), SIGKILL) }
    }
    _ = try local.lock(path)
  }

  @Test("Each kind of failure has a sentence of its own")
  func sentences() {
    let messages = StorageError.Code.allCases.map {
      StorageError($0, doing: "do it", file: nil).message
    }
    #expect(Set(messages).count == messages.count)
    #expect(messages.allSatisfy { $0.starts(with: "Cannot do it: ") && $0.hasSuffix(".") })
    let numbers =
      [
        EACCES: .notPermitted, EROFS: .readOnly, EDQUOT: .noSpace, ENFILE: .tooManyOpenFiles,
        EIO: .ioFailure, ELOOP: .invalidPath, 9999: .ioFailure,
      ] as [Int32: StorageError.Code]
    for (number, code) in numbers {
      let error = StorageError(errno: number, "do it", file: "f")
      #expect(error.code == code)
      #expect("\(error)".starts(with: "f: Cannot do it: "))
      #expect(error.cause?.isEmpty == false)
    }
  }

  @Test(
    "The folder of a path is what stands before its last name",
    arguments: [
      ("a", "."), ("/a", "/"), ("/", "/"), ("a/b", "a"), ("/a/b/", "/a"), ("a//b", "a"), ("", "."),
    ])
  func parents(path: String, parent: String) {
    #expect(parentDirectory(of: path) == parent)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try local.create(path)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.synchronize()
    try file.close()
  }

  private func expect(
    _ code: StorageError.Code, _ cause: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let error = #expect(throws: StorageError.self, sourceLocation: sourceLocation, performing: body)
    #expect(error?.code == code, sourceLocation: sourceLocation)
    if let cause {
      #expect(error?.cause?.starts(with: cause) == true, sourceLocation: sourceLocation)
    }
  }

  @Test("pages that were let go come back as they were") func forgetPages() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("pages")
    var generator = SeededGenerator(seed: 8)
    let bytes = generator.bytes(100_000)
    let output = try LocalFileSystem().create(path)
    try bytes.withUnsafeBytes { try output.write($0) }
    try output.close()
    let file = try LocalFileSystem().map(path)
    try withExtendedLifetime(file) {
      try #require(file.bytes.elementsEqual(bytes))
      file.forgetPages()
      #expect(file.bytes.elementsEqual(bytes))
    }
  }
}
