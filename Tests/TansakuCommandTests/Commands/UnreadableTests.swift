import TansakuTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("What cannot be read") struct UnreadableTests {
  @Test("An entry that cannot be read is named, and the rest is indexed")
  func unreadableEntryIsNamed() throws {
    let directory = try TemporaryDirectory()
    let tool = Tool(in: directory)
    try #require(mkdir(directory.path("texts"), 0o700) == 0)
    try tool.put("texts/good.txt", "apple")
    // Who may read everything is stopped by a link to nothing instead of by a closed folder.
    if geteuid() == 0 {
      try #require(symlink("nowhere", directory.path("texts/closed")) == 0)
    } else {
      try #require(mkdir(directory.path("texts/closed"), 0) == 0)
    }
    let outcome = try tool("index", "texts")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("tansaku: texts/closed: "), "\(outcome.errors)")
    #expect(outcome.output.contains("1 document added"))
    #expect(try tool("search", "apple").status == 0)
    chmod(directory.path("texts/closed"), 0o700)
  }

  @Test("An index that cannot be written is a failure with a sentence") func unwritable() throws {
    let directory = try TemporaryDirectory()
    let tool = Tool(in: directory)
    try tool.put("file", "not a folder")
    for path in ["file", "file/index", "/proc/index"] {
      let outcome = try tool(["index", "-i", path, "-"], input: #"{"id":"1"}"#)
      #expect(outcome.status == 2, "\(path)")
      #expect(outcome.errors.hasPrefix("tansaku: "), "\(outcome.errors)")
    }
  }

  @Test("An encoding that does not exist is named") func unknownEncoding() throws {
    let directory = try TemporaryDirectory()
    let tool = Tool(in: directory)
    try tool.put("a.txt", "apple")
    let outcome = try tool("index", "a.txt", "--encoding", "Shift_JAS")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Shift_JAS"))
    #expect(try tool("search", "apple").status == 1)
  }
}
