extension IndexInspection {
  /// A view of the last commit of an index.
  ///
  /// - Throws: `IndexError` where the index cannot be opened.
  package init(_ index: SearchIndex) throws {
    self.init(try index.searcher().snapshot, in: index.path, fileSystem: index.fileSystem)
  }
}
