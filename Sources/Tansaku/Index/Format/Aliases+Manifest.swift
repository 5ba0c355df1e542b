extension Aliases {
  /// The aliases of a commit; nil where it has none.
  init?(of manifest: Manifest) throws {
    if manifest.aliases.isEmpty { return nil }
    do {
      try self.init(parsing: manifest.aliases)
    } catch {
      throw IndexError(
        code: .corrupt, message: "The aliases of the index cannot be read. Build the index again.",
        cause: String(describing: error), file: Manifest.name)
    }
  }
}
