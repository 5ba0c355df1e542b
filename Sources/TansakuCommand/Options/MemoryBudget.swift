#if canImport(Glibc)
import Glibc
#endif

/// How the memory that a user grants to indexing is shared out.
struct MemoryBudget {
  /// The least that indexing can do with, in bytes.
  static let least = 64 << 20

  /// How much an update may take beyond the program.
  let update: Int
  /// How large one document may be.
  let documentLimit: Int

  /// Shares out so many bytes.
  ///
  /// Measured: 24 MB go for the program with its libraries and tables.
  init(bytes: Int) {
    update = bytes - (24 << 20)
    documentLimit = min(16 << 20, bytes / 40)
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
    _ = unsafeBitCast(address, to: Function.self)(mmapThreshold, 1 << 16)
    #endif
  }
}
