/// Finds many runs of characters in a text at once, each wherever it stands.
///
/// Aho and Corasick, "Efficient string matching: an aid to bibliographic search", Communications of
/// the ACM 18 (6), 1975: a trie of all needles, whose every state knows the longest of its own endings
/// that is a state too, and goes on from there when no branch fits. Branches are in one table of
/// hashes, those of the root in an array, for most of a text is read there.
struct NeedleAutomaton {
  /// One branch: bits 32 to 63 the state it leaves, 0 to 31 the character.
  private struct Branch {
    var key: UInt64
    var target: Int32
  }

  private static let root: Int32 = 0
  private static let none: Int32 = -1
  /// No state has the number and no character the value.
  private static let emptyKey = UInt64.max

  private var branches: [Branch]
  private let mask: Int
  /// Where the root's branches lead, by character; the root itself where there is none.
  private let fromRoot: [Int32]
  /// For each state, where to go on when no branch fits.
  private let failures: [Int32]
  /// For each state, the needle that ends there.
  private let needles: [Int32]
  /// For each state, the nearest state among its endings, itself included, where a needle ends.
  private let endings: [Int32]

  /// An automaton for these needles, all different and none empty.
  ///
  /// Takes time and memory in proportion to their characters.
  init(_ wanted: [[UInt32]]) {
    var table: [UInt64: Int32] = [:]
    table.reserveCapacity(wanted.reduce(0) { $0 + $1.count })
    // State by state: the one it was reached from, and by which character.
    var parents: [(state: Int32, scalar: UInt32)] = [(NeedleAutomaton.root, 0)]
    var needles: [Int32] = [NeedleAutomaton.none]
    var depths: [Int] = [0]
    for (number, needle) in wanted.enumerated() {
      var state = NeedleAutomaton.root
      for (depth, scalar) in needle.enumerated() {
        let key = NeedleAutomaton.key(state, scalar)
        if let next = table[key] {
          state = next
        } else {
          let next = Int32(parents.count)
          table[key] = next
          parents.append((state, scalar))
          needles.append(NeedleAutomaton.none)
          depths.append(depth + 1)
          state = next
        }
      }
      needles[Int(state)] = Int32(number)
    }
    var failures = [Int32](repeating: NeedleAutomaton.root, count: parents.count)
    var endings = [Int32](repeating: NeedleAutomaton.none, count: parents.count)
    // The shallower first, for every state's ending is shallower than itself.
    for state in parents.indices.dropFirst().sorted(by: { depths[$0] < depths[$1] }) {
      let (parent, scalar) = parents[state]
      var at = parent
      while at != NeedleAutomaton.root {
        at = failures[Int(at)]
        if let next = table[NeedleAutomaton.key(at, scalar)] {
          failures[state] = next
          break
        }
      }
      endings[state] =
        needles[state] != NeedleAutomaton.none ? Int32(state) : endings[Int(failures[state])]
    }
    self.failures = failures
    self.endings = endings
    self.needles = needles
    fromRoot = NeedleAutomaton.rootBranches(table)
    var size = 16
    while size < table.count * 2 { size *= 2 }
    mask = size - 1
    branches = Array(
      repeating: Branch(key: NeedleAutomaton.emptyKey, target: NeedleAutomaton.root), count: size)
    for (key, target) in table {
      var slot = NeedleAutomaton.slot(of: key) & mask
      while branches[slot].key != NeedleAutomaton.emptyKey { slot = (slot + 1) & mask }
      branches[slot] = Branch(key: key, target: target)
    }
  }

  private static func rootBranches(_ table: [UInt64: Int32]) -> [Int32] {
    let scalars = table.keys.filter { $0 >> 32 == UInt64(root) }.map { Int($0) }
    var targets = [Int32](repeating: root, count: (scalars.max() ?? 0) + 1)
    for scalar in scalars { targets[scalar] = table[UInt64(scalar)] ?? root }
    return targets
  }

  @inline(__always)
  private static func key(_ state: Int32, _ scalar: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: state)) << 32 | UInt64(scalar)
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4).
  @inline(__always)
  private static func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24)
  }

  /// Calls `body` with the number of a needle and the place behind it, for every place of every
  /// needle, by their ends; of those that end together, the longest first.
  ///
  /// Takes time in proportion to the text and the places.
  @inline(__always)
  func forEachPlace(in text: [UInt32], _ body: (_ needle: Int, _ end: Int) -> Void) {
    text.withUnsafeBufferPointer { text in
      branches.withUnsafeBufferPointer { branches in
        fromRoot.withUnsafeBufferPointer { fromRoot in
          var state = NeedleAutomaton.root
          for index in text.indices {
            state = next(state, text[index], branches, fromRoot)
            var ending = endings[Int(state)]
            while ending != NeedleAutomaton.none {
              body(Int(needles[Int(ending)]), index + 1)
              ending = endings[Int(failures[Int(ending)])]
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func next(
    _ state: Int32, _ scalar: UInt32, _ branches: UnsafeBufferPointer<Branch>,
    _ fromRoot: UnsafeBufferPointer<Int32>
  ) -> Int32 {
    var state = state
    while state != NeedleAutomaton.root {
      let key = NeedleAutomaton.key(state, scalar)
      var slot = NeedleAutomaton.slot(of: key) & mask
      while branches[slot].key != NeedleAutomaton.emptyKey {
        if branches[slot].key == key { return branches[slot].target }
        slot = (slot + 1) & mask
      }
      state = failures[Int(state)]
    }
    return Int(scalar) < fromRoot.count ? fromRoot[Int(scalar)] : NeedleAutomaton.root
  }
}
