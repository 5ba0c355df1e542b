/// All that Tansaku asks of a disk.
///
/// Everything above speaks to files through this protocol, so that the tests can put one in its
/// place that fails, tears and forgets. What was written survives a loss of power only when
/// `OutputFile.synchronize()` has returned, and its name only when `synchronizeDirectory(_:)` has.
package protocol FileSystem: Sendable {
  /// Maps a whole file for reading. An empty file gives no bytes.
  func map(_ path: String) throws(StorageError) -> MappedFile
  /// Opens a new file for writing, in place of what had that name.
  func create(_ path: String) throws(StorageError) -> any OutputFile
  /// Gives a file another name, in one step, in place of what had that name.
  func rename(_ from: String, to: String) throws(StorageError)
  /// Removes a file. Those who have it mapped keep their bytes.
  func remove(_ path: String) throws(StorageError)
  /// Returns the names in a folder, sorted, without `.` and `..`.
  func list(_ directory: String) throws(StorageError) -> [String]
  /// Tells whether the path leads to anything.
  func exists(_ path: String) throws(StorageError) -> Bool
  /// Returns the length of a file in bytes.
  func size(of path: String) throws(StorageError) -> Int
  /// Makes a folder and those above it. That it is there already is no error.
  func createDirectory(_ path: String) throws(StorageError)
  /// Returns when the names in a folder (new, changed, removed) are on the disk.
  func synchronizeDirectory(_ path: String) throws(StorageError)
  /// Takes the exclusive lock on a path without waiting; makes the file if needed.
  ///
  /// The lock belongs to the returned object and ends with `release()`, with the object, or with
  /// the process, however it dies. The file stays: removing it would let two hold "the" lock.
  ///
  /// - Throws: `.locked` when it is held elsewhere, in this process too.
  func lock(_ path: String) throws(StorageError) -> any FileLock
}

/// A file being written.
///
/// Closed at the latest when the object goes. Not to be used from two threads at once.
package protocol OutputFile: AnyObject {
  /// Writes all of the bytes, or throws; then some of them may have been written.
  func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError)
  /// Returns when the bytes written so far are on the disk.
  ///
  /// After a failure it is unknown which bytes are there, and asking again may wrongly succeed:
  /// give up the file and write it anew.
  func synchronize() throws(StorageError)
  /// Closes the file. Nothing else may be called afterwards, except this again.
  func close() throws(StorageError)
}

/// A lock that is held.
package protocol FileLock: AnyObject, Sendable {
  /// Whether the lock still keeps others out; no longer if it was released, if its file was removed or
  /// replaced, if another process shared the lock and gave it back and a writer has it now, or in a
  /// process that was forked from the one that took it.
  var isHeld: Bool { get throws(StorageError) }
  /// Gives the lock back. A second call does nothing.
  func release()
}
