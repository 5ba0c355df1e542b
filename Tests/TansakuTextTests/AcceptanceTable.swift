import FoundationEssentials

/// The folder that holds `Package.swift`.
let repositoryRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The rows of a table in `Tables`, the heading row first, each cut at its tabs.
///
/// Nothing is normalized: the tables hold characters that NFC would destroy.
func rows(of table: String) throws -> [[String]] {
  let file = repositoryRoot.appending(path: "Tests/TansakuTextTests/Tables/\(table)")
  return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
    $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }
}
