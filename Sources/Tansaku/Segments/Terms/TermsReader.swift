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

  init(_ path: String, fileSystem: any FileSystem) throws {
    file = try CheckedFile(path, kind: TermsFormat.kind, fileSystem: fileSystem)
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
      keysStart <= keysEnd, keysEnd == trailerStart
    else { throw TermsReader.corrupt(file, trailerStart) }
  }

  private static func corrupt(_ file: CheckedFile, _ offset: Int) -> StorageError {
    StorageError(
      .corrupt, "The dictionary of terms contradicts itself. Build the index again.",
      file: file.path, offset: offset)
  }

  /// What is known of a term; nil where no document has it.
  ///
  /// A binary search over the blocks, then a walk through one block of 32 terms.
  func find(_ key: TermKey) throws -> TermInfo? {
    try key.bytes.withUnsafeBytes { key in
      guard let block = try lastBlock(notAfter: key) else { return nil }
      var walk = try walk(of: block)
      let beginning = BlockSignposts.beginning(of: key)
      while try next(&walk, in: block) {
        // Nearly all keys differ in their first eight bytes.
        let other = walk.beginning
        if other < beginning { continue }
        if other > beginning { return nil }
        let order = walk.compareKey(to: key)
        if order == 0 { return walk.info }
        if order > 0 { return nil }
      }
      return nil
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
    try signposts.lastBlock(notAfter: key, of: blockCount) { try firstKey(of: $0) }
  }

  private func firstKey(of block: Int) throws -> UnsafeRawBufferPointer {
    // Both ends at once: a lookup asks for a dozen of them.
    let isLast = block + 1 == blockCount
    let at = indexStart + block * 8
    let entry = try file.bytes(at..<at + (isLast ? 8 : 16))
    let start = keysStart + Int(UInt32(littleEndian: entry.loadUnaligned(as: UInt32.self)))
    let end =
      isLast
      ? keysEnd
      : keysStart
        + Int(UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard start <= end, end <= keysEnd else { throw TermsReader.corrupt(file, indexStart) }
    return try file.bytes(start..<end)
  }

  private func indexNumber(_ number: Int) throws -> Int {
    let at = indexStart + number * 4
    return Int(
      UInt32(littleEndian: try file.bytes(at..<at + 4).loadUnaligned(as: UInt32.self)))
  }

  /// A walk through the terms of a block.
  private func walk(of block: Int) throws -> TermBlockWalk {
    // What the index says of it and of the next at once.
    let isLast = block + 1 == blockCount
    let at = indexStart + block * 8
    let index = try file.bytes(at..<at + (isLast ? 8 : 16))
    func number(_ offset: Int) -> Int {
      Int(UInt32(littleEndian: index.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    let key = keysStart + number(0)
    let keyEnd = isLast ? keysEnd : keysStart + number(8)
    let start = number(4)
    let end = isLast ? indexStart : number(12)
    guard key <= keyEnd, keyEnd <= keysEnd, start <= end else {
      throw TermsReader.corrupt(file, indexStart)
    }
    return TermBlockWalk(
      try file.bytes(start..<end),
      count: min(TermsFormat.blockSize, count - block * TermsFormat.blockSize),
      firstKey: try file.bytes(key..<keyEnd))
  }

  /// Moves to the next term; false after the last.
  @inline(__always)
  private func next(_ walk: inout TermBlockWalk, in block: Int) throws -> Bool {
    if walk.next() { return true }
    if walk.isDamaged { throw TermsReader.corrupt(file, try indexNumber(block * 2 + 1)) }
    return false
  }

  /// The terms of one block in order, with their keys.
  func terms(ofBlock block: Int) throws -> [(key: [UInt8], info: TermInfo)] {
    var walk = try walk(of: block)
    var terms: [(key: [UInt8], info: TermInfo)] = []
    while try next(&walk, in: block) { terms.append((Array(walk.key), walk.info)) }
    return terms
  }
}
