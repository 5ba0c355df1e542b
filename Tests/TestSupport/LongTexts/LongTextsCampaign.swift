package import Tansaku
import TansakuStorage

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What `Benchmarks/longtexts` asks of the tests, by variables of the environment.
///
/// `TANSAKU_LONGTEXTS` names a step; without it the steps do nothing, and the suite checks a small
/// archive of its own. The seed and the file for figures are those of `FaultCampaign`.
package enum LongTextsCampaign {
  /// What a run of the tests is for.
  package enum Step: String {
    /// Write a generated archive as JSON Lines.
    case archive
    /// Write the ids of the documents that are to be deleted.
    case ids
    /// Compare random trees with the slow scan.
    case trees
  }

  /// The step; nil outside a campaign.
  package static let step = variable("TANSAKU_LONGTEXTS").flatMap { Step(rawValue: $0) }
  /// The folders of the indexes, the first of which has all documents.
  package static let indexes = (variable("TANSAKU_LONGTEXTS_INDEXES") ?? "").split(separator: ":")
    .map { String($0) }
  /// The file to write.
  package static let output = variable("TANSAKU_LONGTEXTS_OUTPUT") ?? ""
  /// How many megabytes of text to make, how many trees to ask, or of how many documents to delete one.
  package static let amount = variable("TANSAKU_LONGTEXTS_AMOUNT").flatMap { Int($0) } ?? 0

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// A file that is written line by line.
package struct LineFile: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>
  private let path: String

  /// A new file, or an old one without its lines.
  package init(creating path: String) throws {
    guard let file = fopen(path, "w") else {
      throw StorageError(errno: errno, "create the file", file: path)
    }
    self.file = file
    self.path = path
  }

  deinit { fclose(file) }

  /// Adds a line.
  package func write(_ line: String) throws {
    if fputs(line + "\n", file) < 0 || ferror(file) != 0 {
      throw StorageError(errno: errno, "write the file", file: path)
    }
  }

  /// Ends the file; a write that was held back fails here.
  package func finish() throws {
    if fflush(file) != 0 { throw StorageError(errno: errno, "write the file", file: path) }
  }
}

extension Document {
  /// The document as a line of JSON that `tansaku index` reads.
  package var jsonLine: String {
    var fields = [("id", id), ("title", title), ("text", body)]
    fields += [
      ("language", language?.rawValue), ("kind", kind?.rawValue), ("date", date), ("city", city),
    ]
    .compactMap { name, value in value.map { (name, $0) } }
    fields += attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return "{" + fields.map { "\(Self.quoted($0)):\(Self.quoted($1))" }.joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = [UInt8(ascii: "\"")]
    quoted.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        quoted += Array("\\u00\(digits.utf8.count < 2 ? "0" : "")\(digits)".utf8)
      default: quoted.append(byte)
      }
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }
}
