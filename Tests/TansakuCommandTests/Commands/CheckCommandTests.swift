import TansakuStorage
import TansakuTestSupport
import TansakuText
import Testing

@Suite("Check") struct CheckCommandTests {
  private let directory: TemporaryDirectory
  private let tool: Tool

  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    let built = try tool(["index", "-"], input: #"{"id":"1","title":"台北宣言"}"# + "\n")
    try #require(built.status == 0, "\(built.errors)")
  }

  @Test("A deep check tells how many documents were compared with their texts")
  func deepTellsHowMany() throws {
    let plain = try tool("check")
    #expect(plain.status == 0)
    #expect(!plain.output.contains("compared"))
    let deep = try tool("check", "--deep")
    #expect(deep.status == 0, "\(deep.errors)")
    #expect(deep.output.hasSuffix("commit 1, 1 document compared with the text\n"))
  }

  @Test("An index of other rules is sound, but a deep check of it fails and says why")
  func otherRules() throws {
    let path = directory.path("Index/tansaku-manifest")
    let file = try CheckedFile(
      path, kind: FileKind(name: "MANI", version: 3, oldestReadable: 3),
      fileSystem: LocalFileSystem())
    var payload = Array(file.payload)
    let current = Array(AnalysisVersion.current.utf8)
    let found = payload.indices.first { payload[$0...].starts(with: current) }
    let start = try #require(found)
    // The R of "Rules" makes another name of the same length.
    payload[start] = UInt8(ascii: "R")
    let writer = try CheckedFileWriter(
      path, kind: FileKind(name: "MANI", version: 3, oldestReadable: 3),
      fileSystem: LocalFileSystem())
    try payload.withUnsafeBytes { try writer.write($0) }
    _ = try writer.finish()
    let plain = try tool("check")
    #expect(plain.status == 0, "\(plain.output)")
    let deep = try tool("check", "--deep")
    #expect(deep.status == 2)
    #expect(deep.output.contains("sound: 1 document,"))
    #expect(!deep.output.contains("compared"))
    #expect(deep.errors.contains("R" + AnalysisVersion.current.dropFirst()), "\(deep.errors)")
    #expect(deep.errors.contains(AnalysisVersion.current))
  }
}
