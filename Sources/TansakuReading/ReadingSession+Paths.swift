/// Reads what a path leads to, in whatever format it is.
extension ReadingSession {
  func readStandardInput() throws {
    try attempt("standard input") {
      try readLines(
        of: 0, FileName("standard input"), documentPath: nil)
    }
  }

  /// Reads a file, or a folder with all that is in it.
  func read(_ path: String) throws {
    if progress != nil { total = FolderWalk.size(of: path) }
    let walk = FolderWalk(root: path, namesIn: options.encoding) { [self] path, fault in
      skip(path, fault)
    }
    try walk.run { [self] file in
      try attempt(file.name.path) { try read(file) }
    }
  }

  private func read(_ file: FolderWalk.File) throws {
    guard let format = FileFormat(name: file.name, isNamedByUser: file.isNamedByUser) else {
      throw ReadingFault("is no kind of file that can be read as a text", isFault: false)
    }
    let before = report.documents
    switch format {
    case .jsonLines:
      let input = try InputFile(at: file.name.location)
      try readLines(of: input.descriptor, file.name, documentPath: file.name.path)
    case .text(let kind):
      do {
        try readText(file.name, as: kind)
      } catch var fault as ReadingFault where fault.reason == InputFile.binary {
        fault.isFault = file.isNamedByUser
        throw fault
      }
    }
    if report.documents > before { countFile() }
  }

  /// Does the work of one file; what is wrong with it goes into the report.
  private func attempt(_ path: String, _ work: () throws -> Void) throws {
    do {
      try work()
    } catch let fault as ReadingFault {
      skip(path, fault)
    }
  }
}
