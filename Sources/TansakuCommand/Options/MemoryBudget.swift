/// How the memory that a user grants to indexing is shared out.
struct MemoryBudget {
  /// The least that indexing can do with, in bytes.
  static let least = 64 << 20

  /// How much the inverted texts may take before they are written out.
  let invertedTexts: Int
  /// How large one document may be.
  let documentLimit: Int

  /// Shares out so many bytes.
  init(bytes: Int) {
    invertedTexts = bytes / 10 * 6 - (24 << 20)
    documentLimit = min(16 << 20, bytes / 32)
  }
}
