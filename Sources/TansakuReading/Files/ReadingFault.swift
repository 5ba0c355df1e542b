/// Why one file or line gives no document.
package struct ReadingFault: Error {
  /// A clause that says what is wrong and, where something can be done, what to do.
  package var reason: String
  var line: Int?
  var offset: Int?
  var isFault = true
  /// Whether the bytes are no text in the encoding that was found out or named.
  var isWrongEncoding = false

  /// A fault with its clause and, where it is known, its place.
  package init(
    _ reason: String, line: Int? = nil, offset: Int? = nil, isFault: Bool = true,
    isWrongEncoding: Bool = false
  ) {
    self.reason = reason
    self.line = line
    self.offset = offset
    self.isFault = isFault
    self.isWrongEncoding = isWrongEncoding
  }
}
