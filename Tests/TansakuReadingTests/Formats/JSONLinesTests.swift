import Tansaku
import TansakuReading
import TansakuTestSupport
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
  @Test("Every field finds its place, other keys become attributes")
  func fields() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(
      "a.jsonl",
      #"""
      {"id":"x/1","title":"T\u00e9","text":"a\n\u6771","lang":"ja","kind":"meeting","date":"2006-04","path":"p","city":"台北","work":"w","source":"s","author":"A","n":1.50,"list":[1, {"a" : null}],"null":null,"yes":true}

      {"id":17,"body":"b","language":"en"}
      {"body":"unused","id":"3","text":"used"}
      """#)
    let (all, report) = try documents(path)
    #expect(report.skipped.isEmpty && report.files == 1 && report.documents == 3)
    #expect(
      all[0]
        == Document(
          id: "x/1", language: .japanese, kind: .meeting, title: "Té", body: "a\n東",
          date: "2006-04", city: "台北", work: "w", source: "s", path: "p",
          attributes: ["author": "A", "n": "1.5", "list": #"[1,{"a":null}]"#, "yes": "true"]))
    #expect(all[1] == Document(id: "17", language: .english, body: "b", path: path))
    #expect(all[2].body == "used")
  }

  @Test("_id is the id where there is no id, as in the collections of BEIR")
  func underscore() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(
      "corpus.jsonl",
      #"""
      {"_id":"MED-10","title":"Statins","text":"a","metadata":{}}
      {"_id":7,"id":null,"text":"b"}
      {"_id":{"oid":1},"id":"own","text":"c"}
      {"_id":{"oid":1},"text":"d"}
      """#)
    let (all, report) = try documents(path)
    #expect(all.map(\.id) == ["MED-10", "7", "own"])
    #expect(all[0].title == "Statins" && all[0].body == "a")
    #expect(all[2].attributes == ["_id": #"{"oid":1}"#])
    #expect(report.skipped.map(\.line) == [4])
  }

  @Test("A faulty line is reported with its number and place, and the next one is read")
  func faults() throws {
    let lines: [(bytes: [UInt8], part: String)] = [
      (Array("{\"id\":1".utf8), "not JSON"), (Array("[1]".utf8), "no object"),
      (Array("{\"title\":\"x\"}".utf8), "no id"), (Array("{\"id\":\"\"}".utf8), "empty id"),
      (Array("{\"id\":true}".utf8), "neither"), (Array("{\"id\":\"a\\nb\"}".utf8), "control"),
      (Array("{\"id\":\"\(String(repeating: "x", count: 513))\"}".utf8), "512"),
      (Array("{\"id\":\"\(String(repeating: "x", count: 2000))\"}".utf8), "more than 1000 bytes"),
      (Array("{\"id\":\"".utf8) + [0xE6, 0x9D] + Array("\"}".utf8), "not JSON"),
      (Array("{} {}".utf8), "not JSON"), ([0], "not JSON"), (Array("null".utf8), "no object"),
    ]
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for (number, line) in lines.enumerated() {
      bytes += Array("{\"id\":\(number)}\n".utf8)
      offsets.append(bytes.count)
      bytes += line.bytes + [0x0A]
    }
    let folder = try TemporaryDirectory()
    let (all, report) = try documents(
      try folder.write("a.ndjson", bytes), .init(documentLimit: 1000))
    #expect(all.map(\.id) == lines.indices.map(String.init))
    #expect(report.skipped.map(\.line) == lines.indices.map { $0 * 2 + 2 })
    #expect(report.skipped.map(\.offset) == offsets)
    #expect(report.faultCount == lines.count && report.bytes == bytes.count)
    for (skipped, line) in zip(report.skipped, lines) {
      #expect(skipped.reason.contains(line.part), "\(skipped)")
    }
  }

  @Test("Lines longer than any buffer, the last without its end, a mark in front")
  func lengths() throws {
    let folder = try TemporaryDirectory()
    let texts = [10, 300_000, 1, 1_000_000, 262_100].map { String(repeating: "東", count: $0) }
    let lines = texts.enumerated().map { "{\"id\":\($0),\"text\":\"\($1)\"}" }
    let text = "\u{FEFF}" + lines.joined(separator: "\r\n")
    let (all, report) = try documents(folder.write("a.jsonl", text))
    #expect(report.skipped.isEmpty && all.map(\.body) == texts)
    let short = try documents(folder.write("a.jsonl", text), .init(documentLimit: 500_000)).report
    #expect(short.documents == 2 && short.skipped.compactMap(\.line) == [2, 4, 5])
  }

  @Test("A report keeps the first thousand faults and counts all")
  func manyFaults() throws {
    let report = try report("a.jsonl", Array(String(repeating: "x\n", count: 5000).utf8))
    #expect(report.skipped.count == ReadingReport.skippedLimit && report.faultCount == 5000)
  }
}
