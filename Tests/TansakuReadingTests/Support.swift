import Tansaku
import TansakuReading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A folder of files that lives as long as the test that made it.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/tansaku-reading-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/tmp"
    }
  }

  deinit { Self.remove(path.utf8CString.dropLast()) }

  /// Writes a file, with the folders on its way, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: some Collection<UInt8>) -> String {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    let target = "\(path)/\(name)"
    guard let file = fopen(target, "wb") else { return target }
    defer { fclose(file) }
    let bytes = Array(bytes)
    fwrite(bytes, 1, bytes.count, file)
    return target
  }

  /// Writes a file whose name need not be a text.
  func write(bytesOfName name: [UInt8], _ text: String) {
    let path = Array("\(path)/".utf8) + name + [0]
    guard let file = fopen(path.map(CChar.init(bitPattern:)), "wb") else { return }
    defer { fclose(file) }
    fwrite(Array(text.utf8), 1, text.utf8.count, file)
  }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  /// Removes what is at the path, which is bytes, as names are.
  private static func remove(_ path: [CChar]) {
    var status = stat()
    guard lstat(path + [0], &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR, let directory = opendir(path + [0]) {
      var names: [[CChar]] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafeBytes(of: &entry.pointee.d_name) { name in
            name.prefix { $0 != 0 }.map(CChar.init(bitPattern:))
          })
      }
      closedir(directory)
      let dot = CChar(bitPattern: UInt8(ascii: "."))
      for name in names where name != [dot] && name != [dot, dot] {
        remove(path + [CChar(bitPattern: UInt8(ascii: "/"))] + name)
      }
      rmdir(path + [0])
    } else {
      unlink(path + [0])
    }
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
  let folder = TemporaryFolder()
  let (all, report) = try documents(folder.write(name, bytes))
  guard all.count == 1, let first = all.first else { throw Unexpected(report: report) }
  return first
}

func document(_ name: String, _ text: String) throws -> Document {
  try document(name, Array(text.utf8))
}

/// The report on a file that gives no document.
func report(_ name: String, _ bytes: some Collection<UInt8>) throws -> ReadingReport {
  let folder = TemporaryFolder()
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

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
