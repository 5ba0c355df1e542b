internal import CTansakuICU

/// A fault of the text library below us, told in a sentence.
package struct TextError: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  package let description: String

  /// The fault that ICU reports by a negated `UErrorCode`.
  static func icu(_ status: Int32, doing task: String) -> TextError {
    let version = String(cString: tansaku_icu_version())
    return TextError(description: "ICU \(version) failed (error \(-status)) \(task)")
  }
}
