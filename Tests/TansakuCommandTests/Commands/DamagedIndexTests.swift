import TansakuStorage
import TansakuTestSupport
import Testing

@Suite("Damage") struct DamagedIndexTests {
  private let directory: TemporaryDirectory
  private let tool: Tool

  init() throws {
    directory = try TemporaryDirectory()
    tool = Tool(in: directory)
    let built = try tool(
      ["index", "-"],
      input: (1...50).map { #"{"id":"\#($0)","title":"台北宣言 \#($0)"}"# + "\n" }.joined())
    try #require(built.status == 0, "\(built.errors)")
  }

  private var files: [String] {
    get throws { try names(in: directory.path("Index")).filter { !$0.hasSuffix("lock") } }
  }

  /// Runs what touches every part of an index, and expects an answer or a sentence, never a crash.
  private func expectNoCrash(_ file: String) throws -> Bool {
    var isNoticed = false
    for arguments in [["search", "台北宣言"], ["search", "\"北宣\""], ["search", "50"]] {
      let outcome = try tool(arguments)
      #expect(
        outcome.status == 0 || outcome.status == 2, "\(file): \(outcome.status) \(outcome.errors)")
      if outcome.status == 2 {
        #expect(outcome.errors.contains(file), "\(outcome.errors)")
        isNoticed = true
      } else {
        #expect(outcome.output.contains("台北宣言"), "\(file): \(outcome.output)")
      }
    }
    return isNoticed
  }

  @Test("A file that was cut short is named") func truncatedFileIsNamed() throws {
    for file in try files {
      let path = directory.path("Index/\(file)")
      let whole = try bytes(of: path)
      try write(Array(whole.prefix(whole.count / 2)), to: path)
      #expect(try expectNoCrash(file), "\(file)")
      try write(whole, to: path)
    }
    #expect(try tool("search", "台北宣言").status == 0)
  }

  @Test("A file that is missing is named") func missingFileIsNamed() throws {
    for file in try files where file != "tansaku-manifest" {
      let path = directory.path("Index/\(file)")
      let whole = try bytes(of: path)
      try LocalFileSystem().remove(path)
      #expect(try expectNoCrash(file), "\(file)")
      try write(whole, to: path)
    }
  }

  @Test("A byte that was flipped never crashes the tool and never changes a result in silence")
  func flippedByteIsNoticed() throws {
    var random = SeededGenerator(seed: 2006)
    for file in try files {
      let path = directory.path("Index/\(file)")
      let whole = try bytes(of: path)
      for _ in 0..<4 {
        var damaged = whole
        let bit = Int.random(in: 0..<whole.count * 8, using: &random)
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        try write(damaged, to: path)
        _ = try expectNoCrash(file)
        let check = try tool("check")
        #expect(check.status == 1, "\(file), bit \(bit): \(check.output)")
        #expect(check.output.contains(file))
      }
      try write(whole, to: path)
    }
  }

  @Test("A file of a newer version is named as such") func newerVersionIsNamed() throws {
    let path = directory.path("Index/tansaku-manifest")
    let file = try CheckedFileWriter(
      path, kind: FileKind(name: "MANI", version: 99, oldestReadable: 99),
      fileSystem: LocalFileSystem())
    try file.write(ByteWriter())
    _ = try file.finish()
    for arguments in [["search", "台北"], ["delete", "1"], ["index", "-"]] {
      let outcome = try tool(arguments)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("newer"), "\(outcome.errors)")
    }
  }
}
