/// What is wrong with a file of results or judgments, and in which line.
public struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sentence that says what is wrong and what was expected.
  public let message: String
  /// The name of the file, where one was given.
  public let file: String?
  /// The line, from 1; nil where the fault is not in one line.
  public let line: Int?

  /// File, line and sentence, as compilers write them.
  public var description: String {
    let place = [file, line.map { String($0) }].compactMap(\.self).joined(separator: ":")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
