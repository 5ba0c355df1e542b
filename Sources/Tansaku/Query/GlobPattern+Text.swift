/// Reads patterns as they are typed: `*` stands for any number of characters and `?` for one; behind a
/// backslash each is itself.
extension GlobPattern {
  /// The characters and gaps of a pattern, unfolded.
  static func elements(of typed: String) -> [Element] {
    parts(of: typed).flatMap { part -> [Element] in
      switch part {
      case .gap(let gap): [gap]
      case .text(let text): text.unicodeScalars.map { .scalar($0.value) }
      }
    }
  }

  /// A part of what was typed.
  enum Part {
    case text(String)
    case gap(Element)
  }

  /// What was typed, in order.
  static func parts(of typed: String) -> [Part] {
    var parts: [Part] = []
    var text = String.UnicodeScalarView()
    func end() {
      if !text.isEmpty { parts.append(.text(String(text))) }
      text = String.UnicodeScalarView()
    }
    var isEscaped = false
    for scalar in typed.unicodeScalars {
      switch scalar {
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case "*" where !isEscaped:
        end()
        parts.append(.gap(.many))
      case "?" where !isEscaped:
        end()
        parts.append(.gap(.one))
      default: text.append(scalar)
      }
      isEscaped = false
    }
    end()
    return parts
  }
}
