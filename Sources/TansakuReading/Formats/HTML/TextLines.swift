/// Lays out the text of a page in lines: what stands apart on the page stands apart here.
///
/// Blocks are parted by an empty line, the lines of lists and tables by a line end, cells by a tab;
/// other white space becomes one space.
struct TextLines {
  /// What comes before the next character; the stronger one wins.
  private enum Gap: Int {
    case none
    case space
    /// A line end in the source, within a paragraph.
    case segment
    case tab
    case line
    case block
  }

  private var text: [UInt8] = []
  private var gap = Gap.none
  private let isMarkdown: Bool
  /// How many lists and cells are open: there, paragraphs are lines.
  private var closeSet = 0
  private var preformatted = 0
  private var code = 0
  private var isAtCellStart = false
  private var hasTextInRow = false
  private var emphasis = LeftoverEmphasis()

  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  var isEmpty: Bool { text.isEmpty }

  /// The text up to here.
  var soFar: String { String(decoding: text, as: UTF8.self) }

  /// The whole text.
  mutating func finish() -> String {
    emphasis.remove(from: &text)
    while text.last == 0x0A || text.last == 0x09 { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  mutating func open(_ role: HTMLTags.Role) {
    switch role {
    case .block: part(by: .block)
    case .list:
      part(by: .block)
      closeSet += 1
    case .line:
      part(by: .line)
      hasTextInRow = false
    case .cell:
      if hasTextInRow { gap = .tab }
      isAtCellStart = true
      closeSet += 1
    case .preformatted:
      part(by: .block)
      preformatted += 1
    case .lineBreak: gap = gap == .line ? .block : max(gap, .line)
    case .code: code += 1
    default: break
    }
  }

  mutating func close(_ role: HTMLTags.Role) {
    switch role {
    case .block: part(by: .block)
    case .list:
      closeSet -= 1
      part(by: .block)
    case .line:
      isAtCellStart = false
      part(by: .line)
    case .cell:
      isAtCellStart = false
      closeSet -= 1
      gap = max(gap, .tab)
    case .preformatted:
      preformatted -= 1
      part(by: .block)
    case .code: code -= 1
    default: break
    }
  }

  private func max(_ one: Gap, _ other: Gap) -> Gap { one.rawValue >= other.rawValue ? one : other }

  private mutating func part(by wanted: Gap) {
    // A paragraph that begins a cell must not tear it from its row.
    if isAtCellStart { return }
    gap = max(gap, wanted == .block && closeSet > 0 ? .line : wanted)
  }

  /// Adds text as it stands in the page.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if Addresses.occur(in: bytes) {
      Addresses.removed(from: bytes).withUnsafeBytes { add($0) }
    } else {
      add(bytes)
    }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    text.reserveCapacity(text.count + bytes.count)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0A, 0x0D, 0x0C, 0x20, 0x09:
        if preformatted > 0 {
          addPreformatted(byte)
        } else {
          gap = max(gap, byte == 0x0A || byte == 0x0D ? .segment : .space)
        }
      default:
        if gap != .none { fill(before: UnsafeRawBufferPointer(rebasing: bytes[index...])) }
        isAtCellStart = false
        hasTextInRow = true
        if isMarkdown, code == 0, byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") {
          emphasis.note(text.count)
        }
        text.append(byte)
      }
    }
  }

  private mutating func addPreformatted(_ byte: UInt8) {
    if gap != .none { fill(before: UnsafeRawBufferPointer(start: nil, count: 0)) }
    if byte == 0x0A ? !text.isEmpty : byte != 0x0D { text.append(byte) }
  }

  private mutating func fill(before next: UnsafeRawBufferPointer) {
    defer { gap = .none }
    if gap == .line || gap == .block { emphasis.remove(from: &text) }
    guard !text.isEmpty else { return }
    switch gap {
    case .none: break
    case .space: text.append(0x20)
    case .segment:
      if isMarkdown {
        text.append(0x0A)
      } else if !(EastAsian.ends(text) && EastAsian.begins(next)) {
        // CSS Text 3, section 4.1.3: a line end between two wide characters is none.
        text.append(0x20)
      }
    case .tab: text.append(0x09)
    case .line: if text.last != 0x0A { text.append(0x0A) }
    case .block:
      if text.last != 0x0A { text.append(0x0A) }
      text.append(0x0A)
    }
  }
}
