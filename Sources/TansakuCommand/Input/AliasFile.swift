import Tansaku
import TansakuReading
import TansakuText

/// Reads files of aliases.
enum AliasFile {
  /// The aliases in a file.
  ///
  /// - Throws: `InputError`, or `IndexError` with the code `badAliases`.
  static func read(_ path: String) throws -> Aliases {
    guard let text = String(validating: try Input.bytes(of: path), as: UTF8.self) else {
      throw IndexError(
        code: .badAliases, message: "A file of aliases is in UTF-8, and this one is not.",
        file: Input.name(of: path))
    }
    do {
      return try Aliases(parsing: text)
    } catch var error as IndexError {
      error.file = Input.name(of: path)
      throw error
    }
  }

  /// The table of the aliases in a file.
  static func table(_ path: String) throws -> AliasTable { try read(path).table }

  /// The aliases that the folders among some paths bring; nil where none does.
  ///
  /// - Throws: the errors of `read`; `IndexError` where two folders bring different ones.
  static func read(ofFolders paths: [String]) throws -> Aliases? {
    var found: (path: String, aliases: Aliases)?
    for folder in paths where folder != "-" {
      let path =
        (folder.hasSuffix("/") ? folder : folder + "/") + DocumentReader.aliasesFileName
      guard Input.exists(path) else { continue }
      let aliases = try read(path)
      if let found, found.aliases != aliases {
        throw IndexError(
          code: .badAliases,
          message: "These are other aliases than those of \(found.path), and an index has but one "
            + "list. Put them into one file, and name it with --aliases.", file: path)
      }
      found = (path, aliases)
    }
    return found?.aliases
  }
}
