import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("Audit") struct AuditCommandTests {
  private let directory: TemporaryDirectory
  private let tool: Tool

  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    for (index, city) in [("Index", "台北"), ("Other", "京都")] {
      let built = try tool(
        ["index", "-i", index, "-"],
        input: #"{"id":"a","title":"都市","text":"総会は\#(city)で開かれた。\u001b[2J"}"# + "\n")
      try #require(built.status == 0, "\(built.errors)")
    }
  }

  @Test("Texts that are not those of the index are a fault that says where")
  func textsOfAnotherIndex() throws {
    #expect(try tool("audit", "--seed", "1").status == 0)
    let forgeries = try ["Index", "Other"].map { folder in
      (
        index: Forgery(directory.path(folder), on: LocalFileSystem()),
        name: try #require(
          try names(in: directory.path(folder)).first { $0.hasSuffix(".stored") })
      )
    }
    try forgeries[0].index.replace(
      forgeries[0].name, with: forgeries[1].index.payload(of: forgeries[1].name))
    let told = try tool("audit", "--samples", "0", "総会", "台北")
    #expect(told.status == 1)
    #expect(told.output.contains("the index finds it in 1 document without it:"))
    #expect(told.output.contains("  a  begins: 総会は京都で開かれた。"))
    #expect(!told.output.unicodeScalars.contains("\u{1B}"))
    let missed = try tool("audit", "--samples", "0", "京都", "--format", "json")
    #expect(missed.status == 1)
    let lines = try lines(inJSON: missed.output)
    let fault = try #require(lines.first)
    #expect(fault["type"]?.text == "fault")
    #expect(fault["term"]?.text == "京都")
    #expect(fault["missedCount"]?.whole == 1)
    guard case .list(let places)? = fault["missed"], case .object(let place)? = places.first else {
      Issue.record("\(fault)")
      return
    }
    #expect(place["id"]?.text == "a")
    #expect(place["field"]?.text == "body")
    #expect(place["offset"]?.whole == 3)
    #expect(lines.last?["type"]?.text == "summary")
    #expect(try tool("audit").status == 1)
  }

  @Test("A file of terms that is not UTF-8 is told with its line")
  func termsThatAreNoText() throws {
    try write([0x61, 0x0A, 0xFF, 0x0A], to: directory.path("terms"))
    let outcome = try tool("audit", "--terms", "terms")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("terms:2: "))
  }
}
