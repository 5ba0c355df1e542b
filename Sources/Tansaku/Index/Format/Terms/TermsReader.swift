import TansakuStorage

/// Looks terms up in a dictionary.
///
/// Nothing is read before it is asked for.
final class TermsReader: Sendable {
  private let file: CheckedFile
  /// How many terms there are.
  let count: Int
  let blockCount: Int
  private let indexStart: Int
  private let keysStart: Int
  private let keysEnd: Int
  private let signposts = BlockSignposts()

  init(_ path: String, seal: FileSeal? = nil, fileSystem: any FileSystem) throws {
    file = try CheckedFile(path, kind: TermsFormat.kind, seal: seal, fileSystem: fileSystem)
    guard file.count >= TermsFormat.trailerSize else { throw TermsReader.corrupt(file, 0) }
    let trailerStart = file.count - TermsFormat.trailerSize
    var reader = try file.reader(trailerStart..<file.count)
    count = Int(clamping: try reader.readFixed64())
    blockCount = Int(clamping: try reader.readFixed64())
    indexStart = Int(clamping: try reader.readFixed64())
    keysStart = Int(clamping: try reader.readFixed64())
    keysEnd = Int(clamping: try reader.readFixed64())
    guard indexStart <= file.count, blockCount <= file.count / 8,
      indexStart + blockCount * 8 == keysStart,
      keysStart <= keysEnd, keysEnd == trailerStart,
      // Every block but the last is full: with fewer terms than that some would never be read.
      count <= blockCount * TermsFormat.blockSize,
      count > (blockCount - 1) * TermsFormat.blockSize || blockCount == 0
    else { throw TermsReader.corrupt(file, trailerStart) }
  }

  private static func corrupt(_ file: CheckedFile, _ offset: Int) -> StorageError {
    StorageError(
      .corrupt, "The dictionary of terms contradicts itself. Build the index again.",
      file: file.path, offset: offset)
  }

  /// What is known of a term; nil where no document has it.
  ///
  /// A binary search over the blocks, then a walk through one block.
  func find(_ key: TermKey) throws -> TermInfo? {
    try key.bytes.withUnsafeBytes { key in
      let beginning = BlockSignposts.beginning(of: key)
      guard let block = try lastBlock(notAfter: key, beginning: beginning) else { return nil }
      return try withUnsafeTemporaryAllocation(
        byteCount: TermBlockWalk.usualRoom, alignment: 8
      ) { room in
        var walk = try walk(of: block, room: room)
        if walk.find(key, beginning: beginning) { return walk.info }
        if walk.isDamaged { throw damage(of: block) }
        return nil
      }
    }
  }

  /// The first key that is not before these bytes; nil where there is none.
  func firstKey(notBefore bytes: [UInt8]) throws -> [UInt8]? {
    try bytes.withUnsafeBytes { bytes in
      for block in (try lastBlock(notAfter: bytes) ?? 0)..<blockCount {
        var walk = try walk(of: block)
        while try next(&walk, in: block) {
          if walk.compareKey(to: bytes) >= 0 { return Array(walk.key) }
        }
      }
      return nil
    }
  }

  /// Calls `body` with every term whose key begins with `prefix`, in order, until it returns false.
  func forEach(prefix: [UInt8], _ body: (TermKey, TermInfo) throws -> Bool) throws {
    try forEachEntry(prefix: prefix) { key, info in
      try body(TermKey(bytes: Array(key)), info)
    }
  }

  /// The same with the keys where they lie, valid during the call.
  func forEachEntry(
    prefix: [UInt8], _ body: (UnsafeRawBufferPointer, TermInfo) throws -> Bool
  ) throws {
    try prefix.withUnsafeBytes { prefix in
      var block = try lastBlock(notAfter: prefix) ?? 0
      while block < blockCount {
        var walk = try walk(of: block)
        while try next(&walk, in: block) {
          if walk.keyStarts(with: prefix) {
            guard try body(walk.key, walk.info) else { return }
          } else if walk.compareKey(to: prefix) > 0 {
            return
          }
        }
        block += 1
      }
    }
  }

  /// What a walk does after a term.
  enum WalkStep {
    /// Goes to the next term.
    case next
    /// Goes to the first term that is not before the target; one that is behind already is the next.
    case seek
    /// Ends.
    case stop
  }

