/// What stands side by side without an operator between.
///
/// Plain words in a row are one text, as typed. Of what adds to a score any is enough; conditions
/// (facts, dates, what is excluded) must all hold.
struct QuerySequence {
  private let text: QueryText
  private var positives: [Query.Node?] = []
  private var conditions: [Query.Node?] = []
  /// The plain words at hand: pieces apart by conditions, each of them a range as typed.
  private var words: [Range<Int>] = []
  /// What the only piece of the words at hand means as a group.
  private var group: Query.Node?
  /// Whether what comes next stands beside the last piece.
  private var isBeside = false
  private var isPlain = true

  /// A sequence of parts of a text.
  init(_ text: QueryText) { self.text = text }

  /// Adds the next part.
  mutating func append(_ part: QueryGrammar.Part) {
    switch part {
    case .text(let range): addWords(range, group: nil)
    case .group(let range, let node): addWords(range, group: node)
    case .nothing: isBeside = false
    case .node(let node):
      isBeside = false
      isPlain = false
      if node.isCondition {
        conditions.append(node)
      } else {
        endWords()
        positives.append(node)
      }
    }
  }

  private mutating func addWords(_ range: Range<Int>, group node: Query.Node?) {
    group = words.isEmpty ? node : nil
    if isBeside, let start = words.popLast()?.lowerBound {
      words.append(start..<range.upperBound)
    } else {
      words.append(range)
    }
    isBeside = true
  }

  private mutating func endWords() {
    if let group {
      positives.append(group)
    } else if !words.isEmpty {
      positives.append(
        Query.Node.joined(words: words.map(text.string).joined(separator: " ")))
    }
    words = []
    group = nil
  }

  /// All of it.
  var part: QueryGrammar.Part {
    if isPlain, words.count == 1 { return .text(words[0]) }
    var ended = self
    ended.endWords()
    let node = Query.Node.joined(all: [.joined(any: ended.positives)] + ended.conditions)
    return node.map { .node($0) } ?? .nothing
  }
}

extension Query.Node {
  /// Whether this chooses documents and adds nothing to a score.
  var isCondition: Bool {
    switch self {
    case .date, .fact, .not: true
    case .words, .phrase, .pattern, .fuzzy, .near: false
    case .field(_, let node), .boosted(let node, _): node.isCondition
    case .all(let nodes), .any(let nodes): nodes.allSatisfy(\.isCondition)
    }
  }
}
