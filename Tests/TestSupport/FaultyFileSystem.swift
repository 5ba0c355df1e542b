import Synchronization
package import TansakuStorage

/// A file system in memory that fails when it is told to, and loses power.
///
/// Operations are numbered from 0: each call of the protocol and each `write`, `synchronize` and
/// `close` of a file. So a test can run once to count them and then fail each in turn:
///
/// ```swift
/// let disk = FaultyFileSystem()
/// disk.fail(operation: 3, with: .noSpace)     // one failure, then all is well again
/// disk.cutPower(atOperation: 5)               // this one and all later ones fail
/// let survived = disk.afterPowerLoss(seed: 1) // what the next start finds
/// ```
///
/// Without power it keeps only what was synchronised: contents by `OutputFile.synchronize()`, names
/// by `synchronizeDirectory(_:)`. Of the rest the seed chooses what is forgotten, cut off, torn at
/// sectors of 512 bytes, or happened to be written.
package final class FaultyFileSystem: FileSystem {
  private struct State: Sendable {
    var disk = FaultyDisk()
    var log: [String] = []
    var failures: [Int: StorageError.Code] = [:]
    var powerCut = Int.max

    /// Counts an operation; returns the error if it is to fail.
    mutating func begin(_ operation: String, _ path: String) -> StorageError? {
      let number = log.count
      log.append("\(operation) \(path)")
      if number >= powerCut {
        return StorageError(.ioFailure, "\(operation): the power is off.", file: path)
      }
      return failures[number].map {
        StorageError($0, "\(operation): failed as the test wanted (\($0)).", file: path)
      }
    }

    mutating func check(_ operation: String, _ path: String) throws(StorageError) {
      if let error = begin(operation, path) { throw error }
    }

    func file(_ path: String, _ doing: String) throws(StorageError) -> Int {
      if let file = disk.seen.files[path] { return file }
      let isDirectory = disk.seen.directories.contains(path)
      throw StorageError(isDirectory ? .notAFile : .notFound, doing: doing, file: path)
    }

    func requireParent(of path: String, _ doing: String) throws(StorageError) {
      if !disk.seen.directories.contains(parentDirectory(of: path)) {
        throw StorageError(.notFound, doing: doing, file: path)
      }
    }
  }

  private let state: Mutex<State>

  /// Makes an empty file system with the folders `.` and `/`.
  package convenience init() { self.init(FaultyDisk()) }

  private init(_ disk: FaultyDisk) { state = Mutex(State(disk: disk)) }

  // MARK: - For tests

  /// What was done so far, one line an operation.
  package var log: [String] { state.withLock { $0.log } }

  /// The number that the next operation will have.
  package var operationCount: Int { log.count }

  /// Lets one operation fail; a write that fails has written half.
  package func fail(operation: Int, with code: StorageError.Code) {
    state.withLock { $0.failures[operation] = code }
  }

  /// Lets an operation and all after it fail.
  package func cutPower(atOperation operation: Int) {
    state.withLock { $0.powerCut = operation }
  }

  /// Returns what is found after the power was lost now; this one goes on as if it had not.
  package func afterPowerLoss(seed: UInt64) -> FaultyFileSystem {
    var generator = SeededGenerator(seed: seed)
    let disk = state.withLock { $0.disk }
    return FaultyFileSystem(disk.afterPowerLoss(using: &generator))
  }

  /// Takes a lock away from whoever holds it, as removing its file does.
  package func breakLock(_ path: String) { unlock(path) }

  /// Returns the bytes of a file, or nil if there is none.
  package func contents(of path: String) -> [UInt8]? {
    state.withLock { state in
      state.disk.seen.files[path].flatMap { state.disk.contents[$0]?.seen }
    }
  }

  /// Puts bytes into a file, new or old, as safe as if all had been synchronised.
  package func setContents(of path: String, to bytes: [UInt8]) {
    state.withLock { state in
      let file = state.disk.makeFile()
      state.disk.contents[file] = .init(seen: bytes, synchronized: bytes)
      state.disk.seen.files[path] = file
      state.disk.synchronized.files[path] = file
    }
  }

  // MARK: - FileSystem

  /// Copies a file to memory that stays where it is.
  package func map(_ path: String) throws(StorageError) -> MappedFile {
    let bytes = try state.withLock { state throws(StorageError) in
      try state.check("map", path)
      return state.disk.contents[try state.file(path, "open the file")]?.seen ?? []
    }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 4096)
    memory.copyBytes(from: bytes)
    return MappedFile(path: path, bytes: UnsafeRawBufferPointer(memory)) { $0.deallocate() }
  }

  /// Opens a file for writing from its beginning.
  package func create(_ path: String) throws(StorageError) -> any OutputFile {
    let file = try state.withLock { state throws(StorageError) in
      try state.check("create", path)
      try state.requireParent(of: path, "create the file")
      if let file = state.disk.seen.files[path] {
        state.disk.contents[file]?.seen = []
        return file
      }
      let file = state.disk.makeFile()
      state.disk.change(.link(path, file))
      return file
    }
    return FaultyOutputFile(path, number: file, fileSystem: self)
  }

  /// Gives a file another name.
  package func rename(_ from: String, to: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      try state.check("rename to \(to)", from)
      try state.requireParent(of: to, "rename the file")
      let file = try state.file(from, "rename the file")
      if parentDirectory(of: from) == parentDirectory(of: to) {
        state.disk.change(.move(from: from, to: to, file))
      } else {
        state.disk.change(.link(to, file))
        state.disk.change(.unlink(from, file))
      }
    }
  }

  /// Removes a file.
  package func remove(_ path: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      try state.check("remove", path)
      state.disk.change(.unlink(path, try state.file(path, "remove the file")))
    }
  }

  /// Returns the names in a folder, sorted.
  package func list(_ directory: String) throws(StorageError) -> [String] {
    try state.withLock { state throws(StorageError) in
      try state.check("list", directory)
      if !state.disk.seen.directories.contains(directory) {
        throw StorageError(.notFound, doing: "read the folder", file: directory)
      }
      let paths = Array(state.disk.seen.files.keys) + state.disk.seen.directories
      return paths.filter { $0 != directory && parentDirectory(of: $0) == directory && $0 != "/" }
        .map { path in String(path.split(separator: "/").last ?? "") }
        .sorted()
    }
  }

  /// Tells whether the path leads to anything.
  package func exists(_ path: String) throws(StorageError) -> Bool {
    try state.withLock { state throws(StorageError) in
      try state.check("exists", path)
      return state.disk.seen.files[path] != nil || state.disk.seen.directories.contains(path)
    }
  }

  /// Returns the length of a file in bytes.
  package func size(of path: String) throws(StorageError) -> Int {
    try state.withLock { state throws(StorageError) in
      try state.check("size", path)
      return state.disk.contents[try state.file(path, "look at the file")]?.seen.count ?? 0
    }
  }

  /// Makes a folder and those above it.
  package func createDirectory(_ path: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      try state.check("createDirectory", path)
      var missing: [String] = []
      var next = path
      while !state.disk.seen.directories.contains(next) {
        if state.disk.seen.files[next] != nil {
          throw StorageError(.notADirectory, doing: "make the folder", file: next)
        }
        missing.append(next)
        next = parentDirectory(of: next)
      }
      for directory in missing.reversed() { state.disk.change(.makeDirectory(directory)) }
    }
  }

  /// Makes what was done to a folder's names safe.
  package func synchronizeDirectory(_ path: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      try state.check("synchronizeDirectory", path)
      if !state.disk.seen.directories.contains(path) {
        throw StorageError(.notFound, doing: "open the folder", file: path)
      }
      state.disk.synchronize(directory: path)
    }
  }

  /// Takes the exclusive lock on a path.
  package func lock(_ path: String) throws(StorageError) -> any FileLock {
    try state.withLock { state throws(StorageError) in
      try state.check("lock", path)
      try state.requireParent(of: path, "open the lock file")
      if state.disk.seen.files[path] == nil {
        state.disk.change(.link(path, state.disk.makeFile()))
      }
      if !state.disk.locked.insert(path).inserted {
        throw StorageError(.locked, doing: "lock", file: path)
      }
    }
    return FaultyFileLock(path, fileSystem: self)
  }

  // MARK: - For open files

  fileprivate func isLocked(_ path: String) throws(StorageError) -> Bool {
    try state.withLock { state throws(StorageError) in
      try state.check("look at the lock", path)
      return state.disk.locked.contains(path)
    }
  }

  fileprivate func unlock(_ path: String) {
    state.withLock { _ = $0.disk.locked.remove(path) }
  }

  fileprivate func write(_ bytes: [UInt8], to file: Int, _ path: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      let error = state.begin("write", path)
      let written = error == nil ? bytes[...] : bytes.prefix(bytes.count / 2)
      state.disk.contents[file]?.seen.append(contentsOf: written)
      if let error { throw error }
    }
  }

  fileprivate func synchronize(_ file: Int, _ path: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      try state.check("synchronize", path)
      if let seen = state.disk.contents[file]?.seen {
        state.disk.contents[file]?.synchronized = seen
      }
    }
  }

  fileprivate func close(_ path: String) throws(StorageError) {
    try state.withLock { state throws(StorageError) in try state.check("close", path) }
  }
}

