/// Puts new contents in the place of a file's old ones, wholly or not at all.
///
/// Writes `path.new` beside it, waits until it is on the disk, renames it, and waits for the folder.
/// When it returns, the new contents survive a loss of power; when it throws, or power is lost
/// meanwhile, the file has either the old contents or the new, each whole.
///
/// - Parameters:
///   - path: The file, there already or not.
///   - contents: The payload.
///   - kind: The kind of file to write.
///   - fileSystem: Where.
/// - Throws: What the file system said.
package func replaceAtomically(
  _ path: String, with contents: ByteWriter, kind: FileKind, fileSystem: any FileSystem
) throws(StorageError) {
  let aside = path + ".new"
  let writer = try CheckedFileWriter(aside, kind: kind, fileSystem: fileSystem)
  do {
    try writer.write(contents)
    _ = try writer.finish()
  } catch {
    writer.abandon()
    throw error
  }
  do {
    try fileSystem.rename(aside, to: path)
  } catch {
    try? fileSystem.remove(aside)
    throw error
  }
  try fileSystem.synchronizeDirectory(parentDirectory(of: path))
}
