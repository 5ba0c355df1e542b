/// Which documents answer which queries, as people judged them: the "qrels" of TREC.
///
/// A line has the query's id, a field that nobody uses, the document's id and the grade, which is
/// more than 0 for a document that answers the query:
///
/// ```
/// 7 0 2006-taipei 2
/// ```
///
/// After the head `query-id<TAB>corpus-id<TAB>score`, as BEIR has it, a line has these three fields.
public struct Judgments: Sendable {
  /// The ids of the queries that have a judgment, in the order of the file.
  public private(set) var queries: [String] = []
  private var grades: [String: [String: Int]] = [:]

  /// Judgments of none.
  public init() {}

  /// Reads judgments.
  ///
  /// - Parameters:
  ///   - bytes: the text in UTF-8.
  ///   - file: its name, for errors.
  /// - Throws: `EvaluationError` with the line where a field is missing or no number, or where a
  ///   document is judged twice and differently.
  public init(parsing bytes: [UInt8], file: String? = nil) throws(EvaluationError) {
    var lines = LineFields(bytes, file: file)
    var isHeaded = false
    while try lines.advance() {
      let fields = lines.fields
      if lines.line == 1, fields == ["query-id", "corpus-id", "score"] {
        isHeaded = true
        continue
      }
      let names = isHeaded ? "query, document, grade" : "query, 0, document, grade"
      guard fields.count == (isHeaded ? 3 : 4) else {
        throw lines.error("A judgment has the fields \(names); here are \(fields.count).")
      }
      guard let grade = Int(fields[fields.count - 1]) else {
        throw lines.error("The grade \"\(fields[fields.count - 1])\" is no whole number.")
      }
      let document = fields[fields.count - 2]
      guard !fields[0].isEmpty, !document.isEmpty else {
        throw lines.error("The query's or the document's id is empty.")
      }
      if let other = self[fields[0], document], other != grade {
        throw lines.error("\(document) is judged \(grade) here and \(other) before.")
      }
      judge(document, for: fields[0], grade: grade)
    }
  }

  /// Judges a document, in place of what was judged before.
  public mutating func judge(_ document: String, for query: String, grade: Int) {
    if grades[query] == nil { queries.append(query) }
    grades[query, default: [:]][document] = grade
  }

  /// The grade of a document for a query; nil where nobody judged it.
  public subscript(query: String, document: String) -> Int? { grades[query]?[document] }

  /// The judged documents of a query with their grades.
  func grades(of query: String) -> [String: Int] { grades[query] ?? [:] }
}
