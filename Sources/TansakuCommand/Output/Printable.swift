import Tansaku

extension String {
  /// The text with `�` in the place of control characters, one for one: a text from a file must not
  /// steer the terminal.
  func withoutControls(keeping kept: Unicode.Scalar? = nil) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .control && scalar != kept
    }
    guard unicodeScalars.contains(where: isControl) else { return self }
    var result = UnicodeScalarView()
    for scalar in unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }
}

/// A whole number with commas between its thousands.
func grouped(_ number: Int) -> String {
  let digits = String(number)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

/// A number with so many digits behind the point.
func fixed(_ value: Double, _ places: Int) -> String { value.decimal(places) }

/// A number of things in words: `1 document`, `2 documents`.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
}

extension Duration {
  /// The length in seconds.
  var seconds: Double { self / .seconds(1) }
}
