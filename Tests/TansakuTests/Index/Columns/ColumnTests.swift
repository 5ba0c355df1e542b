import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Columns and what they are made of")
struct ColumnTests {
  @Test("A column tells of each document what the document says", arguments: [1, 5])
  func column(segments: Int) throws {
    let sample = try FactSample(seed: 9, segments: segments, deletes: true)
    let searcher = try sample.built.index.searcher()
    for name in ["kind", "author", "pages", "note", "work"] {
      let column = try searcher.snapshot.column(.fact(name))
      #expect(try searcher.snapshot.column(.fact(name)) === column)
      var found: [String: String] = [:]
      for (number, segment) in searcher.snapshot.segments.enumerated() {
        for document in 0..<segment.info.documentCount {
          if let value = column.value(column.segments[number][document]) {
            found[try segment.identifiers.id(of: document)] = value
          }
        }
      }
      var expected: [String: String] = [:]
      for document in sample.documents {
        expected[document.id] = FactSample.value(name, of: document)
      }
      #expect(found == expected, "\(name)")
      let values = Set(expected.values).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect(column.values.all == values)
      #expect(values.indices.allSatisfy { column.values.place(of: values[$0]) == $0 })
      #expect(column.values.place(of: "nowhere") == nil)
    }
  }

  @Test("Ordinals take one, two or four bytes, and are the numbers that went in")
  func ordinals() {
    for (greatest, size) in [(255, 1), (256, 2), (65_535, 2), (65_536, 4)] {
      let numbers: [UInt32] = [0, UInt32(greatest), 7, 1]
      let ordinals = Ordinals(numbers, greatest: greatest)
      #expect(numbers.indices.allSatisfy { ordinals[UInt32($0)] == Int(numbers[$0]) })
      #expect(ordinals.bytes == 4 * size)
      let table = (0...UInt32(greatest)).map { $0 / 2 }
      let halves = ordinals.mapped(by: table, greatest: greatest / 2)
      #expect(numbers.indices.allSatisfy { halves[UInt32($0)] == Int(numbers[$0] / 2) })
    }
  }

  @Test("A value for each of many documents", arguments: [1, 2])
  func manyValues(segments: Int) throws {
    let documents = (0..<700).map {
      Document(id: "d\($0)", body: "都市", attributes: ["number": "\($0 % 650)"])
    }
    let built = try BuiltIndex(documents, segments: segments)
    let searcher = try built.index.searcher()
    let sorted = documents.sorted {
      (Int($0.attributes["number"] ?? "") ?? 0) < (Int($1.attributes["number"] ?? "") ?? 0)
    }
    let found = try searcher.search(
      "都市", limit: 700, sort: .fact("number", ascending: true))
    #expect(found.map(\.id) == sorted.map(\.id))
    #expect(try searcher.facets(["number"], for: "都市")[0].values.count == 650)
  }

  @Test("Dates of every kind have their days, and are sorted by them")
  func days() throws {
    let dates = ["1999", "1990年代", "平成18年度", "2006", "2006-04", "2006年4月1日から5月2日まで", "2006-04-01"]
    let built = try BuiltIndex(
      dates.enumerated().map { Document(id: "\($0.offset)", body: "都市", date: $0.element) })
    let searcher = try built.index.searcher()
    let column = try searcher.snapshot.column(.fact("date"))
    func span(_ text: String) throws -> DaySpan? {
      column.days[try #require(column.values.place(of: text))]
    }
    #expect(try span("平成18年度") == DaySpan(first: 20_060_401, last: 20_070_331))
    #expect(try span("2006-04") == DaySpan(first: 20_060_401, last: 20_060_430))
    #expect(try span("1990年代") == DaySpan(first: 19_900_101, last: 19_991_231))
    #expect(
      try searcher.search("都市", sort: .date(ascending: true)).map { $0.document.date ?? "" }
        == ["1990年代", "1999", "2006", "平成18年度", "2006年4月1日から5月2日まで", "2006-04", "2006-04-01"])
    func found(_ range: String) throws -> [String] {
      try searcher.search("都市", filter: Filter(["date": [range]])).map { $0.document.date ?? "" }
        .sorted()
    }
    #expect(try found("平成18年度..平成18年度").count == 4)
    #expect(try found("1990..1999") == ["1990年代", "1999"])
    #expect(try found("2006..2001").isEmpty)
    #expect(try found("..") == [])
  }

