extension Segment {
  /// How many documents that are not deleted have a term.
  func livingCount(of info: TermInfo) throws -> Int {
    if deletions.count == 0 { return Int(info.documentFrequency) }
    let damage = DamageReport()
    let cursor = try cursor(info, withPositions: false, damage: damage)
    var count = 0
    cursor.advance()
    while cursor.document != endOfPostings {
      if !deletions.contains(cursor.document) { count += 1 }
      cursor.advance()
    }
    try damage.check()
    return count
  }
}
