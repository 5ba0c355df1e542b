import TansakuText

/// Characters with gaps among which some are of a script without spaces, found anywhere in a text.
///
/// A gap holds characters that nothing parts: it never reaches across a separator.
struct RunPattern: Sendable, Equatable, Hashable {
  /// The most characters in a gap.
  static let longestGap = 32

  /// Characters as `CompactText` has them, and gaps.
  let elements: [GlobPattern.Element]

  init(_ elements: [GlobPattern.Element]) { self.elements = elements }

  /// Whether the pattern may begin inside a word of letters.
  var isOpenBefore: Bool { elements.first == .many }
  /// Whether it may end inside one.
  var isOpenAfter: Bool { elements.last == .many }

  /// Calls `body` with every place where the pattern fits, as ranges of the folded text: the shortest
  /// for each beginning, without the gaps at the ends of the pattern.
  ///
  /// Takes time in proportion to the length of the text times that of the pattern, squared.
  func forEachPlace(in text: CompactText, _ body: (Range<Int>) -> Void) {
    var elements = elements[...]
    while elements.first == .many { elements.removeFirst() }
    while elements.last == .many { elements.removeLast() }
    let core = Array(elements)
    guard let first = core.first else { return }
    for start in text.scalars.indices {
      if case .scalar(let scalar) = first, text.scalars[start] != scalar { continue }
      guard let end = RunPattern.end(of: core, from: start, in: text) else { continue }
      body(text.places[start]..<text.places[end - 1] + 1)
    }
  }

  /// Where the shortest fit that begins at `start` ends.
  private static func end(
    of elements: [GlobPattern.Element], from start: Int, in text: CompactText
  ) -> Int? {
    // The elements that may come next, and how many characters the gap before has taken.
    var states: [(next: Int, taken: Int)] = [(0, 0)]
    var at = start
    while !states.isEmpty {
      // A gap may be empty.
      var index = 0
      while index < states.count {
        let state = states[index]
        if state.next < elements.count, elements[state.next] == .many {
          add((state.next + 1, 0), to: &states)
        }
        index += 1
      }
      if at > start, states.contains(where: { $0.next == elements.count }) { return at }
      if at == text.scalars.count { return nil }
      let isJoined = at == start || text.places[at] == text.places[at - 1] + 1
      let scalar = text.scalars[at]
      var following: [(next: Int, taken: Int)] = []
      for state in states where state.next < elements.count {
        switch elements[state.next] {
        case .scalar(let wanted):
          let follows = state.next > 0 && elements[state.next - 1].scalar == nil
          if scalar == wanted, isJoined || !follows { add((state.next + 1, 0), to: &following) }
        case .one:
          if isJoined, scalar != CompactText.separator {
            add((state.next + 1, 0), to: &following)
          }
        case .many:
          if isJoined, scalar != CompactText.separator, state.taken < longestGap {
            add((state.next, state.taken + 1), to: &following)
          }
        }
      }
      states = following
      at += 1
    }
    return nil
  }

  private static func add(
    _ state: (next: Int, taken: Int), to states: inout [(next: Int, taken: Int)]
  ) {
    // Of two gaps that lead to the same, the one that has taken less can do more.
    if let known = states.firstIndex(where: { $0.next == state.next }) {
      states[known].taken = min(states[known].taken, state.taken)
    } else {
      states.append(state)
    }
  }
}
