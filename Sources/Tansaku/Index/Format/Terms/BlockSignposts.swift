import Synchronization

/// Remembers how the keys begin that a binary search over a dictionary asks for first, so that only
/// its last steps read the file.
///
/// The first question of every search is about the same block, the second about one of two, and so
/// on: a signpost for each of the first twelve questions, 32 KiB in all, is put up when a search first
/// comes by. Sendable because each is atomic and the memory is given back once, by `deinit`; a
/// signpost that is seen late only costs a second look at the key.
final class BlockSignposts: @unchecked Sendable {
  /// So many questions have signposts.
  private static let depth = 12
  /// As in a heap: behind number `n` come `2n` and `2n + 1`; 0 stands for none, for the first byte of
  /// a key is its layer's.
  private let signposts: UnsafeMutableBufferPointer<Atomic<UInt64>>

  /// No signposts yet.
  init() {
    signposts = .allocate(capacity: 1 << BlockSignposts.depth)
    for index in signposts.indices { signposts.initializeElement(at: index, to: Atomic(0)) }
  }

  deinit {
    signposts.deinitialize()
    signposts.deallocate()
  }

  /// How a key begins, as a number; those of two keys that differ stand in the order of the keys.
  static func beginning(of key: UnsafeRawBufferPointer) -> UInt64 {
    if key.count >= 8 { return UInt64(bigEndian: key.loadUnaligned(as: UInt64.self)) }
    var number: UInt64 = 0
    for byte in key { number = number << 8 | UInt64(byte) }
    return number << UInt64(8 * (8 - key.count))
  }

  /// Finds the block that would hold a key.
  ///
  /// - Parameters:
  ///   - key: what is looked for.
  ///   - beginning: how it begins.
  ///   - count: how many blocks there are, always the same.
  ///   - firstKey: the first key of a block.
  /// - Returns: the last block whose first key is not after `key`; nil where there is none.
  @inline(__always)
  func lastBlock(
    notAfter key: UnsafeRawBufferPointer, beginning: UInt64, of count: Int,
    firstKey: (Int) throws -> UnsafeRawBufferPointer
  ) rethrows -> Int? {
    let signposts = signposts
    let signpostCount = signposts.count
    var low = 0
    var high = count
    var question = 1
    while low < high {
      let middle = (low &+ high) &>> 1
      let known = question < signpostCount ? signposts[question].load(ordering: .relaxed) : 0
      let isAfter: Bool
      if known != 0, known != beginning {
        isAfter = known > beginning
      } else {
        let first = try firstKey(middle)
        isAfter = TermBlockWalk.compare(first, key) > 0
        if question < signpostCount {
          signposts[question].store(BlockSignposts.beginning(of: first), ordering: .relaxed)
        }
      }
      // No question has a number beyond twice the count.
      question = question &+ question &+ (isAfter ? 0 : 1)
      if isAfter { high = middle } else { low = middle &+ 1 }
    }
    return low == 0 ? nil : low &- 1
  }
}
