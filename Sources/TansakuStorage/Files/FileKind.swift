/// What a file holds and in which versions of its format.
package struct FileKind: Hashable, Sendable {
  /// Four ASCII letters: `TERM`.
  package let name: String
  /// The version that is written.
  package let version: UInt16
  /// The oldest version that is still read.
  package let oldestReadable: UInt16

  /// Makes a kind.
  ///
  /// - Parameters:
  ///   - name: Four ASCII letters; anything else is a mistake in the program and traps.
  ///   - version: The version that is written.
  ///   - oldestReadable: The oldest version that is still read, at most `version`.
  package init(name: String, version: UInt16, oldestReadable: UInt16) {
    precondition(
      name.utf8.count == 4 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F },
      "A kind of file is named by four ASCII letters")
    precondition(oldestReadable <= version, "What is written must be readable")
    self.name = name
    self.version = version
    self.oldestReadable = oldestReadable
  }
}
