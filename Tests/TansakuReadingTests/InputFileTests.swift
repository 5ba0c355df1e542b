import TansakuTestSupport
import Testing

@testable import TansakuReading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("A file that is read")
struct InputFileTests {
  @Test("gives its bytes, fewer only where it was shorter when it was opened")
  func bytes() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("a.txt", [UInt8](1...100))
    let file = try InputFile(at: SystemPath(path))
    #expect(try file.bytes(at: 0, count: 100) == [UInt8](1...100))
    #expect(try file.bytes(at: 90, count: 100) == [UInt8](91...100))
    #expect(try file.bytes(at: 200, count: 100).isEmpty)
  }

  @Test("and became shorter meanwhile is told, not cut")
  func shortened() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("a.txt", [UInt8](1...100))
    let file = try InputFile(at: SystemPath(path))
    #expect(truncate(path, 60) == 0)
    #expect(try file.bytes(at: 0, count: 60) == [UInt8](1...60))
    #expect(throws: ReadingFault.self) { try file.bytes(at: 0, count: 61) }
    #expect(throws: ReadingFault.self) { try file.bytes(at: 80, count: 5) }
    #expect(throws: ReadingFault.self) { try file.forEachPiece { _, _ in } }
  }
}
