internal import TansakuText

/// What is wrong with a query, and where.
struct QueryFault: Sendable, Equatable {
  /// Where, in Unicode scalars of what was typed.
  let offset: Int
  /// What is wrong, and what to do.
  let message: String

  /// The fault as the public sees it.
  var error: IndexError { IndexError(code: .badQuery, message: message, offset: offset) }
}

/// The first fault of a query; parsing goes on behind it all the same.
struct QueryFaults {
  private(set) var first: QueryFault?

  /// Notes a fault.
  mutating func note(_ message: String, at offset: Int) {
    if let first, first.offset <= offset { return }
    first = QueryFault(offset: offset, message: message)
  }
}

extension IndexError {
  /// How much of a query is shown before a fault in it, and behind, in columns of a terminal.
  private static let shownColumns = 36

  /// The query that this error is about, and below it a caret that points at the fault.
  ///
  /// Two lines for a terminal, by the East Asian width of what stands before the fault; of a longer
  /// query the part around the fault. Control characters are shown as `�`, one for one.
  ///
  /// - Parameter query: the query as it was typed.
  /// - Returns: the two lines; nil where the error tells no place in a query.
  public func pointing(into query: String) -> String? {
    guard code == .badQuery, let offset else { return nil }
    let shown = query.unicodeScalars.map { $0.isHarmless ? $0 : "\u{FFFD}" as Unicode.Scalar }
    let place = min(max(offset, 0), shown.count)
    let start = IndexError.edge(of: shown[..<place].reversed(), from: place, step: -1)
    let end = IndexError.edge(of: Array(shown[place...]), from: place, step: 1)
    let before = (start > 0 ? "…" : "") + String(shown[start..<place])
    let line = before + String(shown[place..<end]) + (end < shown.count ? "…" : "")
    return line + "\n" + String(repeating: " ", count: DisplayWidth.columns(of: before)) + "^"
  }

  /// How far what is shown of a query reaches to one side.
  private static func edge(of scalars: [Unicode.Scalar], from place: Int, step: Int) -> Int {
    var columns = 0
    var edge = place
    for scalar in scalars {
      columns += DisplayWidth.columns(of: scalar)
      if columns > shownColumns { break }
      edge += step
    }
    return edge
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows this as a character: what steers it, breaks a line or turns the
  /// direction does not.
  fileprivate var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
    }
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
