#if canImport(Glibc)
import Glibc
#endif

/// How the memory that a user grants to indexing is shared out.
struct MemoryBudget {
  /// The least that indexing can do with, in bytes.
  static let least = 64 << 20

  /// How much the inverted texts may take before they are written out.
  let invertedTexts: Int
  /// How large one document may be.
  let documentLimit: Int

  /// Shares out so many bytes.
  ///
  /// Measured: about 40 MB go for the program, ICU's tables and a document at work, and each byte
  /// of inverted texts takes 1.13 in all. What is left over is for the documents that are larger
  /// than most and for what the system counts of the segments that are mapped.
  init(bytes: Int) {
    invertedTexts = bytes / 10 * 6 - (24 << 20)
    documentLimit = min(16 << 20, bytes / 32)
  }

  /// Makes the allocator give large pieces of memory back as soon as they are free.
  ///
  /// Left alone, the GNU library keeps more of them the larger they were; measured, this takes 10 to
  /// 20 MB off the peak at no cost in time that can be seen.
  func applyToAllocator() {
    #if canImport(Glibc)
    // `mallopt` of malloc.h, which Swift's module of the C library leaves out.
    typealias Function = @convention(c) (_ parameter: CInt, _ value: CInt) -> CInt
    let mmapThreshold: CInt = -3
    guard let address = dlsym(nil, "mallopt") else { return }
    _ = unsafeBitCast(address, to: Function.self)(mmapThreshold, 1 << 20)
    #endif
  }
}
