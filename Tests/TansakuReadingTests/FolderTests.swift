import Tansaku
import TansakuReading
import TansakuTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Files and folders")
struct FolderTests {
  @Test("A folder is read sorted, with its folders; ids are the ways from it")
  func order() throws {
    let folder = try TemporaryDirectory()
    for name in ["b.txt", "a/z.md", "a/b.txt", "a-b.txt", "会議.txt", "B.txt"] {
      try folder.write(name, "words")
    }
    try folder.write("README.md", "no")
    try folder.write("LICENSE", "no")
    try folder.write(".hidden/x.txt", "no")
    try folder.write(".x.txt", "no")
    try folder.write("x.pdf", "no")
    let (all, report) = try documents(folder.path)
    #expect(all.map(\.id) == ["B.txt", "a/b.txt", "a/z.md", "a-b.txt", "b.txt", "会議.txt"])
    #expect(all.map(\.path) == all.map { "\(folder.path)/\($0.id)" })
    #expect(
      report.skipped.map { $0.path.split(separator: "/").last } == [
        "LICENSE", "README.md", "x.pdf",
      ])
    #expect(report.faultCount == 0 && report.files == 6 && report.bytes == 30)
    #expect(try documents(folder.path + "/").all.map(\.path).first == "\(folder.path)/B.txt")
  }

  @Test("Names in an older encoding are read; those in none keep an id of their own")
  func foreignNames() throws {
    // 第五回総会の記録, 台北宣言, 参加都市の一覧 in Shift_JIS.
    let names: [[UInt8]] = [
      [
        0x91, 0xE6, 0x8C, 0xDC, 0x89, 0xF1, 0x91, 0x8D, 0x89, 0xEF, 0x82, 0xCC, 0x8B, 0x4C, 0x98,
        0x5E,
      ],
      [0x91, 0xE4, 0x96, 0x6B, 0x90, 0xE9, 0x8C, 0xBE],
      [0x8E, 0x51, 0x89, 0xC1, 0x93, 0x73, 0x8E, 0x73, 0x82, 0xCC, 0x88, 0xEA, 0x97, 0x97],
    ]
    let folder = try TemporaryDirectory()
    for name in names { try folder.write(bytesOfName: name + Array(".txt".utf8), "words") }
    try folder.write("会議.txt", "words")
    let (all, report) = try documents(folder.path)
    #expect(all.map(\.id) == ["参加都市の一覧.txt", "台北宣言.txt", "第五回総会の記録.txt", "会議.txt"])
    #expect(all.map(\.path) == all.map { "\(folder.path)/\($0.id)" })
    #expect(report.faultCount == 0)

    let odd = try TemporaryDirectory()
    try odd.write(bytesOfName: [0x61, 0xFF] + Array(".txt".utf8), "words")
    try odd.write(bytesOfName: [0x61, 0xFE] + Array(".txt".utf8), "words")
    let options = DocumentReader.Options(encoding: "UTF-8")
    #expect(try documents(odd.path, options).all.map(\.id) == ["a%FE.txt", "a%FF.txt"])
  }

  @Test("The encoding that the user gives holds for names too")
  func namesInGivenEncoding() throws {
    let folder = try TemporaryDirectory()
    // 臺北 in Big5.
    try folder.write(bytesOfName: [0xBB, 0x4F, 0xA5, 0x5F] + Array(".txt".utf8), "words")
    #expect(try documents(folder.path, .init(encoding: "Big5")).all.map(\.id) == ["臺北.txt"])
  }

  @Test("A file asked for by name is read whatever its name, even a README")
  func named() throws {
    let folder = try TemporaryDirectory()
    #expect(try documents(folder.write("README.md", "x")).all.map(\.id) == ["README.md"])
    #expect(try documents(folder.write("notes.rst", "x")).all.map(\.id) == ["notes.rst"])
  }

  @Test("Links that lead in a circle are not followed, other links are")
  func links() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a/x.txt", "words")
    symlink("..", "\(folder.path)/a/up")
    symlink("a", "\(folder.path)/c")
    symlink("self", "\(folder.path)/self")
    symlink("nowhere", "\(folder.path)/gone")
    let (all, report) = try documents(folder.path)
    #expect(all.map(\.id) == ["a/x.txt", "c/x.txt"])
    #expect(report.skipped.filter { !$0.isFault }.count == 3)
    #expect(report.skipped.filter(\.isFault).map(\.reason) == ["does not exist"])
  }

  @Test("What does not exist or may not be read is a fault")
  func faults() throws {
    let missing = try documents("/nonexistent/file.txt").report
    #expect(missing.skipped.map(\.description) == ["/nonexistent/file.txt: does not exist"])
    #expect(missing.faultCount == 1)
    let repaired = try documents("/nonexistent/\u{FFFD}.txt").report
    #expect(repaired.skipped.first?.reason.contains("no UTF-8") == true)
    let folder = try TemporaryDirectory()
    let path = try folder.write("a.txt", "x")
    chmod(path, 0)
    if access(path, R_OK) != 0 { #expect(try documents(folder.path).report.faultCount == 1) }
  }

  @Test("A pipe in a folder is passed over")
  func pipe() throws {
    let folder = try TemporaryDirectory()
    mkfifo("\(folder.path)/p.txt", 0o600)
    #expect(try documents(folder.path).report.skipped.count == 1)
  }

  @Test("The error of the one who takes the documents ends the reading")
  func errors() throws {
    struct Full: Error {}
    let folder = try TemporaryDirectory()
    for name in ["a.txt", "b.txt"] { try folder.write(name, "x") }
    var count = 0
    #expect(throws: Full.self) {
      _ = try DocumentReader().read(folder.path) { _ in
        count += 1
        throw Full()
      }
    }
    #expect(count == 1)
  }

  @Test("Progress grows up to the total")
  func progress() throws {
    let folder = try TemporaryDirectory()
    for name in ["a.txt", "b.txt"] {
      try folder.write(name, String(repeating: "words\n", count: 400_000))
    }
    var steps: [ReadingProgress] = []
    _ = try DocumentReader().read(folder.path, progress: { steps.append($0) }) { _ in }
    #expect(steps.count >= 2 && steps.last?.bytes == 4_800_000)
    #expect(steps.allSatisfy { $0.total == 4_800_000 })
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.bytes < $1.bytes })
  }
}
