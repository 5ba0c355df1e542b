/// What can be chosen about reading.
public struct ReadingOptions: Sendable {
  /// The encoding of all texts but JSON Lines (`Shift_JIS`, `Big5`), if it is not to be found out.
  public var encoding: String?
  /// The most bytes that one document may have.
  ///
  /// A longer plain text is split; anything else that is longer is a fault.
  public var documentLimit: Int
  /// The size in bytes of the parts into which a plain text over the limit is split.
  public var partSize: Int

  /// Options with what is usual for all that is not said.
  public init(
    encoding: String? = nil, documentLimit: Int = 16 << 20, partSize: Int = 4 << 20
  ) {
    self.encoding = encoding
    self.documentLimit = max(documentLimit, 1)
    self.partSize = min(max(partSize, 1), self.documentLimit)
  }
}
