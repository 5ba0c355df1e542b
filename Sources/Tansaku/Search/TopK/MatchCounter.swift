/// Counts the documents of a segment that match any of several leaves, without scoring them.
struct MatchCounter {
  private let gate: DocumentGate
  /// Whose documents all match.
  private var plain: [PostingCursor] = []
  /// Whose candidates must be asked.
  private var matchers: [LeafMatcher] = []

  init(
    _ leaves: [QueryPlan.Leaf], plan: QueryPlan, terms: SegmentTerms, gate: DocumentGate
  ) throws {
    self.gate = gate
    for leaf in leaves {
      let source = SharedCursors(terms, plan)
      switch leaf {
      case .term(let number):
        plain += try terms.cursors(of: plan.terms[number])
      case .phrase(let phrase, let implied):
        let units = try source.units(of: phrase)
        if let implied, units?.count ?? 0 > 1 {
          plain += try terms.cursors(of: plan.terms[implied])
        }
        if let units { add(units, true) }
      case .tree: preconditionFailure("A plan with trees is counted by a search of its leaves")
      }
    }
  }

  private mutating func add(_ units: [LeafMatcher.Unit], _ checksPositions: Bool) {
    if units.count == 1 {
      plain.append(units[0].cursor)
    } else {
      matchers.append(LeafMatcher(units, checksPositions: checksPositions))
    }
  }

  /// How many of so many documents match and pass.
  func count(documents: Int) -> Int {
    if gate.isOpen, matchers.isEmpty, plain.count <= 1 { return plain.first?.count ?? 0 }
    return matches(documents: documents).count
  }

  /// Which of so many documents match and pass.
  func matches(documents: Int) -> DocumentSet {
    var found = DocumentSet(documents: documents)
    for cursor in plain {
      cursor.seek(0)
      while cursor.document != endOfPostings {
        for index in 0..<cursor.held { found.insert(cursor.documents[index]) }
        cursor.move(to: cursor.held)
      }
    }
    for matcher in matchers {
      var document = matcher.nextCandidate(from: 0)
      while document != endOfPostings {
        if !found.contains(document), matcher.matches() { found.insert(document) }
        document = matcher.nextCandidate(from: document + 1)
      }
    }
    if !gate.isOpen { found.keep { gate.passes($0) } }
    return found
  }
}
