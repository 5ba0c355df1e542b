import TansakuStorage

/// What a document must be like to be taken.
struct DocumentCheck {
  /// The most bytes of one text.
  ///
  /// Places in a text are counted in 32 bits with a sign.
  var longestText = 1 << 30

  /// - Throws: `IndexError`, `badDocument` or `tooLarge`, which says what is wrong with which part.
  func check(_ document: Document) throws {
    try checkIdentifier(document.id)
    try checkAttributeNames(of: document)
    try checkLengths(of: document)
  }

  private func checkIdentifier(_ id: String) throws {
    guard (1...IdentifiersFormat.longest).contains(id.utf8.count),
      !id.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else {
      let shown = id.utf8.count > 64 ? String(id.prefix(40)) + "…" : id
      throw IndexError(
        code: .badDocument,
        message: "An id has 1 to 512 bytes of UTF-8 and no control characters; this one has "
          + "\(id.utf8.count) bytes: \"\(shown)\".")
    }
  }

  /// A fact is kept as `name=value`, so that its name may hold no `=`; and what a document says of
  /// itself may not pass for what is known of it.
  private func checkAttributeNames(of document: Document) throws {
    for name in document.attributes.keys
    where name.contains("=") || DocumentTexts.factNames.contains(name) || name.utf8.count > 256 {
      throw IndexError(
        code: .badDocument,
        message: "An attribute's name has at most 256 bytes, no \"=\", and is none of "
          + DocumentTexts.factNames.joined(separator: ", ")
          + "; \"\(name.prefix(40))\" of the document \"\(document.id)\" is not such a name.")
    }
  }

  private func checkLengths(of document: Document) throws {
    let facts = [document.date, document.city, document.work, document.source, document.path]
    let texts = [document.title, document.body] + facts.compactMap(\.self)
    let lengths = (texts + document.attributes.values).map(\.utf8.count)
    if let length = lengths.max(), length > longestText {
      throw IndexError(
        code: .tooLarge,
        message:
          "A text of the document \"\(document.id)\" has \(length) bytes; \(longestText) are "
          + "the most. Make several documents of it.")
    }
  }
}
