import CTansakuMarkup
import Tansaku

extension ReadingSession {
  /// A document of a Markdown text: its front matter, and its body as a reader sees it.
  ///
  /// Markdown may hold HTML, so it becomes HTML first, and one walk lays out both.
  func markdown(_ text: [UInt8], _ name: FileName) throws -> Document {
    let matter = try FrontMatter(text)
    var document = Document(id: name.id, path: name.path)
    for (key, value) in matter?.fields ?? [] { document.set(key, to: value) }
    let hasTitle = !document.title.isEmpty
    let source = WikiLinks.simplified(text[(matter?.end ?? 0)...])
    let html = try Self.html(source)
    let page = try HTMLText(
      html, HTMLText.Manner(isMarkdown: true, takesHeading: !hasTitle))
    document.body = page.body
    if !hasTitle {
      document.title = page.heading ?? page.boldBeginning ?? name.stem
      guard matter != nil || page.heading != nil || page.body.hasText else {
        throw ReadingFault.noText
      }
    }
    return document
  }

  /// How many `@` or `^` a text may have for mail addresses and footnotes to be looked for: cmark
  /// takes 4 KB for each footnote and a time that grows with the square of the addresses.
  private static let mostNotes = 10_000

  private static func html(_ source: [UInt8]) throws -> [UInt8] {
    let notes = source.count { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "^") }
    let all: Int32 = notes <= mostNotes ? 1 : 0
    let html: [UInt8]? = source.withUnsafeBytes { buffer in
      var length = 0
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let html = tansaku_markdown_html(start, buffer.count, all, &length) else { return nil }
      defer { tansaku_markdown_free(html) }
      return Array(UnsafeRawBufferPointer(start: html, count: length))
    }
    guard let html else { throw ReadingFault("cannot be read as Markdown: no memory left") }
    return html
  }
}

extension Document {
  /// Sets the field of this name, or else an attribute.
  mutating func set(_ key: String, to value: String) {
    switch key.lowercased() {
    case "id": id = value
    case "title": title = value
    case "kind": kind = value.nonEmpty.map(Kind.init(rawValue:))
    case "language", "lang": language = value.nonEmpty.map(Language.init(rawValue:))
    case "date": date = value.nonEmpty
    case "city": city = value.nonEmpty
    case "work": work = value.nonEmpty
    case "source": source = value.nonEmpty
    case "path": path = value.nonEmpty
    default: attributes[key] = value
    }
  }
}