  /// Calls `body` with the terms from a key on, in order, all or those that it goes to.
  ///
  /// - Parameters:
  ///   - start: the least key.
  ///   - body: is given the key, valid during the call, what is known of the term, and a place for
  ///     the key to go to.
  /// - Throws: `StorageError` where the dictionary is damaged, and what `body` throws.
  func walk(
    from start: [UInt8],
    _ body: (UnsafeRawBufferPointer, TermInfo, _ target: inout [UInt8]) throws -> WalkStep
  ) throws {
    var target = start
    var isSeeking = true
    var block = try target.withUnsafeBytes { try lastBlock(notAfter: $0) } ?? 0
    blocks: while block < blockCount {
      var walk = try walk(of: block)
      while try next(&walk, in: block) {
        if isSeeking {
          if target.withUnsafeBytes({ walk.compareKey(to: $0) }) < 0 { continue }
          isSeeking = false
        }
        switch try body(walk.key, walk.info, &target) {
        case .next: continue
        case .stop: return
        case .seek:
          isSeeking = true
          let later = try target.withUnsafeBytes { try laterBlock(than: block, notAfter: $0) }
          if let later {
            block = later
            continue blocks
          }
        }
      }
      block += 1
    }
  }

  /// The last block whose first key is not after `key`, if it comes after `block`.
  private func laterBlock(than block: Int, notAfter key: UnsafeRawBufferPointer) throws -> Int? {
    guard block + 1 < blockCount,
      TermBlockWalk.compare(try firstKey(of: block + 1), key) <= 0
    else { return nil }
    // Near by more often than not.
    if block + 2 < blockCount, TermBlockWalk.compare(try firstKey(of: block + 2), key) > 0 {
      return block + 1
    }
    return max(block + 1, try lastBlock(notAfter: key) ?? 0)
  }

  /// Lets the pages that were touched so far go from the process's memory until they are needed.
  func forgetPages() { file.forgetPages() }

  /// Reads every byte of the file and every term, and checks their order.
  func verify() throws {
    try file.verify()
    var last: [UInt8]?
    var seen = 0
    try forEach(prefix: []) { key, _ in
      if let last, !last.lexicographicallyPrecedes(key.bytes) {
        throw TermsReader.corrupt(file, 0)
      }
      last = key.bytes
      seen += 1
      return true
    }
    if seen != count { throw TermsReader.corrupt(file, 0) }
  }

  /// The last block whose first key is not after `key`.
  private func lastBlock(notAfter key: UnsafeRawBufferPointer) throws -> Int? {
    try lastBlock(notAfter: key, beginning: BlockSignposts.beginning(of: key))
  }

  /// The same for a key that begins so.
  private func lastBlock(notAfter key: UnsafeRawBufferPointer, beginning: UInt64) throws -> Int? {
    try signposts.lastBlock(notAfter: key, beginning: beginning, of: blockCount) {
      try firstKey(of: $0)
    }
  }

  private func firstKey(of block: Int) throws -> UnsafeRawBufferPointer {
    try file.bytes(place(of: block).key)
  }

  /// Where the first key of a block and its entries lie.
  private func place(of block: Int) throws -> (key: Range<Int>, entries: Range<Int>) {
    // Both ends of both at once: a lookup asks for some.
    let isLast = block + 1 == blockCount
    let at = indexStart + block * 8
    let numbers = try file.bytes(at..<at + (isLast ? 8 : 16))
    func number(_ place: Int) -> Int {
      Int(UInt32(littleEndian: numbers.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }
    let keyStart = keysStart + number(0)
    let keyEnd = isLast ? keysEnd : keysStart + number(8)
    let start = number(4)
    let end = isLast ? indexStart : number(12)
    guard keyStart <= keyEnd, keyEnd <= keysEnd, start <= end else {
      throw TermsReader.corrupt(file, at)
    }
    return (keyStart..<keyEnd, start..<end)
  }

  /// A walk through the terms of a block.
  private func walk(
    of block: Int, room: UnsafeMutableRawBufferPointer? = nil
  ) throws -> TermBlockWalk {
    let place = try place(of: block)
    return TermBlockWalk(
      try file.bytes(place.entries),
      count: min(TermsFormat.blockSize, count - block * TermsFormat.blockSize),
      firstKey: try file.bytes(place.key), room: room)
  }

  /// Moves to the next term; false after the last.
  @inline(__always)
  private func next(_ walk: inout TermBlockWalk, in block: Int) throws -> Bool {
    if walk.next() { return true }
    if walk.isDamaged { throw damage(of: block) }
    return false
  }

  private func damage(of block: Int) -> any Error {
    do {
      return TermsReader.corrupt(file, try place(of: block).entries.lowerBound)
    } catch {
      return error
    }
  }

  /// The terms of one block in order, with their keys.
  func terms(ofBlock block: Int) throws -> [(key: [UInt8], info: TermInfo)] {
    var walk = try walk(of: block)
    var terms: [(key: [UInt8], info: TermInfo)] = []
    while try next(&walk, in: block) { terms.append((Array(walk.key), walk.info)) }
    return terms
  }
}
