import TansakuStorage
import TansakuTestSupport

@testable import Tansaku

/// Segments of terms whose postings are given as plain arrays: no text, and every file as an index
/// has it.
struct PlainSegments {
  /// The terms in the order of their keys.
  let terms: [PlainPostings]
  /// How many documents there are.
  let documentCount: UInt32
  /// The length code that all documents have.
  let length: UInt8
  private let directory: TemporaryDirectory
  private let fileSystem = LocalFileSystem()

  /// - Parameters:
  ///   - terms: their postings, in documents before `documentCount`.
  ///   - documentCount: how many documents there are.
  ///   - length: how long each of them is said to be, in full widths.
  /// - Throws: what the system says of the folder that the files will be in.
  init(_ terms: [PlainPostings], documentCount: UInt32, length: Int) throws {
    self.terms = terms
    self.documentCount = documentCount
    self.length = LengthCode.encode(length)
    directory = try TemporaryDirectory()
  }

  /// The key of a term.
  static func key(_ number: Int) -> TermKey {
    let digits = String(number)
    return TermKey(.word, String(repeating: "0", count: 6 - digits.count) + digits)
  }

  /// Writes all documents as so many segments, each with a stretch of them, and opens these; returns
  /// each with its first document.
  func write(_ count: Int, from number: UInt64 = 1) throws -> [(first: UInt32, segment: Segment)] {
    let size = max(1, (Int(documentCount) + count - 1) / count)
    return try stride(from: 0, to: Int(documentCount), by: size).enumerated().map { place, start in
      let range = UInt32(start)..<UInt32(min(start + size, Int(documentCount)))
      let info = try write(range, to: PlainSegments.files(number + UInt64(place)))
      return (range.lowerBound, try open(info))
    }
  }

  /// One segment in place of several, without these documents.
  func merge(
    _ segments: [(first: UInt32, segment: Segment)], deleting deleted: [UInt32],
    number: UInt64
  ) throws -> Segment {
    let sources = segments.map { first, segment in
      var deletions = Deletions(count: Int(segment.info.documentCount))
      let range = first..<first + segment.info.documentCount
      for document in deleted where range.contains(document) { deletions.insert(document - first) }
      return SegmentMerger.Source(segment: segment, deletions: deletions)
    }
    let merger = try SegmentMerger(sources)
    return try open(
      merger.write(PlainSegments.files(number), in: directory.path, fileSystem: fileSystem))
  }

  private func open(_ info: SegmentInfo) throws -> Segment {
    try Segment(info, in: directory.path, fileSystem: fileSystem)
  }

  private func write(_ range: Range<UInt32>, to files: SegmentFiles) throws -> SegmentInfo {
    var writer = try SegmentWriter(files, in: directory.path, fileSystem: fileSystem)
    for document in range {
      let id = "d\(document)"
      try writer.addIdentifier(id.utf8)
      // The record of a document that is nothing but its id.
      var record = ByteWriter()
      record.appendVarint(1)
      record.appendString(id)
      try record.withUnsafeBytes { try writer.addStored($0) }
    }
    let lengths = [UInt8](repeating: length, count: range.count)
    let occurrences = Occurrences()
    for (number, term) in terms.enumerated() {
      occurrences.removeAll()
      let part = term.part(range)
      if part.documents.isEmpty { continue }
      for (document, places) in zip(part.documents, part.positions) {
        occurrences.documents.append(document)
        occurrences.frequencies.append(UInt32(places.count))
        var last: UInt32 = 0
        for place in places {
          occurrences.deltas.append(place - last)
          last = place
        }
      }
      try lengths.withUnsafeBufferPointer {
        try writer.add(
          PlainSegments.key(number).bytes, occurrences, hasPositions: true, lengths: $0)
      }
    }
    return try writer.finish(lengths: lengths)
  }

  private static func files(_ number: UInt64) -> SegmentFiles {
    SegmentFiles(tag: FileTag(high: 0, low: number))
  }
}
