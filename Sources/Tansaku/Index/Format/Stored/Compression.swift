internal import CTansakuZstandard
import TansakuStorage

/// Zstandard, by the library of that name.
enum Compression {
  /// Whether a frame of so many bytes can hold so many: each of its blocks takes at least four, and
  /// holds at most 128 KiB (RFC 8878, 3.1.1.2).
  static func canHold(_ size: Int, inFrameOf count: Int) -> Bool {
    size >> 17 <= count / 4
  }

  /// What a frame holds, which must be `size` bytes; nil where it does not.
  static func decompress(_ frame: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    // The size comes from a file: let the frame itself confirm it before room is made.
    guard ZSTD_getFrameContentSize(frame.baseAddress, frame.count) == UInt64(size) else {
      return nil
    }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { room, count in
      let written = ZSTD_decompress(room.baseAddress, size, frame.baseAddress, frame.count)
      failed = ZSTD_isError(written) != 0 || written != size
      count = failed ? 0 : size
    }
    return failed ? nil : bytes
  }
}

/// Compresses one piece after the other with the same working memory, which takes longer to prepare
/// than a block of texts to compress.
///
/// Used by one thread at a time.
final class Compressor {
  private let context: OpaquePointer
  /// Longer pieces get memory of their own, or theirs would be kept for ever.
  private static let longest = 256 * 1024

  /// A compressor without memory yet.
  init() throws {
    guard let context = ZSTD_createCCtx() else {
      throw IndexError(code: .system, message: "There is no memory left for compressing.")
    }
    self.context = context
  }

  deinit { ZSTD_freeCCtx(context) }

  /// The frame that holds `bytes`.
  func compress(_ bytes: UnsafeRawBufferPointer, level: Int32) throws -> [UInt8] {
    var failed = false
    let frame = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
      room, count in
      let size =
        bytes.count > Compressor.longest
        ? ZSTD_compress(room.baseAddress, room.count, bytes.baseAddress, bytes.count, level)
        : ZSTD_compressCCtx(
          context, room.baseAddress, room.count, bytes.baseAddress, bytes.count, level)
      failed = ZSTD_isError(size) != 0
      count = failed ? 0 : size
    }
    if failed {
      throw IndexError(
        code: .system, message: "Compressing \(bytes.count) bytes failed for want of memory.")
    }
    return frame
  }
}