  @Test("The heap keeps what a sort keeps")
  func heap() {
    var random = SeededGenerator(seed: 2)
    for limit in [0, 1, 2, 7, 100] {
      let numbers = (0..<60).map { _ in Int.random(in: 0...1_000_000, using: &random) }
      var heap = BoundedHeap<Int>(limit: limit) { $0 < $1 }
      for number in numbers { heap.offer(number) }
      #expect(heap.sorted() == Array(numbers.sorted().prefix(limit)))
    }
  }

  @Test("A set of documents has what was put in and kept")
  func documentSet() {
    var random = SeededGenerator(seed: 4)
    var set = DocumentSet(documents: 200)
    let members = Set((0..<90).map { _ in UInt32.random(in: 0..<200, using: &random) })
    for member in members { set.insert(member) }
    var asked: [UInt32] = []
    set.keep {
      asked.append($0)
      return $0 % 3 != 0
    }
    var left: [UInt32] = []
    set.forEach { left.append($0) }
    #expect(asked == members.sorted())
    #expect(left == members.filter { $0 % 3 != 0 }.sorted())
    #expect(set.count == left.count)
    #expect((0..<200).allSatisfy { set.contains($0) == left.contains($0) })
  }

  @Test("The cache keeps what fits, and what was used last")
  func cache() {
    func column(_ size: Int) -> Column {
      Column(values: ColumnValues(), segments: [.narrow([UInt8](repeating: 0, count: size))])
    }
    let one = column(400)
    let bytes = one.bytes
    let cache = ColumnCache(limit: 2 * bytes)
    #expect(cache.column(.fact("1")) { one } === one)
    #expect(cache.column(.fact("1")) { column(400) } === one)
    _ = cache.column(.fact("2")) { column(400) }
    #expect(cache.column(.fact("1")) { column(400) } === one)
    // The second goes, for the first was used since.
    _ = cache.column(.fact("3")) { column(400) }
    #expect(cache.column(.fact("1")) { column(400) } === one)
    let large = column(3 * bytes)
    #expect(cache.column(.year) { large } === large)
    #expect(cache.column(.year) { column(1) } !== large)
  }

  @Test("The first key not before some bytes is the one that a walk finds")
  func firstKey() throws {
    let sample = try FactSample(seed: 6, count: 60, segments: 1, deletes: false)
    let terms = try sample.built.index.searcher().snapshot.segments[0].terms
    var keys: [[UInt8]] = []
    try terms.forEach(prefix: []) { key, _ in
      keys.append(key.bytes)
      return true
    }
    var random = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      var bytes = keys.randomElement(using: &random) ?? []
      if random.once(in: 2) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      if random.once(in: 2) { bytes.removeLast() }
      let expected = keys.first { !$0.lexicographicallyPrecedes(bytes) }
      #expect(try terms.firstKey(notBefore: bytes) == expected)
    }
    #expect(try terms.firstKey(notBefore: [0xFF]) == nil)
  }

  @Test("Ids and titles are read as whole documents are", arguments: [1, 7])
  func heads(step: Int) throws {
    let documents = (0..<300).map {
      Document(
        id: "d\($0)", title: $0 % 5 == 0 ? "" : "題\($0)",
        body: String(repeating: "\($0) 都市 ", count: 100))
    }
    let built = try BuiltIndex(documents)
    let stored = try built.index.searcher().snapshot.segments[0].stored
    let numbers = stride(from: UInt32(0), to: 300, by: step).map(\.self)
    var seen: [UInt32] = []
    try stored.forEachHead(of: numbers) { number, head in
      seen.append(number)
      let document = try stored.document(number)
      #expect(head == StoredHead(id: document.id, title: document.title))
    }
    #expect(seen == numbers)
  }
}
