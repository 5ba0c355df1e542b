/// The documents that several cursors have in common, in increasing order.
///
/// The rarest leads; each of the others is asked for the leader's document, and where it has not
/// that one but a later, the leader goes on from there (leapfrog: Veldhuizen, "Leapfrog Triejoin",
/// 2014, for one attribute). Seeks gallop over blocks, so that a rare term costs little whatever it
/// is joined with.
final class Leapfrog {
  /// Unmanaged, for counting references would cost as much as a seek; freed by `deinit`.
  private let cursors: UnsafeMutablePointer<Unmanaged<PostingCursor>>
  private let count: Int
  /// Whether the two rarest have so many documents each that both are gone through one by one.
  private let isDense: Bool

  /// A join of at least one cursor; one that is named twice counts once.
  init(_ list: [PostingCursor]) {
    var distinct: [PostingCursor] = []
    for cursor in list where !distinct.contains(where: { $0 === cursor }) {
      distinct.append(cursor)
    }
    distinct.sort { $0.count < $1.count }
    count = distinct.count
    isDense = count > 1 && distinct[0].count * Leapfrog.dense > distinct[1].count
    cursors = .allocate(capacity: count)
    for (index, cursor) in distinct.enumerated() {
      (cursors + index).initialize(to: Unmanaged.passRetained(cursor))
    }
  }

  deinit {
    for index in 0..<count { cursors[index].release() }
    cursors.deallocate()
  }

  /// To seek takes as long as to go through so many postings.
  private static let dense = 6

  /// How many documents the rarest has.
  var cost: Int { cursors[0]._withUnsafeGuaranteedRef { $0.count } }

  /// The first document at or after `target` that all have, `endOfPostings` where there is none;
  /// `target` must not fall.
  func next(from target: UInt32) -> UInt32 {
    cursors[0]._withUnsafeGuaranteedRef { lead in
      lead.seek(target)
      if count == 1 { return lead.document }
      while true {
        let met = cursors[1]._withUnsafeGuaranteedRef {
          isDense ? lead.meet($0) : lead.chase($0)
        }
        if met == endOfPostings { return met }
        var index = 2
        var found = met
        while index < count, found == met {
          found = cursors[index]._withUnsafeGuaranteedRef { other in
            other.seek(met)
            return other.document
          }
          index &+= 1
        }
        if found == met { return met }
        if found == endOfPostings { return found }
        lead.seek(found)
      }
    }
  }

  /// One past the last document up to which one bound of scores serves well.
  func windowEnd(from start: UInt32) -> UInt32 {
    cursors[0]._withUnsafeGuaranteedRef { lead in
      let entries = lead.entries
      if entries.count == 0 {
        return lead.count > PostingsFormat.fewestInBlocks
          ? start &+ ScoringWindow.size : endOfPostings
      }
      let block = entries.block(reaching: start, from: 0)
      return block < entries.count ? entries.lastDocument(of: block) &+ 1 : endOfPostings
    }
  }
}

extension PostingCursor {
  /// Moves this cursor and another to the first document that both have, at or behind those where
  /// they stand: each seeks in turns what the other has.
  ///
  /// Returns the document; `endOfPostings` where there is none.
  @inline(__always)
  fileprivate func chase(_ other: PostingCursor) -> UInt32 {
    while document != endOfPostings {
      other.seek(document)
      if other.document == document { return document }
      seek(other.document)
    }
    return document
  }

  /// Does as `chase`, but goes through the blocks at hand posting by posting, without a branch that
  /// the processor could guess wrong before they meet.
  fileprivate func meet(_ other: PostingCursor) -> UInt32 {
    while document != endOfPostings {
      other.seek(document)
      if other.document == document { return document }
      if other.document == endOfPostings { return endOfPostings }
      let (ours, theirs) = (documents, other.documents)
      var (here, there) = (at, other.at)
      var (document, wanted) = (ours[here], theirs[there])
      // As many steps as none of them can pass the end of its block by.
      var steps = min(held &- here, other.held &- there) &- 1
      while steps > 0, document != wanted {
        here &+= document < wanted ? 1 : 0
        there &+= wanted < document ? 1 : 0
        (document, wanted) = (ours[here], theirs[there])
        steps &-= 1
      }
      move(to: here)
      other.move(to: there)
      if document < wanted { seek(wanted) }
    }
    return document
  }
}
