/// A document's fields as plain texts.
struct DocumentTexts {
  var id: String?
  var title: String?
  var body: String?
  var language: String?
  var kind: String?
  var date: String?
  var city: String?
  var work: String?
  var source: String?
  var path: String?
  var attributes: [String: String] = [:]

  /// The names of the facts that every document may have.
  static let factNames = ["kind", "language", "date", "city", "work", "path", "source"]

  init() {}

  init(_ document: Document) {
    id = document.id
    title = document.title
    body = document.body
    language = document.language?.rawValue
    kind = document.kind?.rawValue
    date = document.date
    city = document.city
    work = document.work
    source = document.source
    path = document.path
    attributes = document.attributes
  }

  /// The document of these texts; one that has no title or no body was given an empty one.
  func document(id: String) -> Document {
    Document(
      id: id, language: language.map(Language.init(rawValue:)),
      kind: kind.map(Kind.init(rawValue:)), title: title ?? "", body: body ?? "", date: date,
      city: city, work: work, source: source, path: path, attributes: attributes)
  }
}

extension Document {
  /// Calls `body` with each fact that documents can be chosen by, with the name that people give it.
  ///
  /// Attributes count among them under their own names, in the order of those.
  func forEachFact(_ body: (String, String) -> Void) {
    func tell(_ name: String, _ value: String?) {
      if let value { body(name, value) }
    }
    tell("kind", kind?.rawValue)
    tell("language", language?.rawValue)
    tell("date", date)
    tell("city", city)
    tell("work", work)
    tell("path", path)
    tell("source", source)
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) { body(name, value) }
  }
}
