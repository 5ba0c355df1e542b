import Tansaku
import TansakuText

/// A concordance for a person: the occurrences below one another in the middle.
struct TextConcordance: ConcordancePrinter {
  /// How many columns each side may take.
  let width: Int
  /// Whether occurrences are marked.
  let isMarked: Bool

  func print(_ lines: Concordance, to output: Output) throws -> Int {
    var count = 0
    while let line = try lines.next() {
      try output.write(text(of: line) + "\n")
      count += 1
    }
    return count
  }

  /// One line: both sides in their columns, then the document with the line or `title`.
  func text(of line: ConcordanceLine) -> String {
    let left = Cell(line.left, trimming: .end)
    let right = Cell(line.right, trimming: .beginning)
    let match = Cell(line.match)
    let place = line.field == .title ? "title" : String(line.place.line)
    return spaces(width - left.columns) + left.text + "  "
      + (isMarked ? "\u{1B}[1;4m\(match.text)\u{1B}[0m" : match.text) + "  " + right.text
      + spaces(width - right.columns) + "  \(line.id.withoutControls()):\(place)"
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

/// A text that stands beside others on a line of a terminal and must not disturb them.
struct Cell {
  /// An end at which white space goes.
  enum End {
    case beginning
    case end
  }

  /// The text without what would steer the terminal or turn around what stands beside it.
  ///
  /// Where it has characters that run from right to left it is isolated (Unicode Standard Annex 9), so
  /// that a terminal that turns them around leaves the other cells in their places.
  let text: String
  /// How many columns it takes.
  let columns: Int

  /// A cell of a text.
  init(_ text: String, trimming end: End? = nil) {
    var shown = Substring(
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.filter {
            !Cell.turnsText($0)
          })
      ).withoutControls())
    switch end {
    case .beginning: shown = shown.drop { $0 == " " }
    case .end: while shown.last == " " { shown.removeLast() }
    case nil: break
    }
    columns = DisplayWidth.columns(of: String(shown))
    self.text =
      shown.unicodeScalars.contains(where: Cell.runsLeft)
      ? "\u{2068}\(shown)\u{2069}" : String(shown)
  }

  /// Whether a character begins or ends an embedding, an override or an isolate, whose other end may
  /// have been cut off.
  private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether a character is in one of the blocks that are kept for what runs from right to left (the
  /// defaults of Bidi_Class in the Unicode Character Database).
  private static func runsLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
      0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
