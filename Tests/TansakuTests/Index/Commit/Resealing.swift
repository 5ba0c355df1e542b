import TansakuStorage
import TansakuTestSupport

@testable import Tansaku

extension FaultyFileSystem {
  /// Has the manifest of an index say the checksums that the files of the commit have now, so that
  /// what was changed in them is not told by their seals.
  ///
  /// - Parameter directory: The folder of the index.
  /// - Throws: What is wrong with the manifest or the files.
  func reseal(_ directory: String) throws {
    guard var manifest = try Manifest(in: directory, fileSystem: self) else {
      throw StorageError(.notFound, "There is no manifest.", file: directory)
    }
    for (index, segment) in manifest.segments.enumerated() {
      for part in SegmentFiles.Part.allCases {
        manifest.segments[index].checksums[part] = try checksum(
          of: "\(directory)/\(segment.files.name(part))", part.kind)
      }
      if let deletions = segment.deletions {
        manifest.segments[index].deletions?.checksum = try checksum(
          of: "\(directory)/\(segment.files.deletions(deletions.generation))", Deletions.kind)
      }
    }
    try manifest.write(in: directory, fileSystem: self)
  }

  private func checksum(of path: String, _ kind: FileKind) throws -> UInt64 {
    try CheckedFile(path, kind: kind, fileSystem: self).seal.checksum
  }
}
