import CTansakuMarkup

/// What a reader sees of a page: its text in lines, without tags, attributes and addresses.
struct HTMLText {
  /// How Markdown that became HTML is read.
  struct Manner {
    /// Line ends in a paragraph stay, marks of emphasis that were not understood go.
    var isMarkdown = false
    /// The first main heading is not part of the body.
    var takesHeading = false
  }

  /// The title element's text.
  private(set) var title: String?
  /// The first main heading's text.
  private(set) var heading: String?
  /// The bold text that the body begins with.
  private(set) var boldBeginning: String?
  /// The language that the page gives for itself, a BCP 47 tag.
  private(set) var language: String?
  /// The text.
  private(set) var body = ""

  private static let deepest = 1024
  private static let mostAttributes = 4096

  /// Reads a page or a part of one, in UTF-8.
  ///
  /// - Throws: `ReadingFault` if the tags are nested too deeply or take too much memory.
  init(_ bytes: [UInt8], _ manner: Manner = Manner()) throws {
    let glance = HTMLGlance(bytes)
    guard glance.depth <= Self.deepest else {
      throw ReadingFault("has HTML elements in each other more than \(Self.deepest) deep")
    }
    guard glance.attributes <= Self.mostAttributes else {
      throw ReadingFault("has an HTML tag with more than \(Self.mostAttributes) attributes")
    }
    let budget = min(bytes.count << 8 + 1 << 24, 1 << 30)
    let read: Self? = bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let page = tansaku_html_open(start, buffer.count, budget) else { return nil }
      defer { tansaku_html_close(page) }
      var walk = Walk(page: page, manner: manner)
      return walk.run()
    }
    guard let read else {
      throw ReadingFault("has HTML that would take more than \(budget >> 20) MiB of memory")
    }
    self = read
  }

  private init() {}

  /// The way through the tree, from element to element.
  private struct Walk {
    let page: OpaquePointer
    let manner: Manner
    var result = HTMLText()
    var body: TextLines
    /// The text of the title or heading that is being read.
    var aside: TextLines?
    /// How many elements are open within one that is dropped.
    var dropped = 0
    var heads = 0
    var isInTitle = false
    var boldDepth = 0

    init(page: OpaquePointer, manner: Manner) {
      self.page = page
      self.manner = manner
      body = TextLines(isMarkdown: manner.isMarkdown)
    }

    mutating func run() -> HTMLText {
      var text: UnsafePointer<CChar>?
      while true {
        let step = tansaku_html_next(page, &text)
        guard step != TANSAKU_HTML_END, let text else { break }
        switch Int(step) {
        case TANSAKU_HTML_ENTER: enter(String(cString: text))
        case TANSAKU_HTML_LEAVE: leave(String(cString: text))
        default: read(text)
        }
      }
      result.body = body.finish()
      return result
    }

    func attribute(_ name: String) -> String? {
      tansaku_html_attribute(page, name).map { String(cString: $0) }
    }

    private mutating func read(_ text: UnsafePointer<CChar>) {
      guard dropped == 0, heads == 0 || isInTitle else { return }
      let bytes = UnsafeRawBufferPointer(start: text, count: text.length)
      if aside != nil { aside?.append(bytes) } else { body.append(bytes) }
    }

    private mutating func enter(_ name: String) {
      guard dropped == 0 else {
        dropped += 1
        return
      }
      let role = HTMLTags.role(of: name)
      if result.language == nil, name == "html" || name == "body" {
        result.language = attribute("lang").flatMap(Self.languageTag)
      }
      if role == .dropped || isNote(role) {
        dropped = 1
        return
      }
      switch role {
      case .head: heads += 1
      case .title:
        if heads > 0, result.title == nil {
          isInTitle = true
          aside = TextLines(isMarkdown: false)
        }
      case .mainHeading:
        body.open(.block)
        if result.heading == nil, aside == nil { aside = TextLines(isMarkdown: manner.isMarkdown) }
      case .bold:
        if body.isEmpty, aside == nil, boldDepth == 0 { boldDepth = 1 }
      case .image: if let text = attribute("alt") { append(text) }
      default: open(role)
      }
    }

    private mutating func leave(_ name: String) {
      guard dropped == 0 else {
        dropped -= 1
        return
      }
      let role = HTMLTags.role(of: name)
      switch role {
      case .head: heads = max(heads - 1, 0)
      case .title:
        guard isInTitle else { return }
        isInTitle = false
        result.title = aside?.finish().nonEmpty
        aside = nil
      case .mainHeading:
        if let heading = aside?.finish(), !isInTitle {
          aside = nil
          result.heading = heading.nonEmpty
          if !manner.takesHeading { append(heading) }
        }
        body.close(.block)
      case .bold:
        if boldDepth == 1, !body.isEmpty, result.boldBeginning == nil {
          result.boldBeginning = body.soFar.nonEmpty
        }
        boldDepth = 0
      default: close(role)
      }
    }

    private mutating func append(_ text: String) {
      guard heads == 0 else { return }
      var text = text
      text.withUTF8 { utf8 in
        let bytes = UnsafeRawBufferPointer(utf8)
        if aside != nil { aside?.append(bytes) } else { body.append(bytes) }
      }
    }

    private mutating func open(_ role: HTMLTags.Role) {
      if aside != nil { aside?.open(role) } else { body.open(role) }
    }

    private mutating func close(_ role: HTMLTags.Role) {
      if aside != nil { aside?.close(role) } else { body.close(role) }
    }

    /// Whether this is a footnote's number or the way back from it.
    private func isNote(_ role: HTMLTags.Role) -> Bool {
      guard manner.isMarkdown, role == .note || role == .link else { return false }
      return attribute("class")?.hasPrefix("footnote-") == true
    }

    private static func languageTag(_ text: String) -> String? {
      let tag = text.trimmed
      let isTag =
        tag.utf8.count <= 35
        && tag.utf8.allSatisfy {
          $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
        }
      return isTag ? tag.nonEmpty : nil
    }
  }
}

extension String {
  /// The text, or nil if there is none.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension UnsafePointer<CChar> {
  fileprivate var length: Int {
    var end = self
    while end.pointee != 0 { end += 1 }
    return end - self
  }
}
