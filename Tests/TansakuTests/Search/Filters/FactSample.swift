import TansakuTestSupport
import TansakuText

@testable import Tansaku

/// Documents with random facts, an index of them, and what a scan of them says: the slow twin of
/// columns.
struct FactSample {
  /// Dates as texts write them, with the first and the last day; 0 for what is no date.
  static let dates: [(text: String, first: Int32, last: Int32)] = [
    ("2006", 20_060_101, 20_061_231), ("2006-04", 20_060_401, 20_060_430),
    ("平成18年4月", 20_060_401, 20_060_430), ("2006-04-01", 20_060_401, 20_060_401),
    ("2001-11", 20_011_101, 20_011_130), ("1999", 19_990_101, 19_991_231),
    ("2012-02", 20_120_201, 20_120_229), ("unknown", 0, 0),
  ]
  private static let languages = ["zh-Hant", "zh-Hans", "ja", "en", "ZH", "zhx", "en-GB"]

  let built: BuiltIndex
  private let analyzer: Analyzer
  /// The documents that are left, in the order in which they were added.
  let documents: [Document]

  /// An index of so many documents in segments, of which a part is deleted again.
  init(seed: UInt64, count: Int = 160, segments: Int, deletes: Bool) throws {
    analyzer = try Analyzer()
    var random = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(seed: seed)
    func maybe<Value>(_ values: [Value]) -> Value? {
      random.once(in: 4) ? nil : values.randomElement(using: &random)
    }
    let all = corpus.documents(count).map { document in
      var document = document
      document.kind = maybe([.declaration, .meeting, .project])
      document.language = maybe(Self.languages).map(Language.init(rawValue:))
      document.date = maybe(Self.dates.map(\.text))
      document.city = maybe(["Taipei", "東京", "Hà Nội", "Tokyo"])
      document.work = maybe((0..<count / 3).map { "work \($0)" })
      document.attributes["author"] = maybe(["夏目漱石", "Ōe", "鲁迅", "a", "Z", ""])
      document.attributes["pages"] = maybe(["9", "10", "-3", "2.5", "100", "007"])
      document.attributes["shelf"] = maybe(["9", "10", "x"])
      if random.once(in: 5) {
        document.attributes["note"] = String(repeating: "長", count: random.once(in: 2) ? 200 : 3)
      }
      return document
    }
    built = try BuiltIndex(all, segments: segments)
    let gone = deletes ? Set(all.filter { _ in random.once(in: 3) }.map(\.id)) : []
    try built.index.update { writer in
      for id in gone.sorted() { try writer.delete(id: id) }
    }
    documents = all.filter { !gone.contains($0.id) }
  }

  /// What a document has for a name; nil for nothing.
  static func value(_ name: String, of document: Document) -> String? {
    let span = Self.dates.first { $0.text == document.date && $0.first > 0 }
    let value: String? =
      switch name {
      case "kind": document.kind?.rawValue
      case "language": document.language?.rawValue
      case "date": document.date
      case "city": document.city
      case "work": document.work
      case "year": span.map { String($0.first / 10_000) }
      case "decade": span.map { "\($0.first / 100_000)0s" }
      default: document.attributes[name]
      }
    guard let value, !value.isEmpty, value.utf8.count <= 512 else { return nil }
    return value
  }

  /// Whether a document passes a filter.
  func passes(_ document: Document, _ filter: Filter) throws -> Bool {
    func has(_ name: String, _ wanted: String) throws -> Bool {
      if name == "city", wanted != "*" {
        func cities(_ text: String) throws -> Set<UInt32> {
          Set(try analyzer.analyze(text).cities.map { UInt32($0.city) })
        }
        let about = try cities(document.title).union(cities(document.city ?? ""))
        if try !cities(wanted).isDisjoint(with: about) { return true }
      }
      guard let value = Self.value(name, of: document) else { return false }
      if wanted == "*" { return true }
      if name == "language" {
        return "\(value)-".lowercased().hasPrefix("\(wanted)-".lowercased())
      }
      if name == "date", wanted.contains("..") {
        let ends = wanted.split(separator: ".", omittingEmptySubsequences: false)
        let (from, to) = (ends[0], ends[ends.count - 1])
        guard let span = Self.dates.first(where: { $0.text == value }), span.first > 0 else {
          return false
        }
        // Years alone are asked for.
        return span.first / 10_000 >= Int32(from) ?? 0 && span.last / 10_000 <= Int32(to) ?? 9999
      }
      if name == "date", let own = Self.dates.first(where: { $0.text == value }),
        let span = Self.dates.first(where: { $0.text == wanted }), span.first > 0
      {
        return span.first <= own.first && own.last <= span.last
      }
      return value == wanted
    }
    return try filter.facts.allSatisfy { name, values in
      try values.contains { try has(name, $0) }
    }
      && filter.excluded.allSatisfy { name, values in
        try !values.contains { try has(name, $0) }
      }
  }

  /// A random filter of one to three conditions.
  static func filter(_ random: inout SeededGenerator) -> Filter {
    let choices: [(String, [String])] = [
      ("kind", ["meeting", "project", "nothing"]), ("city", ["*"]), ("city", ["Taipei", "Tokyo"]),
      ("language", ["zh", "EN", "ja"]), ("language", ["*"]), ("author", ["a", "夏目漱石", "*"]),
      ("date", ["2001..2006", "2006", "..1999", "2006.."]), ("year", ["2006", "1999"]),
      ("decade", ["2000s", "2010s"]), ("nothing", ["*", "x"]), ("note", ["*"]),
      ("work", ["work 1", "work 2", "work 3", "work 4"]),
    ]
    var filter = Filter()
    for _ in 0...Int.random(in: 0...2, using: &random) {
      guard let (name, values) = choices.randomElement(using: &random) else { continue }
      let chosen = values.filter { _ in random.once(in: 2) }
      if random.once(in: 3) {
        filter.excluded[name] = chosen
      } else {
        filter.facts[name] = chosen.isEmpty ? values : chosen
      }
    }
    return filter
  }
}
