import TansakuText

/// How a stretch of a text is written, at each level that looks at it.
///
/// Where two forms are equal at one level, they are at every looser one.
struct WrittenForm: Sendable, Equatable {
  /// The stretch as it is written, separators among them.
  let exact: String
  /// Its characters with width, case and compatibility forms evened out, separators as in
  /// `CompactText`.
  let width: [UInt32]
  /// The same with variant characters and diacritics evened out: what the index holds.
  let variant: [UInt32]

  /// The strictest level at which two forms are equal; nil where they are at none.
  func strictestLevel(with other: WrittenForm) -> MatchLevel? {
    // Strings are compared by canonical equivalence.
    if exact == other.exact { return .exact }
    if width == other.width { return .width }
    return variant == other.variant ? .variant : nil
  }

  /// Whether the characters have forms that the fold of the index evens out and NFKC_Casefold does
  /// not: 臺 and 台, é.
  var hasOtherForms: Bool {
    width != variant || variant.contains(where: VariantTable.shared.hasVariants)
  }
}

/// Reads written forms off analyzed texts.
///
/// Not for two threads at once.
final class WrittenForms {
  private let folder: TextFolder
  private var folded = FoldedText()

  /// A reader that uses the tables of an analyzer.
  init(_ analyzer: Analyzer) { folder = analyzer.widthFolder }

  /// How a range of the folded characters of a text is written.
  func form(_ range: Range<Int>, of text: AnalyzedText) -> WrittenForm {
    let compact = CompactText(text, range)
    guard let first = compact.places.first, let last = compact.places.last else {
      return WrittenForm(exact: "", width: [], variant: [])
    }
    let source = Int(text.folded.starts[first])..<Int(text.folded.ends[last])
    return WrittenForm(
      exact: WrittenForms.trimmed(String(decoding: text.source[source], as: UTF16.self)),
      width: width(compact, of: text), variant: compact.scalars)
  }

  /// Without what is invisible behind the last character and was folded with it: a soft hyphen, a
  /// place to break the line.
  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars
    while let last = scalars.last, last.properties.generalCategory == .format {
      scalars.removeLast()
    }
    return String(scalars)
  }

  private func width(_ compact: CompactText, of text: AnalyzedText) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(compact.scalars.count)
    var at = 0
    while at < compact.places.count {
      let place = compact.places[at]
      if text.classes[place] == .separator {
        result.append(compact.scalars[at])
        at += 1
        continue
      }
      // What was folded together is looked at together.
      let group = WrittenForms.group(around: place, in: text.folded)
      let characters = width(of: group, in: text)
      if characters.count == group.count {
        result.append(characters[place - group.lowerBound])
        at += 1
      } else {
        result.append(contentsOf: characters)
        while at < compact.places.count, group.contains(compact.places[at]) { at += 1 }
      }
    }
    return result
  }

  /// The characters that came from the same stretch of the text as one of them.
  private static func group(around place: Int, in folded: FoldedText) -> Range<Int> {
    var first = place
    while first > 0, folded.starts[first - 1] == folded.starts[place] { first -= 1 }
    var end = place + 1
    while end < folded.starts.count, folded.starts[end] == folded.starts[place] { end += 1 }
    return first..<end
  }

  private func width(of group: Range<Int>, in text: AnalyzedText) -> ArraySlice<UInt32> {
    let first = group.lowerBound
    let source = Int(text.folded.starts[first])..<Int(text.folded.ends[first])
    text.source[source].withUnsafeBufferPointer { folder.fold($0, into: &folded) }
    return folded.scalars[...]
  }
}
