/// The documents whose texts meet a condition, among the candidates of another.
final class TextMatcher: DocumentMatcher {
  private let reading: TextReading
  private let candidates: DocumentMatcher

  init(_ reading: TextReading, among candidates: DocumentMatcher) {
    self.reading = reading
    self.candidates = candidates
  }

  override var cost: Int { candidates.cost }

  override func nextCandidate(from target: UInt32) -> UInt32 {
    candidates.nextCandidate(from: target)
  }

  override func matches(_ document: UInt32) -> Bool {
    candidates.matches(document) && reading.isMet(by: document)
  }
}
