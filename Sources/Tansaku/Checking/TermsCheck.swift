import TansakuStorage

/// Follows every term of a dictionary to its documents and positions.
struct TermsCheck {
  private let segment: Segment
  private let postings: CheckedFile
  private let positions: CheckedFile
  private let lengths: [UInt8]
  private let path: String
  private var lastKey: [UInt8] = []
  private var count = 0
  private var identified = 0
  /// Where the next term's postings and positions must begin, for terms leave no gaps; nil behind a
  /// term that could not be decoded.
  private var postingsEnd: Int? = 0
  private var positionsEnd: Int? = 0
  private var list = PostingList()

  /// - Parameters:
  ///   - segment: the segment.
  ///   - postings: its file of postings.
  ///   - positions: its file of positions.
  ///   - lengths: the length code of each of its documents.
  ///   - path: the file of the dictionary, for faults.
  init(
    _ segment: Segment, postings: CheckedFile, positions: CheckedFile, lengths: [UInt8],
    path: String
  ) {
    self.segment = segment
    self.postings = postings
    self.positions = positions
    self.lengths = lengths
    self.path = path
  }

  /// Checks all terms; notes the ids of the documents that are not deleted.
  mutating func run(_ report: inout CheckReport, _ living: inout LivingIdentifiers) {
    do {
      try segment.terms.forEach(prefix: []) { key, info in
        checkOrder(key, &report)
        if isFindable(key, info) == false {
          report.note("The term \(shown(key)) is not found where it stands.", in: path)
        }
        do {
          try check(key, info, &report, &living)
        } catch {
          report.note(error)
          postingsEnd = nil
          positionsEnd = nil
        }
        count += 1
        return true
      }
    } catch {
      report.note(error)
      return
    }
    checkEnds(&report)
  }

  private mutating func checkOrder(_ key: TermKey, _ report: inout CheckReport) {
    if count > 0, !lastKey.lexicographicallyPrecedes(key.bytes) {
      report.note("The term \(shown(key)) stands behind a greater one.", in: path)
    }
    let text = key.bytes.dropFirst().dropLast(CharacterLists.isList(key.bytes) ? 1 : 0)
    if key.layer == nil || String(validating: text, as: UTF8.self) == nil {
      report.note("The term \(shown(key)) is of no known layer or no valid UTF-8.", in: path)
    }
    lastKey = key.bytes
  }

  /// Whether a lookup leads to the term; nil where that was not tried.
  ///
  /// Asked at both ends of each block: the terms between them are found by walking.
  private func isFindable(_ key: TermKey, _ info: TermInfo) -> Bool? {
    let place = count % TermsFormat.blockSize
    guard place == 0 || place == TermsFormat.blockSize - 1 else { return nil }
    return (try? segment.terms.find(key)) == info
  }

  private mutating func check(
    _ key: TermKey, _ info: TermInfo, _ report: inout CheckReport, _ living: inout LivingIdentifiers
  ) throws {
    guard info.documentFrequency > 0 else {
      return report.note("The term \(shown(key)) has no document.", in: path)
    }
    let firstFault = report.faultCount
    let blocks = try readPositions(of: info)
    try readPostings(of: info, positionBlocks: blocks)
    for fault in list.faults { note(fault, key, &report) }
    // What follows counts on increasing documents.
    guard list.faults.isEmpty else { return }
    if list.documents.last.map({ Int($0) >= lengths.count }) ?? true {
      return note("stands in a document that there is not", key, &report)
    }
    if list.totalFrequency != info.totalFrequency {
      note(
        "occurs \(list.totalFrequency) times and the dictionary says \(info.totalFrequency)", key,
        &report)
    }
    if !list.boundsHold(lengths: lengths) {
      note("has a posting that ranks above the bound of its block", key, &report)
    }
    if info.hasPositions, list.totalFrequency == info.totalFrequency, !list.positionsRise() {
      note("has positions beyond the end of numbers", key, &report)
    }
    if key.layer == .identifier { checkIdentifier(key, &report, &living) }
    if report.faultCount == firstFault { report.termCount += 1 }
  }

  /// Decodes the positions; returns where each block of them begins, counted from the first.
  private mutating func readPositions(of info: TermInfo) throws -> [Int] {
    list.deltas.removeAll(keepingCapacity: true)
    switch info.positions {
    case .none: return []
    case .single(let position):
      list.deltas.append(position)
      return []
    case .offset(let offset):
      try require(offset, positionsEnd, of: positions)
      var decoder = PositionsDecoder(positions, at: Int(clamping: offset))
      try decoder.decode(info.totalFrequency, into: &list.deltas)
      positionsEnd = decoder.offset
      return decoder.blocks
    }
  }

  private mutating func readPostings(of info: TermInfo, positionBlocks: [Int]) throws {
    switch info.postings {
    case .single(let document):
      list.set(single: document, frequency: UInt32(clamping: info.totalFrequency))
    case .offset(let offset):
      try require(offset, postingsEnd, of: postings)
      var decoder = PostingsDecoder(
        postings, at: Int(clamping: offset), hasPositions: info.hasPositions,
        positionBlocks: positionBlocks)
      try decoder.decode(Int(info.documentFrequency), into: &list)
      postingsEnd = decoder.offset
    }
  }

  private func require(_ offset: UInt64, _ expected: Int?, of file: CheckedFile) throws {
    if let expected, offset != UInt64(expected) {
      throw StorageError(
        .corrupt,
        "A term's part begins at \(offset) and the one before it ends at \(expected). "
          + "Build the index again and report this.", file: file.path, offset: Int(clamping: offset)
      )
    }
  }

  private mutating func checkIdentifier(
    _ key: TermKey, _ report: inout CheckReport, _ living: inout LivingIdentifiers
  ) {
    identified += list.documents.count
    var alive = 0
    for document in list.documents {
      // Ids that cannot be read were told of when they were checked themselves.
      if let id = try? segment.identifiers.id(of: document), id != key.text {
        note("leads to document \(document), which has another id", key, &report)
      }
      if !segment.deletions.contains(document) { alive += 1 }
    }
    if alive > 1 { note("has \(alive) documents that are not deleted", key, &report) }
    if alive > 0 { living.insert(key.text) }
  }

  private func checkEnds(_ report: inout CheckReport) {
    if count != segment.terms.count {
      report.note("There are \(count) terms and the trailer says \(segment.terms.count).", in: path)
    }
    if identified != lengths.count {
      report.note("The ids lead to \(identified) documents of \(lengths.count).", in: path)
    }
    for (file, end) in [(postings, postingsEnd), (positions, positionsEnd)] {
      guard let end, end != file.count else { continue }
      report.note("Bytes \(end) to \(file.count - 1) belong to no term.", in: file.path)
    }
  }

  private func note(_ what: String, _ key: TermKey, _ report: inout CheckReport) {
    report.note("The term \(shown(key)) \(what).", in: path)
  }

  private func shown(_ key: TermKey) -> String {
    "\(key.layer?.name ?? "?"):\(key.text.prefix(40))"
  }
}
