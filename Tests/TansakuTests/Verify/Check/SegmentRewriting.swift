import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

/// Writes a segment anew with lists or lengths that are not what its texts give, as the writer
/// writes them: every checksum, count, bound and offset is right.
struct SegmentRewriting {
  let disk: FaultyFileSystem
  let info: SegmentInfo
  /// The length code of each document.
  var lengths: [UInt8]
  /// All terms in order.
  var terms: [(key: TermKey, hasPositions: Bool, list: PostingList)] = []

  /// Reads a segment of the index in the folder `index`, the first one.
  init(_ disk: FaultyFileSystem, segment number: Int = 0) throws {
    self.disk = disk
    let manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    info = manifest.segments[number]
    let segment = try Segment(info, in: "index", fileSystem: disk)
    lengths = Array(try segment.lengthCodes())
    let decoder = TermDecoder(
      postings: try CheckedFile(
        "index/\(info.files.postings)", kind: PostingsFormat.kind, fileSystem: disk),
      positions: try CheckedFile(
        "index/\(info.files.positions)", kind: PositionsFormat.kind, fileSystem: disk),
      lengths: lengths)
    try segment.terms.forEach(prefix: []) { key, info in
      var list = PostingList()
      _ = try decoder.decode(info, into: &list)
      #expect(list.faults.isEmpty)
      terms.append((key, info.hasPositions, list))
      return true
    }
  }

  /// The place of a term.
  func place(_ layer: Layer, _ text: String) throws -> Int {
    try #require(terms.firstIndex { $0.key == TermKey(layer, text) })
  }

  /// The document with this id.
  func document(_ id: String) throws -> UInt32 {
    try #require(terms[try place(.identifier, id)].list.documents.first)
  }

  /// The occurrences of a term in a document, as a range of its differences.
  func occurrences(of term: Int, in document: UInt32) throws -> Range<Int> {
    let list = terms[term].list
    let index = try #require(list.documents.firstIndex(of: document))
    let before = list.frequencies[..<index].reduce(0) { $0 + Int($1) }
    return before..<before + Int(list.frequencies[index])
  }

  /// The positions of a term in a document.
  func positions(of term: Int, in document: UInt32) throws -> [UInt32] {
    var last: UInt32 = 0
    return terms[term].list.deltas[try occurrences(of: term, in: document)].map {
      last += $0
      return last
    }
  }

  /// Gives a term other positions in a document, and as many occurrences there.
  mutating func set(_ positions: [UInt32], of term: Int, in document: UInt32) throws {
    let old = try occurrences(of: term, in: document)
    let deltas = zip(positions, [0] + positions).map { $0 &- $1 }
    terms[term].list.deltas.replaceSubrange(old, with: deltas)
    let index = try #require(terms[term].list.documents.firstIndex(of: document))
    terms[term].list.frequencies[index] = UInt32(positions.count)
  }

  /// Takes a document out of the list of a term.
  mutating func remove(_ document: UInt32, from term: Int) throws {
    if terms[term].hasPositions {
      terms[term].list.deltas.removeSubrange(try occurrences(of: term, in: document))
    }
    let index = try #require(terms[term].list.documents.firstIndex(of: document))
    terms[term].list.documents.remove(at: index)
    terms[term].list.frequencies.remove(at: index)
  }

  /// Puts the segment in place of the one that was read, and its seals into the manifest.
  func write() throws {
    try disk.createDirectory("rewritten")
    var writer = try SegmentWriter(info.files, in: "rewritten", fileSystem: disk)
    var part = SegmentPart()
    try lengths.withUnsafeBufferPointer { lengths in
      for (key, hasPositions, list) in terms {
        try list.documents.withUnsafeBufferPointer { documents in
          try list.frequencies.withUnsafeBufferPointer { frequencies in
            try list.deltas.withUnsafeBufferPointer { deltas in
              try part.add(
                key.bytes, documents: documents, frequencies: frequencies,
                deltas: hasPositions ? deltas : nil, lengths: lengths)
            }
          }
        }
      }
    }
    try writer.add(part)
    let checksums = try writer.finish(lengths: lengths).checksums
    var manifest = try #require(try Manifest(in: "index", fileSystem: disk))
    let number = try #require(manifest.segments.firstIndex { $0.tag == info.tag })
    for part in [SegmentFiles.Part.terms, .postings, .positions, .norms] {
      manifest.segments[number].checksums[part] = checksums[part]
    }
    try manifest.write(in: "index", fileSystem: disk)
    let files = info.files
    for name in [files.terms, files.postings, files.positions, files.norms] {
      disk.setContents(
        of: "index/\(name)", to: try #require(disk.contents(of: "rewritten/\(name)")))
      try disk.remove("rewritten/\(name)")
    }
    for name in [files.stored, files.identifiers] { try disk.remove("rewritten/\(name)") }
  }
}
