import TansakuStorage

/// Follows every term of a dictionary to its documents and positions.
struct TermsCheck {
  private let segment: Segment
  private let decoder: TermDecoder
  private let path: String
  private var lastKey: [UInt8] = []
  private var count = 0
  private var identified = 0
  /// Where the next term's postings and positions must begin, for terms leave no gaps; nil behind a
  /// term that could not be decoded.
  private var postingsEnd: Int? = 0
  private var positionsEnd: Int? = 0
  private var list = PostingList()
  /// The positions of all terms so far.
  private(set) var sums: PositionSums

  /// - Parameters:
  ///   - segment: the segment.
  ///   - decoder: decodes its lists.
  ///   - path: the file of the dictionary, for faults.
  init(_ segment: Segment, decoder: TermDecoder, path: String) {
    self.segment = segment
    self.decoder = decoder
    self.path = path
    sums = PositionSums(documents: decoder.lengths.count)
  }

  /// Checks all terms; notes the ids of the documents that are not deleted.
  mutating func run(_ report: inout CheckReport, _ living: inout LivingIdentifiers) {
    do {
      try segment.terms.forEach(prefix: []) { key, info in
        checkOrder(key, &report)
        if isFindable(key, info) == false {
          report.note("The term \(key.shown) is not found where it stands.", in: path)
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
      report.note("The term \(key.shown) stands behind a greater one.", in: path)
    }
    if key.layer == nil || String(validating: key.bytes.dropFirst(), as: UTF8.self) == nil {
      report.note("The term \(key.shown) is of no known layer or no valid UTF-8.", in: path)
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
      return report.note("The term \(key.shown) has no document.", in: path)
    }
    let firstFault = report.faultCount
    try requireStarts(of: info)
    let ends = try decoder.decode(info, into: &list)
    postingsEnd = ends.postings ?? postingsEnd
    positionsEnd = ends.positions ?? positionsEnd
    for fault in list.faults { note(fault, key, &report) }
    // What follows counts on increasing documents.
    guard list.faults.isEmpty else { return }
    if list.documents.last.map({ Int($0) >= decoder.lengths.count }) ?? true {
      return note("stands in a document that there is not", key, &report)
    }
    if list.totalFrequency != info.totalFrequency {
      note(
        "occurs \(list.totalFrequency) times and the dictionary says \(info.totalFrequency)", key,
        &report)
    }
    if !list.boundsHold(lengths: decoder.lengths) {
      note("has a posting that ranks above the bound of its block", key, &report)
    }
    checkPositions(key, info, &report)
    if key.layer == .identifier { checkIdentifier(key, &report, &living) }
    if report.faultCount == firstFault { report.termCount += 1 }
  }

  private mutating func checkPositions(
    _ key: TermKey, _ info: TermInfo, _ report: inout CheckReport
  ) {
    guard info.hasPositions else {
      if key.layer == .gram { note("has no positions", key, &report) }
      return
    }
    guard key.layer == .gram || key.layer == .word else {
      return note("has positions, which its layer does not keep", key, &report)
    }
    let fault = list.addPositions(
      to: &sums, halves: PositionSums.halves(of: key), lengths: decoder.lengths)
    if let fault { note(fault, key, &report) }
  }

  private func requireStarts(of info: TermInfo) throws {
    if case .offset(let offset) = info.positions {
      try require(offset, positionsEnd, of: decoder.positions)
    }
    if case .offset(let offset) = info.postings {
      try require(offset, postingsEnd, of: decoder.postings)
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
    if identified != decoder.lengths.count {
      report.note("The ids lead to \(identified) documents of \(decoder.lengths.count).", in: path)
    }
    for (file, end) in [
      (decoder.postings, postingsEnd), (decoder.positions, positionsEnd),
    ] {
      guard let end, end != file.count else { continue }
      report.note("Bytes \(end) to \(file.count - 1) belong to no term.", in: file.path)
    }
  }

  private func note(_ what: String, _ key: TermKey, _ report: inout CheckReport) {
    report.note("The term \(key.shown) \(what).", in: path)
  }
}

extension TermKey {
  /// The layer and the beginning of the text, for sentences that name the term.
  var shown: String { "\(layer?.name ?? "?"):\(text.prefix(40))" }
}
