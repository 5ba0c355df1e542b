/// A double-array trie with tails (Aoe 1989), filled from sorted keys by first fit: what
/// `generate/pack_cities.py` does for cities.
struct DoubleArray {
  private(set) var base: [Int32] = [0]
  private(set) var check: [Int32] = [0]
  private(set) var tails: [UInt16] = [0]
  /// The free nodes as a list in both directions, which begins and ends with node 0; behind the last
  /// comes the node that does not exist yet.
  private var next = [1]
  private var previous = [0]
  private var last = 0

  /// The trie of keys, sorted and each followed by the code 0.
  init(keys: [[UInt16]], values: [UInt32]) {
    var pending = [(node: 0, range: 0..<keys.count, depth: 0)]
    while let (node, range, depth) = pending.popLast() {
      var groups: [(label: UInt16, range: Range<Int>)] = []
      for index in range {
        let label = keys[index][depth]
        if groups.last?.label == label, let start = groups.popLast()?.range.lowerBound {
          groups.append((label, start..<index + 1))
        } else {
          groups.append((label, index..<index + 1))
        }
      }
      let place = place(of: groups.map { Int($0.label) })
      base[node] = Int32(place)
      for group in groups { check[place + Int(group.label)] = Int32(node) }
      for (label, range) in groups {
        let child = place + Int(label)
        if range.count > 1 {
          pending.append((child, range, depth + 1))
          continue
        }
        let value = values[range.lowerBound]
        let tail = keys[range.lowerBound].dropFirst(depth + 1).dropLast()
        base[child] = -Int32(tails.count)
        tails += [UInt16(value & 0xFFFF), UInt16(value >> 16), UInt16(tail.count)]
        tails += tail
      }
    }
  }

  /// The smallest base that finds all labels free; no child is ever node 0, the root.
  private mutating func place(of labels: [Int]) -> Int {
    guard let first = labels.first, let last = labels.last else { return 1 }
    var slot = next[0]
    while true {
      if slot == check.count { grow(to: check.count + last - first + 1) }
      let base = slot - first
      if base >= 1 {
        grow(to: base + last + 1)
        if labels.allSatisfy({ check[base + $0] == -1 }) { break }
      }
      slot = next[slot]
    }
    let base = slot - first
    for label in labels { take(base + label) }
    return base
  }

  private mutating func grow(to count: Int) {
    while check.count < count {
      base.append(0)
      check.append(-1)
      previous.append(last)
      next[last] = check.count - 1
      next.append(check.count)
      last = check.count - 1
    }
  }

  /// Takes a node out of the list of the free.
  private mutating func take(_ slot: Int) {
    next[previous[slot]] = next[slot]
    if slot == last { last = previous[slot] } else { previous[next[slot]] = previous[slot] }
  }
}
