import TansakuStorage

/// What a document must be like to be taken.
struct DocumentCheck {
  /// The most bytes of all texts of a document together: a reader makes room for all of them at once,
  /// and places in a text are counted in 32 bits with a sign.
  var mostBytes = StoredFormat.longestRecord
  /// What the names of fields and the lengths of texts may take of them.
  private static let overhead = 24

  /// - Throws: `IndexError`, `badDocument` or `tooLarge`, which says what is wrong with which part.
  func check(_ document: Document) throws {
    try checkIdentifier(document.id)
    try checkAttributeNames(of: document)
    try checkLengths(of: document)
  }

  private func checkIdentifier(_ id: String) throws {
    guard let fault = DocumentLimits.fault(inIdentifier: id) else { return }
    let shown = id.utf8.count > 64 ? String(id.prefix(40)) + "…" : id
    throw IndexError(
      code: .badDocument,
      message: "The document has \(fault): \"\(shown)\". Give it an id of 1 to "
        + "\(DocumentLimits.longestIdentifier) bytes of UTF-8 without control characters.")
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
    var count = document.id.utf8.count + DocumentCheck.overhead
    func add(_ text: String) { count += text.utf8.count + DocumentCheck.overhead }
    add(document.title)
    add(document.body)
    document.forEachFact { name, value in
      add(name)
      add(value)
    }
    if count > mostBytes {
      throw IndexError(
        code: .tooLarge,
        message: "The texts of the document \"\(document.id)\" have \(count) bytes in all; "
          + "\(mostBytes) are the most. Make several documents of it.")
    }
  }
}
