import TansakuText
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite("The version of the analysis")
struct AnalysisVersionTests {
  #if canImport(Glibc)
  @Test("The version of ICU is that of the library that the process has loaded")
  func loadedLibrary() throws {
    let file = try #require(fopen("/proc/self/maps", "r"))
    defer { fclose(file) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 {
      text += piece[..<count]
    }
    // The name of the file ends with the version: libicuuc.so.72.1.
    let mark = "/libicuuc.so."
    let versions = String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
    }
    #expect(!versions.isEmpty && versions.allSatisfy { $0 == AnalysisVersion.icu })
  }
  #endif
}
