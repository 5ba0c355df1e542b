import FoundationEssentials

/// The folder that holds `Package.swift`.
let repositoryRoot = #filePath.components(separatedBy: "/Tests/TansakuCommandTests/")[0]

/// The text of a file, not normalized.
func text(of path: String) throws -> String { String(decoding: try bytes(of: path), as: UTF8.self) }

/// The bytes of a file.
func bytes(of path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(filePath: path)))
}

/// Writes a file.
func write(_ text: String, to path: String) throws { try write([UInt8](text.utf8), to: path) }

/// Writes a file.
func write(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(filePath: path))
}

/// The names in a folder, sorted.
func names(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}
