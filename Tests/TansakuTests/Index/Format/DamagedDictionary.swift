import TansakuStorage
import TansakuTestSupport

@testable import Tansaku

/// An index whose dictionaries say what they should not.
struct DamagedDictionary {
  let disk = FaultyFileSystem()
  let index: SearchIndex

  /// An index of these documents, each list of them a segment.
  init(_ segments: [[Document]]) throws {
    index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    for documents in segments {
      try index.update { writer in for document in documents { try writer.add(document) } }
    }
  }

  /// Writes the dictionary of a segment anew, with something else known of a term.
  func change(
    _ key: TermKey, ofSegment number: Int = 1, _ change: (inout TermInfo) -> Void
  ) throws {
    let info = try self.info(ofSegment: number)
    let path = "index/\(info.files.terms)"
    let reader = try TermsReader(path, fileSystem: disk)
    var terms: [(key: TermKey, info: TermInfo)] = []
    try reader.forEach(prefix: []) {
      terms.append(($0, $1))
      return true
    }
    guard let place = terms.firstIndex(where: { $0.key == key }) else {
      throw IndexError(code: .badArgument, message: "The segment has no term \(key.text).")
    }
    let before = terms[place].info
    change(&terms[place].info)
    // Offsets never fall: what comes behind an offset that was raised is raised with it.
    for index in terms.indices[(place + 1)...] {
      if case .offset(let old) = before.postings,
        case .offset(let new) = terms[place].info.postings,
        case .offset(let offset) = terms[index].info.postings
      {
        terms[index].info.postings = .offset(offset + new - old)
      }
    }
    var writer = try TermsWriter(path, tag: info.tag, fileSystem: disk)
    for (key, info) in terms { try key.bytes.withUnsafeBytes { try writer.add($0, info) } }
    _ = try writer.finish()
    try disk.reseal("index")
  }

  /// What the manifest knows of a segment, the first of which is number 1.
  func info(ofSegment number: Int = 1) throws -> SegmentInfo {
    guard let manifest = try Manifest(in: "index", fileSystem: disk) else {
      throw IndexError(code: .notFound, message: "There is no manifest.")
    }
    return manifest.segments[number - 1]
  }
}
