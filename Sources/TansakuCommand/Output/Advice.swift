import Tansaku
import TansakuReading

/// What a user of the tool can do about an error of the library, which knows no options of the tool.
enum Advice {
  /// Returns a sentence for an error, or nil if its message says all that can be done.
  static func on(_ error: any Error) -> String? {
    guard let error = error as? IndexError else { return nil }
    switch error.code {
    case .segmentTooLarge: return "Repeat the update with a smaller --memory."
    default: return nil
    }
  }

  /// Returns a sentence for an error of opening the index at a path.
  static func on(_ error: IndexError, opening path: String) -> String? {
    // A file that is missing inside the index has a path of its own.
    error.code == .notFound && error.file == path
      ? "This builds it: tansaku index -i \(path) FILES" : on(error)
  }

  /// Returns a clause for what was passed over while reading.
  static func on(_ skipped: ReadingReport.Skipped) -> String? {
    skipped.isWrongEncoding ? "as in: --encoding Shift_JIS" : nil
  }
}

/// An error of the library with what the tool advises.
struct AdvisedError: Error, CustomStringConvertible {
  /// The error.
  let error: IndexError
  /// A sentence.
  let advice: String

  var description: String { "\(error) \(advice)" }
}
