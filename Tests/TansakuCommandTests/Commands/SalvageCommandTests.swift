import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("Salvage") struct SalvageCommandTests {
  private let directory: TemporaryDirectory
  private let tool: Tool

  /// Two segments of two documents each.
  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    for ids in [[1, 2], [3, 4]] {
      let built = try tool(
        ["index", "-"],
        input: ids.map { #"{"id":"\#($0)","title":"台北宣言 \#($0)"}"# + "\n" }.joined())
      try #require(built.status == 0, "\(built.errors)")
    }
  }

  private func damage(_ ending: String) throws -> String {
    let name = try #require(
      try names(in: directory.path("Index")).first { $0.hasSuffix(ending) })
    var file = try bytes(of: directory.path("Index/\(name)"))
    file[70] ^= 1
    try write(file, to: directory.path("Index/\(name)"))
    return name
  }

  @Test("A check names the segment that is not sound, and a salvage saves all its documents")
  func dictionary() throws {
    let name = try damage(".terms")
    let check = try tool("check")
    #expect(check.status == 1)
    #expect(check.output.contains("tansaku salvage"))
    let fates = check.lines.filter { $0.hasPrefix("0000000") }
    #expect(fates.count == 2)
    #expect(fates.count { $0.hasSuffix("  not sound") } == 1)
    #expect(fates.allSatisfy { $0.hasSuffix("  not sound") == name.contains($0.prefix(32)) })
    let saved = try tool("salvage", "--into", "Saved")
    #expect(saved.status == 0, "\(saved.errors)")
    #expect(saved.output.contains("4 documents in the new index"))
    #expect(try tool("check", "-i", "Saved").status == 0)
    #expect(try tool("search", "-i", "Saved", "Taipei").output.contains("台北宣言 4"))
    // Neither over an index nor out of nothing.
    #expect(try tool("salvage", "--into", "Saved").status == 2)
    #expect(try tool("salvage", "-i", "nowhere", "--into", "Other").status == 2)
    #expect(try tool("salvage", "--into", "").status == 64)
    #expect(try tool("salvage").status == 64)
  }

  @Test("Beside a damaged manifest nothing is condemned, and a salvage saves all documents")
  func manifest() throws {
    let name = try damage("-manifest")
    let check = try tool("check")
    #expect(check.status == 1)
    #expect(!check.output.contains("left over"))
    #expect(
      check.lines.count { $0.hasSuffix("not checked, because the manifest cannot be read") } == 12)
    let saved = try tool("salvage", "--into", "Saved")
    #expect(saved.status == 1)
    #expect(saved.output.contains(name))
    #expect(saved.output.contains("4 documents in the new index"))
    #expect(try tool("check", "-i", "Saved").status == 0)
  }

  @Test("Files of another index in the place of those of this one are named by search and check")
  func mixedUp() throws {
    for (folder, word) in [("A", "signed"), ("B", "broken")] {
      let built = try tool(
        ["index", "-i", folder, "-"],
        input: (0..<10).map {
          #"{"id":"d\#($0)","text":"The treaty of Kyoto number \#($0) was \#(word) in spring"}"#
            + "\n"
        }.joined())
      try #require(built.status == 0, "\(built.errors)")
    }
    for ending in [".stored", ".terms", ".ids", ".norms"] {
      let paths = try ["A", "B"].map { folder in
        let name = try #require(
          try names(in: directory.path(folder)).first { $0.hasSuffix(ending) })
        return directory.path("\(folder)/\(name)")
      }
      let own = try bytes(of: paths[0])
      try write(bytes(of: paths[1]), to: paths[0])
      for query in ["signed", "broken"] {
        let search = try tool("search", "-i", "A", query)
        #expect(search.status == 2 && search.output.isEmpty)
        #expect(search.errors.contains("mixed up") && search.errors.contains(ending))
      }
      let check = try tool("check", "-i", "A")
      #expect(check.status == 1 && check.output.contains("mixed up"))
      try write(own, to: paths[0])
      #expect(try tool("search", "-i", "A", "signed").status == 0)
    }
  }
}
