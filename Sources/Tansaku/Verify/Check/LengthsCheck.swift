import TansakuText

/// Compares the positions of every document with one another and with its length.
///
/// A document's length is told twice: by its code in the norms, and by its units and grams, of which
/// each position has one. They say how wide all is but the few separators that count, which stand
/// among the kana (see `FieldPlace.length`). So the length that the terms tell has the code of the
/// norms, or it falls short of it by just the separators of the stored text. Only where it falls
/// short is that text read.
struct LengthsCheck {
  private let segment: Segment
  private let sums: PositionSums
  private let lengths: [UInt8]

  /// - Parameters:
  ///   - segment: the segment.
  ///   - sums: the positions of all its terms.
  ///   - lengths: the length code of each of its documents.
  init(_ segment: Segment, sums: PositionSums, lengths: [UInt8]) {
    self.segment = segment
    self.sums = sums
    self.lengths = lengths
  }

  /// Notes the documents whose positions are not all taken, each by one term.
  ///
  /// Takes time in proportion to the number of documents and the length of the longest.
  func checkPositions(_ report: inout CheckReport, in file: String) {
    for document in sums.incomplete() {
      report.note(
        "The \(segment.name(of: document)) has positions that are not all taken, each by one term.",
        in: file)
    }
  }

  /// Notes the documents whose length is not that of their terms.
  ///
  /// Takes time in proportion to the number of documents, and to the texts of those that have many
  /// separators that count.
  ///
  /// - Parameters:
  ///   - report: where to note them.
  ///   - file: the file of the norms.
  ///   - readingTexts: whether the stored texts are as they were written.
  /// - Throws: what is wrong with the stored texts.
  func checkLengths(
    _ report: inout CheckReport, in file: String, readingTexts: Bool
  ) throws {
    var short: [UInt32] = []
    for document in lengths.indices {
      let told = LengthsCheck.code(halves: sums.halves(of: document))
      if told > lengths[document] {
        note(document, told, &report, in: file)
      } else if told < lengths[document] {
        short.append(UInt32(document))
      }
    }
    guard readingTexts, !short.isEmpty else { return }
    let analyzer = try Analyzer()
    var folded = AnalyzedText()
    var rest = short[...]
    while !rest.isEmpty {
      let contents = try segment.stored.documents(of: rest)
      for (number, content) in zip(rest, contents) {
        let separators = [content.title, content.body].reduce(0) {
          $0 + LengthsCheck.wideSeparators(in: $1, by: analyzer, &folded)
        }
        let document = Int(number)
        let told = LengthsCheck.code(halves: sums.halves(of: document) + separators)
        if told != lengths[document] { note(document, told, &report, in: file) }
      }
      rest = rest.dropFirst(contents.count)
      segment.forgetPages()
    }
  }

  private func note(
    _ document: Int, _ told: UInt8, _ report: inout CheckReport, in file: String
  ) {
    report.note(
      "The \(segment.name(of: document)) has the length code \(lengths[document]) and its terms say "
        + "\(told).", in: file)
  }

  private static func code(halves: Int) -> UInt8 { LengthCode.encode((halves + 1) / 2) }

  /// How many separators of a text count for its length, as `Census` counts them.
  private static func wideSeparators(
    in text: String, by analyzer: Analyzer, _ folded: inout AnalyzedText
  ) -> Int {
    var count = 0
    var chunks = TextChunks(text)
    while let chunk = chunks.next() {
      analyzer.fold(chunk, into: &folded)
      var census = WritingSystem.Census()
      census.add(
        zip(folded.folded.scalars, folded.classes).filter { $1 == .separator }.map(\.0))
      count += census.wideCount
    }
    return count
  }
}

extension Segment {
  /// A document's number and, where it can be read, its id, for sentences that name it.
  func name(of document: Int) -> String {
    let number = "document \(document)"
    do {
      return "\(number) (\(try identifiers.id(of: UInt32(document)).prefix(40)))"
    } catch {
      // That the ids cannot be read is told of when they are checked themselves.
      return number
    }
  }
}
