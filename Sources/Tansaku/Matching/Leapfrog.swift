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

  /// A join of at least one cursor; one that is named twice counts once.
  init(_ list: [PostingCursor]) {
    var distinct: [PostingCursor] = []
    for cursor in list where !distinct.contains(where: { $0 === cursor }) {
      distinct.append(cursor)
    }
    distinct.sort { $0.count < $1.count }
    count = distinct.count
    cursors = .allocate(capacity: count)
    for (index, cursor) in distinct.enumerated() {
      (cursors + index).initialize(to: Unmanaged.passRetained(cursor))
    }
  }

  deinit {
    for index in 0..<count { cursors[index].release() }
    cursors.deallocate()
  }

  /// How many documents the rarest has.
  var cost: Int { cursors[0]._withUnsafeGuaranteedRef { $0.count } }

  /// The first document at or after `target` that all have, `endOfPostings` where there is none;
  /// `target` must not fall.
  func next(from target: UInt32) -> UInt32 {
    cursors[0]._withUnsafeGuaranteedRef { lead in
      lead.seek(target)
      var index = 1
      while index < count, lead.document != endOfPostings {
        let wanted = lead.document
        let found = cursors[index]._withUnsafeGuaranteedRef { other in
          other.seek(wanted)
          return other.document
        }
        if found == wanted {
          index &+= 1
        } else {
          if found == endOfPostings { return found }
          lead.seek(found)
          index = 1
        }
      }
      return lead.document
    }
  }

  /// One past the last document up to which one bound of scores serves well.
  func windowEnd(from start: UInt32) -> UInt32 {
    cursors[0]._withUnsafeGuaranteedRef { lead in
      let entries = lead.entries
      if entries.count == 0 {
        return lead.count > PostingsFormat.fewestInBlocks
          ? start &+ TermScorer.windowSize : endOfPostings
      }
      let block = entries.block(reaching: start, from: 0)
      return block < entries.count ? entries.lastDocument(of: block) &+ 1 : endOfPostings
    }
  }
}
