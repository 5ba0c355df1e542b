import TansakuStorage

/// Compares the lists of terms, as the slow decoders read them, with what the texts of a stretch of
/// documents give; notes of each term the first difference.
struct ListComparison {
  private let segment: Segment
  private let decoder: TermDecoder
  private let path: String
  private var list = PostingList()

  /// The documents that the texts are of.
  var documents: Range<UInt32> = 0..<0

  /// - Parameters:
  ///   - segment: the segment.
  ///   - decoder: decodes its lists.
  ///   - path: the file of its dictionary, for faults.
  init(_ segment: Segment, decoder: TermDecoder, path: String) {
    self.segment = segment
    self.decoder = decoder
    self.path = path
  }

  /// A part of the list of a term: of the documents that are compared.
  private struct Part {
    var documents: ArraySlice<UInt32>
    var frequencies: ArraySlice<UInt32>
    /// Empty where none are kept.
    var deltas: ArraySlice<UInt32>
  }

  /// Compares a term that the texts have.
  mutating func compare(
    _ key: TermKey, _ info: TermInfo, with fresh: Occurrences, hasPositions: Bool,
    _ report: inout CheckReport
  ) {
    guard let part = part(info) else { return }
    if info.hasPositions != hasPositions {
      note(key, "\(info.hasPositions ? "keeps" : "has no") positions against its texts", &report)
    } else if let difference = difference(part, fresh) {
      note(key, difference, &report)
    }
  }

  /// Compares a term that the texts don't have.
  mutating func compareWithNothing(
    _ key: TermKey, _ info: TermInfo, _ report: inout CheckReport
  ) {
    guard !ListComparison.isLeftOut(key), let first = part(info)?.documents.first else { return }
    note(key, ListComparison.tooMuch(segment.name(of: Int(first))), &report)
  }

  /// Notes a term that the texts have and the dictionary has not.
  func noteMissing(_ key: TermKey, _ fresh: Occurrences, _ report: inout CheckReport) {
    guard let first = fresh.documents.numbers.first else { return }
    note(key, ListComparison.missing(segment.name(of: Int(first))), &report)
  }

  /// Whether a term is of a fact without text, of which nothing is stored: what was given as an empty
  /// text comes back as nothing.
  private static func isLeftOut(_ key: TermKey) -> Bool {
    key.layer == .attribute && DocumentTexts.factNames.contains { key.text == "\($0)=" }
  }

  /// The part of a term's list that is compared; nil where the list cannot be read, which was told
  /// of when all terms were followed.
  private mutating func part(_ info: TermInfo) -> Part? {
    do {
      _ = try decoder.decode(info, into: &list)
    } catch {
      return nil
    }
    guard list.faults.isEmpty, list.totalFrequency == info.totalFrequency,
      !info.hasPositions || UInt64(list.deltas.count) == info.totalFrequency
    else { return nil }
    let first = list.index(notBefore: documents.lowerBound)
    let end = list.index(notBefore: documents.upperBound)
    var deltas = list.deltas[..<0]
    if info.hasPositions {
      let before = list.frequencies[..<first].reduce(0) { $0 + Int($1) }
      let count = list.frequencies[first..<end].reduce(0) { $0 + Int($1) }
      deltas = list.deltas[before..<before + count]
    }
    return Part(
      documents: list.documents[first..<end], frequencies: list.frequencies[first..<end],
      deltas: deltas)
  }

  /// The first difference between a list and the texts, to be read behind the term's name; nil where
  /// there is none.
  private func difference(_ part: Part, _ fresh: Occurrences) -> String? {
    let (documents, frequencies) = (fresh.documents.numbers, fresh.frequencies.numbers)
    if part.documents.elementsEqual(documents), part.frequencies.elementsEqual(frequencies),
      part.deltas.elementsEqual(fresh.deltas.numbers)
    {
      return nil
    }
    var deltas = part.deltas
    var freshDeltas = fresh.deltas.numbers[...]
    for (index, (document, frequency)) in zip(part.documents, part.frequencies).enumerated() {
      var name: String { segment.name(of: Int(document)) }
      guard index < documents.count, document >= documents[index] else {
        return ListComparison.tooMuch(name)
      }
      guard document == documents[index] else {
        return ListComparison.missing(segment.name(of: Int(documents[index])))
      }
      guard frequency == frequencies[index] else {
        return "occurs \(frequencies[index]) times in the text of \(name) and the index says "
          + "\(frequency)"
      }
      if part.deltas.isEmpty { continue }
      var (told, found) = (0, 0)
      for (delta, freshDelta) in zip(deltas.prefix(Int(frequency)), freshDeltas) {
        told += Int(delta)
        found += Int(freshDelta)
        if told != found {
          return "stands at position \(found) of the text of \(name) and the index says \(told)"
        }
      }
      deltas = deltas.dropFirst(Int(frequency))
      freshDeltas = freshDeltas.dropFirst(Int(frequency))
    }
    return ListComparison.missing(segment.name(of: Int(documents[part.documents.count])))
  }

  private static func tooMuch(_ document: String) -> String {
    "does not stand in the text of \(document) and the index says that it does"
  }

  private static func missing(_ document: String) -> String {
    "stands in the text of \(document) and the index does not say so"
  }

  private func note(_ key: TermKey, _ what: String, _ report: inout CheckReport) {
    report.note("The term \(key.shown) \(what).", in: path)
  }
}

extension PostingList {
  /// The first place of the list whose document does not come before this one.
  fileprivate func index(notBefore document: UInt32) -> Int {
    var (low, high) = (0, documents.count)
    while low < high {
      let middle = (low + high) / 2
      if documents[middle] < document { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
