/// A text with gaps, as the nodes of a query hold it: `*` and `?`, and backslashes before those of
/// these signs, and of backslashes, that are meant themselves.
struct QueryPattern {
  /// One character of it.
  struct Element {
    let scalar: Unicode.Scalar
    /// Whether it is a gap.
    let isGap: Bool
  }

  private(set) var elements: [Element] = []

  /// A pattern without anything.
  init() {}

  /// The pattern of a node.
  init(_ text: String) {
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        append(scalar, isGap: !isEscaped && (scalar == "*" || scalar == "?"))
        isEscaped = false
      }
    }
  }

  /// Adds a character; stars in a row are one.
  mutating func append(_ scalar: Unicode.Scalar, isGap: Bool) {
    if isGap, scalar == "*", let last = elements.last, last.isGap, last.scalar == "*" { return }
    elements.append(Element(scalar: scalar, isGap: isGap))
  }

  /// The pattern as nodes hold it.
  var text: String {
    var text = String.UnicodeScalarView()
    for element in elements {
      let isSign = element.scalar == "*" || element.scalar == "?" || element.scalar == "\\"
      if !element.isGap, isSign { text.append("\\") }
      text.append(element.scalar)
    }
    return String(text)
  }
}
