/// The tree that tokens make; see <doc:QueryLanguage> for the grammar.
///
/// Each function reads one rule, from the loosest to the tightest, and leaves the next token to be
/// read. Only groups recur, and `QueryRepair` has bounded how deep.
struct QueryGrammar {
  private let text: QueryText
  private let tokens: [QueryToken]
  private var at = 0
  var faults: QueryFaults
  /// How many operands there were so far.
  private var operandCount = 0

  /// A grammar of what a scanner found, repaired.
  init(_ scanner: QueryScanner) {
    text = scanner.text
    tokens = scanner.tokens
    faults = scanner.faults
  }

  /// What a rule has read.
  enum Part {
    /// Nothing that could be looked for.
    case nothing
    /// Plain text.
    case text(Range<Int>)
    /// A group that holds plain text alone: a node by itself, text beside other text.
    case group(Range<Int>, Query.Node?)
    /// Anything else.
    case node(Query.Node)
  }

  /// The whole query; nil where it asks for nothing.
  mutating func query() -> Query.Node? { node(alternatives()) }

  // alternatives = conjunction { "OR" conjunction }
  private mutating func alternatives() -> Part {
    let first = conjunction()
    guard case .or = next else { return first }
    var nodes: [Query.Node?] = []
    nodes.reserveCapacity(4)
    nodes.append(node(first))
    while case .or = next {
      at += 1
      nodes.append(node(conjunction()))
    }
    return part(Query.Node.joined(any: nodes))
  }

  // conjunction = sequence { "AND" sequence }
  private mutating func conjunction() -> Part {
    let first = sequence()
    guard case .and = next else { return first }
    var nodes: [Query.Node?] = []
    nodes.reserveCapacity(4)
    nodes.append(node(first))
    while case .and = next {
      at += 1
      nodes.append(node(sequence()))
    }
    return part(Query.Node.joined(all: nodes))
  }

  // sequence = neighbours { neighbours }
  private mutating func sequence() -> Part {
    let first = neighbours()
    if endsSequence { return first }
    var sequence = QuerySequence(text)
    sequence.append(first)
    while !endsSequence { sequence.append(neighbours()) }
    return sequence.part
  }

  private var endsSequence: Bool {
    switch next {
    case nil, .and, .or, .close: true
    default: false
    }
  }

  // neighbours = operand { "NEAR" operand }
  private mutating func neighbours() -> Part {
    let first = operand()
    guard case .near = next else { return first }
    let start = at
    var nodes = [node(first)]
    var distances: [Int] = []
    while case .near(let distance) = next {
      at += 1
      distances.append(distance)
      nodes.append(node(operand()))
    }
    guard nodes.allSatisfy({ $0?.mayBeNear ?? true }) else {
      faults.note(
        "NEAR stands between words, phrases and patterns, or groups that join those by OR.",
        at: text.offset(of: tokens[start].range.lowerBound))
      return part(Query.Node.joined(all: nodes))
    }
    // Neighbours at one distance belong together; at another, or in too long a row, the last of
    // them is also the first of the next.
    var groups: [Query.Node?] = []
    var groupStart = 0
    for place in distances.indices
    where place == distances.count - 1 || distances[place + 1] != distances[place]
      || place + 2 - groupStart == QueryLimits.nearParts
    {
      groups.append(
        Query.Node.joined(near: Array(nodes[groupStart...place + 1]), distance: distances[place]))
      groupStart = place + 1
    }
    return part(Query.Node.joined(all: groups))
  }

  // operand = { "NOT" | "-" | field } ( group | phrase | term | word ) [ factor ]
  private mutating func operand() -> Part {
    let start = at
    while at < tokens.count, !tokens[at].isOperand { at += 1 }
    let prefixes = tokens[start..<at]
    guard at < tokens.count else { return .nothing }
    let token = tokens[at]
    at += 1
    count(token)
    let primary = primary(token)
    // A group's factor stands behind its end.
    let factor = tokens[at - 1].factor
    if prefixes.isEmpty, factor == nil { return primary }
    var node = node(primary)
    if let factor { node = node.map { .boosted($0, by: factor) } }
    for prefix in prefixes.reversed() {
      if case .field(let field) = prefix.kind {
        node = node.map { .field(field, $0) }
      } else {
        node = node.map { .not($0) }
      }
    }
    return part(node)
  }

  private mutating func primary(_ token: QueryToken) -> Part {
    switch token.kind {
    case .phrase(let range): return part(Query.Node.joined(phrase: text.string(range)))
    case .term(let node): return .node(node)
    case .open(let end):
      let content = alternatives()
      at = end + 1
      let range = token.range.lowerBound..<tokens[end].range.upperBound
      switch content {
      case .text, .group: return .group(range, node(content))
      case .nothing, .node: return content
      }
    default: return .text(token.range)
    }
  }

  private mutating func count(_ token: QueryToken) {
    operandCount += 1
    if operandCount == Query.mostNodes + 1 { noteTooMany(at: token.range.lowerBound) }
  }

  /// Notes that a tree has too many nodes.
  mutating func noteTooMany(at place: Int) {
    faults.note(
      "A query has at most \(Query.mostNodes) parts: ask for fewer at a time.",
      at: text.offset(of: place))
  }

  // MARK: Parts

  private var next: QueryToken.Kind? { at < tokens.count ? tokens[at].kind : nil }

  private func part(_ node: Query.Node?) -> Part { node.map { .node($0) } ?? .nothing }

  private func words(_ range: Range<Int>) -> Query.Node? {
    range.isEmpty ? nil : .words(text.string(range))
  }

  private func node(_ part: Part) -> Query.Node? {
    switch part {
    case .nothing: nil
    case .text(let range): words(text.trimmed(range))
    case .group(_, let node): node
    case .node(let node): node
    }
  }
}
