/// One text to be found: a declaration, the minutes of a meeting, a page.
///
/// Only `id` must be given. A document that is added under an id already in the index replaces the
/// one that is there.
///
/// ```swift
/// Document(id: "2006-taipei", language: .japanese, kind: .declaration,
///          title: "台北宣言", body: "第5回総会（台北）で採択された。")
/// ```
public struct Document: Sendable, Hashable {
  /// Names the document in the index; any text of 1 to 512 bytes of UTF-8 without control characters.
  public var id: String
  /// The heading.
  ///
  /// A word in the title weighs as much as two in the body.
  public var title: String
  /// The text itself.
  public var body: String
  /// The language that the text is written in; a fact to filter by, never needed to search.
  public var language: Language?
  /// What sort of text it is.
  public var kind: Kind?
  /// The day, month or year that the text is about, in ISO 8601 cut to what is known: `2006-04`.
  public var date: String?
  /// The city that the text is about, in any of its names.
  public var city: String?
  /// The name that the language versions of one text share.
  public var work: String?
  /// Where the text was taken from.
  public var source: String?
  /// The file that the document was read from.
  public var path: String?
  /// Whatever else is to be kept with the document, under names of the user's own.
  public var attributes: [String: String]

  /// Makes a document of its parts.
  public init(
    id: String, language: Language? = nil, kind: Kind? = nil, title: String = "", body: String = "",
    date: String? = nil, city: String? = nil, work: String? = nil, source: String? = nil,
    path: String? = nil, attributes: [String: String] = [:]
  ) {
    self.id = id
    self.language = language
    self.kind = kind
    self.title = title
    self.body = body
    self.date = date
    self.city = city
    self.work = work
    self.source = source
    self.path = path
    self.attributes = attributes
  }
}

/// A language, named by its BCP 47 tag: `ja`, `zh-Hant`.
public struct Language: RawRepresentable, Hashable, Sendable {
  /// The BCP 47 tag.
  public let rawValue: String

  /// The language with this BCP 47 tag.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Japanese, `ja`.
  public static let japanese = Language(rawValue: "ja")
  /// Chinese in traditional characters, `zh-Hant`.
  public static let traditionalChinese = Language(rawValue: "zh-Hant")
  /// Chinese in simplified characters, `zh-Hans`.
  public static let simplifiedChinese = Language(rawValue: "zh-Hans")
  /// Korean, `ko`.
  public static let korean = Language(rawValue: "ko")
  /// English, `en`.
  public static let english = Language(rawValue: "en")
}

/// What sort of text a document is: `declaration`, `project`, `meeting`, or a word of the user's own.
public struct Kind: RawRepresentable, Hashable, Sendable {
  /// The word.
  public let rawValue: String

  /// The kind with this word for its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A declaration that a meeting adopted.
  public static let declaration = Kind(rawValue: "declaration")
  /// A project, or a summary of one.
  public static let project = Kind(rawValue: "project")
  /// A meeting, or notes of one.
  public static let meeting = Kind(rawValue: "meeting")
}
