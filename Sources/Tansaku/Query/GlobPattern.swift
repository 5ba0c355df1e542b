/// Characters with gaps, which a whole text fits or not.
struct GlobPattern: Sendable, Equatable, Hashable {
  /// One part of a pattern.
  enum Element: Sendable, Equatable, Hashable {
    /// This character.
    case scalar(UInt32)
    /// Any one character.
    case one
    /// Any number of characters, or none.
    case many
  }

  var elements: [Element]

  /// The characters before the first gap.
  var beginning: [UInt32] {
    elements.prefix { $0.scalar != nil }.compactMap(\.scalar)
  }

  /// The pattern as a query writes it, without the backslashes that protect signs.
  var text: String {
    var text = String.UnicodeScalarView()
    for element in elements {
      switch element {
      case .scalar(let value): if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      case .one: text.append("?")
      case .many: text.append("*")
      }
    }
    return String(text)
  }

  /// Whether there is any gap.
  var hasGaps: Bool { elements.contains { $0.scalar == nil } }

  /// Whether a text fits as a whole.
  ///
  /// Takes time in proportion to the length of the text times that of the pattern at most: a gap
  /// that was passed over need never be widened again once a later one is reached.
  func matches(_ text: [UInt32]) -> Bool {
    var element = 0
    var at = 0
    var resumed: (element: Int, place: Int)?
    while true {
      if element < elements.count {
        switch elements[element] {
        case .many:
          resumed = (element, at)
          element += 1
          continue
        case .one where at < text.count:
          element += 1
          at += 1
          continue
        case .scalar(let scalar) where at < text.count && text[at] == scalar:
          element += 1
          at += 1
          continue
        case .one, .scalar: break
        }
      } else if at == text.count {
        return true
      }
      guard let last = resumed, last.place < text.count else { return false }
      resumed = (last.element, last.place + 1)
      element = last.element + 1
      at = last.place + 1
    }
  }
}

extension GlobPattern.Element {
  /// The character; nil for a gap.
  var scalar: UInt32? {
    if case .scalar(let scalar) = self { scalar } else { nil }
  }
}
