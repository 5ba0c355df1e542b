/// Writes one file of the format in `CheckedFileFormat`, from front to back.
///
/// End with `finish()`, or with `abandon()` after an error. Not to be used from two threads at once.
package final class CheckedFileWriter {
  /// Whole pages, so that a full buffer ends where a page does.
  private static let bufferLength = 64 << 10

  private let path: String
  private let fileSystem: any FileSystem
  private let file: any OutputFile
  private let buffer: UnsafeMutableRawBufferPointer
  /// The bytes of the buffer that are filled; it never stays full.
  private var filled = 0
  /// The payload bytes that left the buffer: a multiple of the page length until `finish()`.
  private var flushed = 0
  private var table: [UInt64] = []
  private var isOpen = true

  /// Creates the file, or empties the one there, and writes its header.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - kind: What it is to hold.
  ///   - tag: The tag of the files that it belongs to, if it does not stand alone.
  ///   - fileSystem: Where it is to be.
  /// - Throws: What the file system said.
  package init(
    _ path: String, kind: FileKind, tag: FileTag = .none, fileSystem: any FileSystem
  ) throws(StorageError) {
    self.path = path
    self.fileSystem = fileSystem
    self.file = try fileSystem.create(path)
    self.buffer = .allocate(byteCount: Self.bufferLength, alignment: 64)
    do {
      try CheckedFileFormat.header(kind, tag).withUnsafeBytes(file.write)
    } catch {
      abandon()
      throw error
    }
  }

  deinit { buffer.deallocate() }

  /// The payload bytes written so far: the payload offset of the next byte.
  package var position: Int { flushed + filled }

  /// Appends bytes to the payload.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    precondition(isOpen, "A file that is finished or abandoned takes no more bytes")
    var rest = bytes
    while !rest.isEmpty {
      if filled == 0 && rest.count >= Self.bufferLength {
        // Whole pages go straight out.
        let whole = rest.count & ~(Self.bufferLength - 1)
        try flush(UnsafeRawBufferPointer(rebasing: rest[..<whole]))
        rest = UnsafeRawBufferPointer(rebasing: rest[whole...])
      } else {
        let step = min(rest.count, buffer.count - filled)
        buffer[filled..<filled + step].copyBytes(from: rest[..<step])
        filled += step
        rest = UnsafeRawBufferPointer(rebasing: rest[step...])
        if filled == buffer.count { try flushBuffer() }
      }
    }
  }

  /// Appends what a byte writer holds to the payload.
  package func write(_ bytes: ByteWriter) throws(StorageError) {
    try bytes.withUnsafeBytes(write)
  }

  /// Appends zeros until the position is a multiple of `alignment`, a power of two up to 4096.
  package func align(to alignment: Int) throws(StorageError) {
    precondition(
      alignment > 0 && alignment <= CheckedFileFormat.pageLength
        && alignment & (alignment - 1) == 0,
      "An alignment is a power of two up to the length of a page")
    var zeros = ByteWriter()
    zeros.appendZeros(-position & (alignment - 1))
    try write(zeros)
  }

  /// Writes table and footer, waits until all is on the disk, and closes.
  ///
  /// The name of the file is safe only when its folder is synchronised too.
  ///
  /// - Returns: The checksum of the footer, for the file's seal.
  package func finish() throws(StorageError) -> UInt64 {
    precondition(isOpen, "A file is finished once")
    try flushBuffer()
    let payloadLength = position
    let end = CheckedFileFormat.headerLength + payloadLength
    var tail = ByteWriter()
    tail.appendZeros(CheckedFileFormat.tableOffset(payloadLength) - end)
    for sum in table { tail.appendFixed64(sum) }
    let footer = CheckedFileFormat.footer(
      payloadLength: payloadLength, tableChecksum: tail.withUnsafeBytes(checksum),
      fileLength: end + tail.count + CheckedFileFormat.footerLength)
    tail.append(contentsOf: footer)
    try tail.withUnsafeBytes(file.write)
    try file.synchronize()
    try file.close()
    isOpen = false
    return CheckedFileFormat.footerChecksum(footer)
  }

  /// Closes and removes the file, as well as that is possible.
  ///
  /// After `finish()` has returned it does nothing.
  package func abandon() {
    guard isOpen else { return }
    isOpen = false
    // Called because something failed already: that is what the caller wants to hear about.
    try? file.close()
    try? fileSystem.remove(path)
  }

  private func flushBuffer() throws(StorageError) {
    try flush(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<filled]))
    filled = 0
  }

  /// Writes payload and notes the checksums of its pages; begins at the start of a page.
  private func flush(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    guard !bytes.isEmpty else { return }
    for start in stride(from: 0, to: bytes.count, by: CheckedFileFormat.pageLength) {
      let end = min(start + CheckedFileFormat.pageLength, bytes.count)
      table.append(checksum(UnsafeRawBufferPointer(rebasing: bytes[start..<end])))
    }
    try file.write(bytes)
    flushed += bytes.count
  }
}
