import TansakuStorage

/// The workers of one update: inverts batches on as many threads as the caller allows, and gives
/// them back in the order in which they came.
///
/// With one worker everything runs on the caller's thread and no thread is started. Used by one
/// thread, whose calls are the only ones that touch the workers while no batch is under way.
final class InversionPool {
  private let workers: [InversionWorker]
  private let owner = OwningProcess()
  private var threads: [WorkerThread] = []
  private let shared = Shared()
  private var memories: [InversionMemory]
  /// What the batches under way may come to take.
  private var costs: [Int: Int] = [:]
  /// How many batches were submitted and not taken back.
  private var underWay = 0
  private var nextSequence = 0

  /// What caller and workers share, guarded by the monitor.
  private final class Shared: @unchecked Sendable {
    let monitor = Monitor()
    var waiting: [InversionBatch] = []
    var done: [Int: (worker: Int, result: Result<InvertedBatch, any Error>)] = [:]
    var isClosed = false
  }

  /// Carries a worker to its thread.
  private struct WorkerBox: @unchecked Sendable {
    // Sendable: the caller reads a worker only while no batch is under way.
    let worker: InversionWorker
  }

  /// How memory is shared out.
  let plan: MemoryPlan

  /// A pool of as many workers as the plan has threads, which find these aliases.
  init(_ plan: MemoryPlan, aliases: Aliases? = nil) throws {
    self.plan = plan
    workers = try (0..<plan.concurrency).map { _ in
      try InversionWorker(textsMemory: plan.textsPerWorker, aliases: aliases)
    }
    memories = workers.map(\.memory)
  }

  /// How many bytes of memory the inverted texts took when the workers last told.
  var textsMemory: Int { memories.reduce(0) { $0 + $1.texts } }

  /// How many bytes the streams of one term took at most.
  var longestStream: Int { memories.reduce(0) { $0 + $1.longestStream } }

  /// How many bytes of memory the batches under way may come to take.
  var costUnderWay: Int { costs.values.reduce(0, +) }

  /// The inverted texts of all workers; only while no batch is under way.
  var texts: [InvertedTexts] {
    precondition(underWay == 0, "the workers are at work")
    return workers.map(\.texts)
  }

  /// Forgets what was inverted, and that of batches under way; the next batch is the first again.
  func reset() {
    shared.monitor.locked {
      underWay -= shared.waiting.count
      shared.waiting = []
    }
    while underWay > 0 {
      takeDone()
    }
    shared.monitor.locked { shared.done = [:] }
    for worker in workers { worker.reset() }
    memories = workers.map(\.memory)
    costs = [:]
    nextSequence = 0
  }

  /// Hands a batch to a worker; waits where all of them have enough to do.
  func submit(_ batch: InversionBatch) throws {
    costs[batch.sequence] = batch.cost
    if workers.count == 1 {
      let result = Result { try workers[0].invert(batch) }
      shared.done[batch.sequence] = (0, result)
      underWay += 1
      return
    }
    if threads.isEmpty { try start() }
    underWay += 1
    shared.monitor.locked {
      while shared.waiting.count >= workers.count { shared.monitor.wait() }
      shared.waiting.append(batch)
      shared.monitor.notifyAll()
    }
  }

  /// The next batch in order, once it is inverted; nil where none is under way, or where it is not
  /// ready and `waiting` is false.
  func next(waiting: Bool) throws -> InvertedBatch? {
    let entry = shared.monitor.locked { () -> (Int, Result<InvertedBatch, any Error>)? in
      while shared.done[nextSequence] == nil {
        if underWay == 0 || !waiting { return nil }
        shared.monitor.wait()
      }
      return shared.done.removeValue(forKey: nextSequence)
    }
    guard let (worker, result) = entry else { return nil }
    underWay -= 1
    costs[nextSequence] = nil
    nextSequence += 1
    let inverted = try result.get()
    memories[worker] = inverted.memory
    return inverted
  }

  /// Waits for any batch and drops it.
  private func takeDone() {
    shared.monitor.locked {
      while shared.done.isEmpty { shared.monitor.wait() }
      if let first = shared.done.keys.first { shared.done[first] = nil }
    }
    underWay -= 1
  }

  private func start() throws {
    for (number, worker) in workers.enumerated() {
      let box = WorkerBox(worker: worker)
      threads.append(
        try WorkerThread { [shared] in
          while let batch = InversionPool.take(from: shared) {
            let result = Result { try box.worker.invert(batch) }
            shared.monitor.locked {
              shared.done[batch.sequence] = (number, result)
              shared.monitor.notifyAll()
            }
          }
        })
    }
  }

  private static func take(from shared: Shared) -> InversionBatch? {
    shared.monitor.locked {
      while shared.waiting.isEmpty {
        if shared.isClosed { return nil }
        shared.monitor.wait()
      }
      let batch = shared.waiting.removeFirst()
      shared.monitor.notifyAll()
      return batch
    }
  }

  /// Ends all threads and waits for them; what waits to be inverted is dropped.
  ///
  /// The pool must not be used after that.
  func close() {
    shared.monitor.locked {
      shared.waiting = []
      shared.isClosed = true
      shared.monitor.notifyAll()
    }
    for thread in threads { thread.join() }
    threads = []
  }

  // In a forked process there are no threads to wait for, and another thread may have been inside the
  // monitor when the process was copied.
  deinit { if owner.isCurrent { close() } }
}