private final class FaultyOutputFile: OutputFile {
  private let path: String
  private let number: Int
  private let fileSystem: FaultyFileSystem
  private var isOpen = true

  init(_ path: String, number: Int, fileSystem: FaultyFileSystem) {
    self.path = path
    self.number = number
    self.fileSystem = fileSystem
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    try requireOpen()
    try fileSystem.write(Array(bytes), to: number, path)
  }

  func synchronize() throws(StorageError) {
    try requireOpen()
    try fileSystem.synchronize(number, path)
  }

  func close() throws(StorageError) {
    guard isOpen else { return }
    isOpen = false
    try fileSystem.close(path)
  }

  private func requireOpen() throws(StorageError) {
    if !isOpen { throw StorageError(.ioFailure, "The file is closed already.", file: path) }
  }
}

private final class FaultyFileLock: FileLock {
  private let path: String
  private let fileSystem: FaultyFileSystem
  private let isTaken = Atomic(true)

  init(_ path: String, fileSystem: FaultyFileSystem) {
    self.path = path
    self.fileSystem = fileSystem
  }

  deinit { release() }

  var isHeld: Bool {
    get throws(StorageError) {
      if !isTaken.load(ordering: .acquiring) { return false }
      return try fileSystem.isLocked(path)
    }
  }

  func release() {
    if isTaken.exchange(false, ordering: .acquiringAndReleasing) { fileSystem.unlock(path) }
  }
}
