import TansakuStorage

/// A document as scholars cite it: what its facts say, in the formats that their tools read.
///
/// ```swift
/// for hit in try searcher.search("台北宣言") { print(Citation(hit.document).bibTeX) }
/// ```
///
/// | of the document | in the citation |
/// | --- | --- |
/// | `id` | key, made safe for TeX; note |
/// | `title`, else `id` | title |
/// | `date` | year, month and day; where it is not in ISO 8601, as it is |
/// | `city` | place |
/// | attribute `author` | authors: see ``authors`` |
/// | `source` | URL, if it is one, else note |
/// | `language` | language |
/// | `kind` | what sort of work it is: see ``EntryType`` |
/// | `path` | note |
///
/// For several documents together ``Bibliography`` keeps their keys apart.
public struct Citation: Sendable, Hashable {
  /// A date as far as it is known.
  public struct PartialDate: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// The month, from 1 on.
    public let month: Int?
    /// The day of the month, from 1 on.
    public let day: Int?

    /// Reads `2006`, `2006-04` or `2006-04-01`; nil for anything else.
    init?(_ text: String) {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let lengths = [4, 2, 2]
      guard parts.count <= lengths.count,
        zip(parts, lengths).allSatisfy({ part, length in
          part.utf8.count == length && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        })
      else { return nil }
      let numbers = parts.compactMap { Int($0) }
      year = numbers[0]
      month = numbers.count > 1 ? numbers[1] : nil
      day = numbers.count > 2 ? numbers[2] : nil
      guard (1...12).contains(month ?? 1), (1...31).contains(day ?? 1) else { return nil }
    }
  }

  /// What the work is cited by: ASCII letters, digits and `.:_-`.
  ///
  /// The document's id where it is made of these, and else what is left of it with a checksum of the
  /// whole, so that it is the same in every list.
  public internal(set) var key: String
  /// What sort of work it is.
  public let type: EntryType
  /// The title.
  public let title: String
  /// Who wrote it, each as the document has it: `Yamada, Taro`, `島木健作`.
  ///
  /// The attribute `author` is parted by semicolons, 、 and lines, and by commas where these cannot
  /// stand between a family name and a given one.
  public let authors: [String]
  /// The date as it was given.
  public let dateText: String?
  /// The date, where it is in ISO 8601.
  public let date: PartialDate?
  /// The city.
  public let place: String?
  /// Where the text can be read.
  public let url: String?
  /// The BCP 47 tag of the language.
  public let language: String?
  /// The kind as the document has it.
  public let kind: String?
  /// Where the text is in the index and beside it.
  public let note: String

  /// The citation of a document.
  public init(_ document: Document) {
    key = Citation.key(of: document.id)
    title = document.title.isEmpty ? document.id : document.title
    authors = document.attributes["author"].map(Citation.names(in:)) ?? []
    dateText = document.date
    date = document.date.flatMap(PartialDate.init)
    place = document.city
    url = document.source.flatMap { Citation.isURL($0) ? $0 : nil }
    language = document.language?.rawValue
    kind = document.kind?.rawValue
    type = EntryType(kind: document.kind, isOnline: url != nil)
    let note: [(String, String?)] = [
      ("id", document.id), ("path", document.path),
      ("source", url == nil ? document.source : nil),
    ]
    self.note = note.compactMap { name, value in value.map { "\(name): \($0)" } }
      .joined(separator: "; ")
  }

  private static func key(of id: String) -> String {
    let safe = id.unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", ":", "_", "-": scalar
      default: Unicode.Scalar("-")
      }
    }
    let key = String(String.UnicodeScalarView(safe))
    if key == id { return key }
    var id = id
    let digits = String(id.withUTF8 { checksum(UnsafeRawBufferPointer($0)) }, radix: 16)
    let words = key.split(separator: "-").joined(separator: "-")
    return (words.isEmpty ? "document" : words) + "-" + digits.prefix(8)
  }

  private static func isURL(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return (start.hasPrefix("https://") || start.hasPrefix("http://"))
      && !text.unicodeScalars.contains(where: \.isBlank)
  }
}

/// Citations whose keys are all different.
public struct Bibliography: Sendable {
  /// The citations in their order.
  public let citations: [Citation]

  /// The bibliography of some documents.
  ///
  /// Where two have one key, though their letters may differ in case (as for BibTeX they may not),
  /// the later one gets a number.
  public init(_ documents: some Sequence<Document>) {
    var seen: Set<String> = []
    citations = documents.map { document in
      var citation = Citation(document)
      let key = citation.key
      var number = 1
      while !seen.insert(citation.key.lowercased()).inserted {
        number += 1
        citation.key = "\(key)-\(number)"
      }
      return citation
    }
  }

  /// A file of BibTeX in UTF-8, as `biber` and newer versions of BibTeX read it.
  public var bibTeX: String { citations.map { $0.bibTeX + "\n" }.joined(separator: "\n") }

  /// A file of RIS in UTF-8.
  public var ris: String { citations.map(\.ris).joined(separator: "\r\n") }
}
