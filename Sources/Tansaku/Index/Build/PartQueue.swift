import TansakuStorage

/// Takes parts of a segment from threads that make them range by range, and gives them to one thread
/// in the order of the ranges.
///
/// Few parts wait at a time: who is ahead waits for the one whose range is next.
final class PartQueue: @unchecked Sendable {
  // Sendable: everything is guarded by the monitor.
  private let monitor = Monitor()
  private let rangeCount: Int
  private let capacity: Int
  private var nextRange = 0
  /// The range whose parts are given out now.
  private var current = 0
  private var parts: [Int: [SegmentPart]] = [:]
  private var partCount = 0
  private var ended: Set<Int> = []
  private var spare: [SegmentPart] = []
  private var failure: (any Error)?
  private var isStopped = false

  /// The queue was stopped, and takes no more.
  struct Stopped: Error {}

  /// A queue for the parts of so many ranges, of which so many parts wait while others are made.
  init(rangeCount: Int, capacity: Int) {
    self.rangeCount = rangeCount
    self.capacity = capacity
  }

  // MARK: Making parts

  /// The number of a range to be worked on; nil where there is none left.
  func takeRange() -> Int? {
    monitor.locked {
      guard nextRange < rangeCount, !isStopped else { return nil }
      nextRange += 1
      return nextRange - 1
    }
  }

  /// An empty part, with the memory of an old one where there is one.
  func takePart() -> SegmentPart { monitor.locked { spare.popLast() } ?? SegmentPart() }

  /// Adds the next part of a range; waits where too many parts are there.
  ///
  /// - Throws: `Stopped` where nobody wants it any more.
  func add(_ part: consuming SegmentPart, ofRange range: Int) throws {
    // A closure may not consume.
    let part = part
    try monitor.locked {
      while partCount >= capacity, range != current, !isStopped { monitor.wait() }
      if isStopped { throw Stopped() }
      parts[range, default: []].append(part)
      partCount += 1
      monitor.notifyAll()
    }
  }

  /// Says that all parts of a range were added.
  func endRange(_ range: Int) {
    monitor.locked {
      ended.insert(range)
      monitor.notifyAll()
    }
  }

  /// Says that a range cannot be made.
  func fail(_ error: any Error) {
    monitor.locked {
      if failure == nil { failure = error }
      monitor.notifyAll()
    }
  }

  // MARK: Taking parts

  /// The next part; nil after the last.
  ///
  /// - Throws: what went wrong on a thread that makes parts.
  func next() throws -> SegmentPart? {
    try monitor.locked {
      while true {
        if let failure { throw failure }
        if let first = parts[current]?.first {
          parts[current]?.removeFirst()
          partCount -= 1
          monitor.notifyAll()
          return first
        }
        if current == rangeCount { return nil }
        if ended.remove(current) != nil {
          parts[current] = nil
          current += 1
          monitor.notifyAll()
        } else {
          monitor.wait()
        }
      }
    }
  }

  /// Gives a part back, so that its memory is used again.
  func giveBack(_ part: consuming SegmentPart) {
    var part = part
    part.removeAll()
    monitor.locked { spare.append(part) }
  }

  /// Lets all who make parts end.
  func stop() {
    monitor.locked {
      isStopped = true
      monitor.notifyAll()
    }
  }
}
