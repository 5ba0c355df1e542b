/// What sort of work a citation is of, in the words of each format.
public struct EntryType: Sendable, Hashable {
  /// The entry type of BibTeX, as in Patashnik, "BibTeXing", 1988.
  public let bibTeX: String
  /// The reference type of RIS.
  public let ris: String
  /// The item type of the Citation Style Language, version 1.0.2.
  public let csl: String

  private init(_ bibTeX: String, _ ris: String, _ csl: String) {
    self.bibTeX = bibTeX
    self.ris = ris
    self.csl = csl
  }

  /// The type of a work of a kind; of an unknown kind, that of a page where it is to be read online,
  /// and else of a work of which nothing more is known.
  init(kind: Kind?, isOnline: Bool) {
    let known = kind.flatMap { EntryType.ofKinds[$0.rawValue.lowercased()] }
    self =
      known
      ?? (isOnline ? EntryType("misc", "ELEC", "webpage") : EntryType("misc", "GEN", "document"))
  }

  private static let ofKinds: [String: EntryType] = [
    "article": EntryType("article", "JOUR", "article-journal"),
    "book": EntryType("book", "BOOK", "book"),
    "chapter": EntryType("incollection", "CHAP", "chapter"),
    "dataset": EntryType("misc", "DATA", "dataset"),
    "declaration": EntryType("misc", "GOVDOC", "document"),
    "interview": EntryType("misc", "PCOMM", "interview"),
    "law": EntryType("misc", "STAT", "legislation"),
    "letter": EntryType("misc", "PCOMM", "personal_communication"),
    "manuscript": EntryType("unpublished", "MANSCPT", "manuscript"),
    "map": EntryType("misc", "MAP", "map"),
    "meeting": EntryType("proceedings", "CONF", "event"),
    "news": EntryType("article", "NEWS", "article-newspaper"),
    "newspaper": EntryType("article", "NEWS", "article-newspaper"),
    "page": EntryType("misc", "ELEC", "webpage"),
    "pamphlet": EntryType("booklet", "PAMP", "pamphlet"),
    "paper": EntryType("inproceedings", "CPAPER", "paper-conference"),
    "project": EntryType("techreport", "RPRT", "report"),
    "report": EntryType("techreport", "RPRT", "report"),
    "speech": EntryType("misc", "GEN", "speech"),
    "thesis": EntryType("phdthesis", "THES", "thesis"),
    "webpage": EntryType("misc", "ELEC", "webpage"),
  ]
}
