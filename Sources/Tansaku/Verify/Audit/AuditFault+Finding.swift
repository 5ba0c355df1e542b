import TansakuText

extension AuditFault {
  /// So many UTF-16 units are shown on each side of a place.
  private static let context = 24

  /// All documents for which the index and a slow scan differ.
  ///
  /// - Parameters:
  ///   - asked: The run of characters and what the index found.
  ///   - texts: What is to be scanned.
  ///   - snapshot: Whose index it is.
  ///   - analyzer: Folds the texts.
  /// - Throws: `StorageError` where the stored texts are damaged.
  init(
    _ asked: AskedNeedle, texts: StoredTexts, of snapshot: Snapshot, analyzer: Analyzer
  ) throws {
    self.init(term: asked.needle.text)
    for segment in snapshot.segments.indices {
      let answer = Set(asked.answer[segment])
      try texts.forEachDocument(ofSegment: segment) { number, document in
        let place = AuditFault.place(of: asked.needle.scalars, in: document, by: analyzer)
        let isOrigin = asked.needle.origin.map { $0 == (segment, number) } ?? false
        if answer.contains(number), place.field == nil {
          falseHitCount += 1
          if falseHits.count < AuditFault.limit { falseHits.append(place) }
        } else if !answer.contains(number), place.field != nil || isOrigin {
          missedCount += 1
          if missed.count < AuditFault.limit { missed.append(place) }
        }
      }
    }
  }

  /// Where a run of characters stands first in a document.
  private static func place(
    of scalars: [UInt32], in document: Document, by analyzer: Analyzer
  ) -> Place {
    var folded = AnalyzedText()
    for (field, text) in document.phraseTexts {
      analyzer.fold(text, into: &folded)
      var scanned = ScannedText(keepingSources: true)
      scanned.append(folded)
      guard let range = scanned.places(of: scalars).first else { continue }
      let sources = scanned.sources[range]
      guard let first = sources.first, let last = sources.last else { continue }
      let source = Int(first.lowerBound)..<Int(last.upperBound)
      return Place(
        id: document.id, field: field,
        offset: scalarCount(of: folded.source[..<source.lowerBound]),
        excerpt: excerpt(around: source, of: folded.source))
    }
    let start = document.body.isEmpty ? document.title : document.body
    return Place(
      id: document.id, field: nil, offset: nil,
      excerpt: excerpt(around: 0..<0, of: Array(start.utf16.prefix(context * 4))))
  }

  /// How many Unicode scalars a text in UTF-16 has.
  static func scalarCount(of text: ArraySlice<UInt16>) -> Int {
    text.reduce(0) { UTF16.isTrailSurrogate($1) ? $0 : $0 + 1 }
  }

  /// A range of a text with what stands around it, in one line.
  static func excerpt(around range: Range<Int>, of source: [UInt16]) -> String {
    var start = max(0, range.lowerBound - context)
    var end = min(source.count, range.upperBound + context)
    if start > 0, UTF16.isTrailSurrogate(source[start]) { start -= 1 }
    if end < source.count, UTF16.isTrailSurrogate(source[end]) { end += 1 }
    var line = String.UnicodeScalarView()
    for scalar in String(decoding: source[start..<end], as: UTF16.self).unicodeScalars {
      line.append(scalar.isBlank ? " " : scalar)
    }
    return (start > 0 ? "…" : "") + String(line) + (end < source.count ? "…" : "")
  }
}
