import TansakuStorage

/// Looks terms up in a dictionary. Nothing is read before it is asked for.
struct TermsReader: Sendable {
  private let file: CheckedFile
  /// How many terms there are.
  let count: Int
  let blockCount: Int
  private let indexStart: Int
  private let keysStart: Int
  private let keysEnd: Int

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
    guard let block = try lastBlock(notAfter: key.bytes) else { return nil }
    var walk = try BlockWalk(self, block: block)
    while try walk.next() {
      if walk.key == key.bytes { return walk.info }
      if key.bytes.lexicographicallyPrecedes(walk.key) { return nil }
    }
    return nil
  }

  /// Calls `body` with every term whose key begins with `prefix`, in order, until it returns false.
  func forEach(prefix: [UInt8], _ body: (TermKey, TermInfo) throws -> Bool) throws {
    var block = try lastBlock(notAfter: prefix) ?? 0
    while block < blockCount {
      var walk = try BlockWalk(self, block: block)
      while try walk.next() {
        if walk.key.starts(with: prefix) {
          guard try body(TermKey(bytes: walk.key), walk.info) else { return }
        } else if prefix.lexicographicallyPrecedes(walk.key) {
          return
        }
      }
      block += 1
    }
  }

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
  private func lastBlock(notAfter key: [UInt8]) throws -> Int? {
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      let first = try firstKey(of: middle)
      let after = key.withUnsafeBytes { key in
        compare(first, key) > 0
      }
      if after { high = middle } else { low = middle + 1 }
    }
    return low == 0 ? nil : low - 1
  }

  private func compare(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
    for (left, right) in zip(one, other) where left != right { return Int(left) - Int(right) }
    return one.count - other.count
  }

  private func firstKey(of block: Int) throws -> UnsafeRawBufferPointer {
    let start = keysStart + (try indexNumber(block * 2))
    let end = block + 1 < blockCount ? keysStart + (try indexNumber(block * 2 + 2)) : keysEnd
    guard start <= end, end <= keysEnd else { throw TermsReader.corrupt(file, indexStart) }
    return try file.bytes(start..<end)
  }

  private func indexNumber(_ number: Int) throws -> Int {
    let at = indexStart + number * 4
    return Int(
      UInt32(littleEndian: try file.bytes(at..<at + 4).loadUnaligned(as: UInt32.self)))
  }

  /// Goes through the terms of one block.
  private struct BlockWalk {
    private(set) var key: [UInt8] = []
    private(set) var info = TermInfo(
      documentFrequency: 0, totalFrequency: 0, hasPositions: false, postings: .offset(0),
      positions: .none)
    private var reader: ByteReader
    private var left: Int
    private var lastPostings: UInt64 = 0
    private var lastPositions: UInt64 = 0
    private let file: CheckedFile

    init(_ terms: TermsReader, block: Int) throws {
      let start = try terms.indexNumber(block * 2 + 1)
      let end =
        block + 1 < terms.blockCount ? try terms.indexNumber(block * 2 + 3) : terms.indexStart
      guard start <= end else { throw TermsReader.corrupt(terms.file, terms.indexStart) }
      file = terms.file
      reader = try terms.file.reader(start..<end)
      left = min(TermsFormat.blockSize, terms.count - block * TermsFormat.blockSize)
    }

    /// Moves to the next term; false after the last.
    mutating func next() throws -> Bool {
      guard left > 0 else { return false }
      left -= 1
      let shared = try readInt()
      guard shared <= key.count else { throw TermsReader.corrupt(file, reader.position) }
      let suffix = try reader.readBytes(try readInt())
      key.removeLast(key.count - shared)
      key.append(contentsOf: suffix)
      let documents = try reader.readVarint()
      let more = try reader.readVarint()
      info.documentFrequency = UInt32(truncatingIfNeeded: documents >> 1)
      info.hasPositions = documents & 1 == 1
      info.totalFrequency = more &+ UInt64(info.documentFrequency)
      if info.documentFrequency == 1 {
        info.postings = .single(document: UInt32(truncatingIfNeeded: try reader.readVarint()))
      } else {
        lastPostings &+= try reader.readVarint()
        info.postings = .offset(lastPostings)
      }
      if !info.hasPositions {
        info.positions = .none
      } else if info.totalFrequency == 1 {
        info.positions = .single(position: UInt32(truncatingIfNeeded: try reader.readVarint()))
      } else {
        lastPositions &+= try reader.readVarint()
        info.positions = .offset(lastPositions)
      }
      return true
    }

    private mutating func readInt() throws -> Int { Int(clamping: try reader.readVarint()) }
  }
}

extension TermsReader {
  /// The terms of one block in order, with their keys.
  func terms(ofBlock block: Int) throws -> [(key: [UInt8], info: TermInfo)] {
    var walk = try BlockWalk(self, block: block)
    var terms: [(key: [UInt8], info: TermInfo)] = []
    while try walk.next() { terms.append((walk.key, walk.info)) }
    return terms
  }
}
