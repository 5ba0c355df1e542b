/// An update of an index that somebody else ends than the function that began it.
///
/// For those who cannot hand over a closure; in Swift `SearchIndex.update` is what one wants. Whoever
/// lets go of it without a commit undoes it. Not for two threads at once.
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
        merging: index.merging, fileSystem: index.fileSystem)
    } catch {
      lock.release()
      throw error
    }
    self.lock = lock
  }

  deinit {
    if isOpen { end { $0.abandon() } }
  }

  /// Makes everything durable and then, in one step, visible; undoes it where that fails.
  package func commit() throws {
    guard isOpen else { return }
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
    body(&writer)
    lock.release()
  }
}
