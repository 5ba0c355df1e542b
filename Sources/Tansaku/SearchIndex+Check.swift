extension SearchIndex {
  /// Reads the last commit whole and tells everything that is wrong with it.
  ///
  /// Checks every byte against its checksum, and then what checksums cannot tell: that the
  /// dictionary is in order, that every term's documents, frequencies and positions are as many as
  /// it says, that the bounds for ranking hold, that ids lead to their documents and back. Goes on
  /// after a fault. Changes nothing; readers and writers need not wait for it.
  ///
  /// Takes time in proportion to the size of the index, and memory in proportion to the longest
  /// list of postings and to the number of documents.
  ///
  /// - Throws: `IndexError` where there is no index or its folder cannot be read. That the index is
  ///   damaged is a finding, not an error.
  public func check() throws -> CheckReport {
    try withIndexErrors { try IndexCheck(directory: path, fileSystem: fileSystem).run() }
  }
}
