import Tansaku
import TansakuReading
import TansakuStorage
import TansakuTestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension TemporaryDirectory {
  /// Writes a file, with the folders on its way, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o755) != 0, errno != EEXIST {
        throw StorageError(errno: errno, "make a folder", file: folder)
      }
    }
    try write(Array(bytes), toBytes: Array("\(path)/\(name)".utf8))
    return "\(path)/\(name)"
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// Writes a file whose name need not be a text.
  func write(bytesOfName name: [UInt8], _ text: String) throws {
    try write(Array(text.utf8), toBytes: Array("\(path)/".utf8) + name)
  }

  private func write(_ bytes: [UInt8], toBytes path: [UInt8]) throws {
    func failure() -> StorageError {
      StorageError(errno: errno, "write a file", file: String(decoding: path, as: UTF8.self))
    }
    guard let file = fopen((path + [0]).map(CChar.init(bitPattern:)), "wb") else { throw failure() }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else { throw failure() }
  }
}

/// All documents under a path, and the report.
func documents(
  _ path: String, _ options: DocumentReader.Options = .init()
) throws -> (all: [Document], report: ReadingReport) {
  var all: [Document] = []
  let report = try DocumentReader(options: options).read(path) { all.append($0) }
  return (all, report)
}

/// The one document that a file of this name and content gives.
func document(_ name: String, _ bytes: some Collection<UInt8>) throws -> Document {
  let folder = try TemporaryDirectory()
  let (all, report) = try documents(folder.write(name, bytes))
  guard all.count == 1, let first = all.first else { throw Unexpected(report: report) }
  return first
}

func document(_ name: String, _ text: String) throws -> Document {
  try document(name, Array(text.utf8))
}

/// The report on a file that gives no document.
func report(_ name: String, _ bytes: some Collection<UInt8>) throws -> ReadingReport {
  let folder = try TemporaryDirectory()
  return try documents(folder.write(name, bytes)).report
}

struct Unexpected: Error {
  let report: ReadingReport
}

/// The bytes of a file beside the tests.
func seed(_ name: String, of tests: String = #filePath) -> String {
  let folder = tests.split(separator: "/").dropLast().joined(separator: "/")
  return "/\(folder)/Seeds/\(name)"
}

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
  return bytes
}
