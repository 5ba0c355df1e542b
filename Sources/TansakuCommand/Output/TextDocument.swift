import Tansaku

/// A document for a person: its facts line by line, then its text.
struct TextDocument {
  private let document: Document

  /// Shows this document.
  init(_ document: Document) { self.document = document }

  /// Shows it.
  func print(to output: Output) throws {
    let facts: [(String, String?)] = [
      ("id", document.id), ("title", document.title), ("language", document.language?.rawValue),
      ("kind", document.kind?.rawValue), ("date", document.date), ("city", document.city),
      ("work", document.work), ("source", document.source), ("path", document.path),
    ]
    let own = document.attributes.sorted { $0.key < $1.key }.map { ($0.key, Optional($0.value)) }
    for case (let name, let value?) in facts + own {
      try output.write("\(name.withoutControls()): \(value.withoutControls())\n")
    }
    try output.write("\n\(document.body.withoutControls(keeping: "\n"))\n")
  }
}
