/// An update whose beginning and commit are different calls, for callers that cannot pass a closure.
///
/// In Swift `SearchIndex.update` is the usual way. An update that is let go of without a commit is
/// undone. It must not be used by two threads at once. A copy of it in a process that was forked
/// meanwhile changes nothing: its commit and its writer throw `locked`, and all else does nothing.
package final class OpenUpdate {
  /// Adds and deletes documents.
  package var writer: IndexWriter
  private let lock: WriterLock
  private var isOpen = true

  /// Begins an update.
  ///
  /// - Parameters:
  ///   - index: What to change.
  ///   - concurrency: See `SearchIndex.update`.
  ///   - memory: See `SearchIndex.update`.
  /// - Throws: `IndexError` or `StorageError`, `locked` where another writer has the index.
  package init(of index: SearchIndex, concurrency: Int = 1, memory: Int = 232 << 20) throws {
    let lock = try WriterLock(in: index.path, fileSystem: index.fileSystem)
    do {
      writer = try IndexWriter(
        directory: index.path, lock: lock, memory: memory, concurrency: concurrency,
        merging: index.merging, tags: index.tags, fileSystem: index.fileSystem)
    } catch {
      lock.release()
      throw error
    }
    self.lock = lock
  }

  deinit {
    if isOpen { end { $0.abandon() } }
  }

  /// Makes everything durable and then, in one step, visible; undoes it if that fails.
  ///
  /// - Throws: `IndexError` or `StorageError`: `locked` in a process that was forked from the one that
  ///   began the update, which can still commit it, and if another writer has committed meanwhile.
  package func commit() throws {
    guard isOpen else { return }
    try lock.checkProcess()
    do {
      try writer.commit()
      end { _ in }
    } catch {
      rollBack()
      throw error
    }
  }

  /// Leaves the last commit as it is.
  package func rollBack() {
    if isOpen { end { $0.abandon() } }
  }

  private func end(_ body: (inout IndexWriter) -> Void) {
    isOpen = false
    // A forked copy gives back its memory and its descriptors, and leaves files and lock alone.
    if lock.isOwn { body(&writer) }
    lock.release()
  }
}
