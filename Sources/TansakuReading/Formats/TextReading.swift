import Tansaku

extension ReadingSession {
  /// Reads a file of text: finds out its encoding, then its form, and hands over what it holds.
  func readText(_ name: FileName, as kind: FileFormat.Text?) throws {
    let file = try InputFile(at: name.location, limit: options.documentLimit)
    defer { count(bytes: file.size) }
    guard file.size > 0 else { throw ReadingFault("is empty", isFault: false) }
    let encoding = try Encoding.find(file, file.survey(), override: options.encoding)
    let isShort = file.size <= options.documentLimit
    var form = kind
    var isTabForm = false
    if kind == nil || kind == .table {
      let head = try file.text(in: encoding, limit: 1 << 16)
      let look = FormLook(head)
      isTabForm = look.isTabForm
      if kind == nil, isShort { form = look.form }
    }
    note(name.path, encoding: encoding.name)
    switch form {
    case .markdown, .html:
      guard isShort else { throw tooLong(file.size) }
      let text = try file.text(in: encoding)
      try hand(over: form == .markdown ? markdown(text, name) : page(text, name))
    case .table where isTabForm && isShort:
      try hand(over: TabForm.document(file.text(in: encoding), name))
    case .table, nil:
      try readPlain(file, encoding, name)
    }
  }

  private func tooLong(_ size: Int) -> ReadingFault {
    ReadingFault(
      "has \(size) bytes, more than the limit of \(options.documentLimit) for one document: "
        + "split it, or raise the limit")
  }

  private func page(_ text: [UInt8], _ name: FileName) throws -> Document {
    let page = try HTMLText(text)
    guard page.title != nil || page.body.hasText else { throw ReadingFault.noText }
    return Document(
      id: name.id, language: page.language.map(Language.init(rawValue:)),
      title: page.title ?? page.heading ?? name.stem, body: page.body, path: name.path)
  }
}
