extension SearchIndex {
  /// Reads the last commit whole and tells everything that is wrong with it.
  ///
  /// Checks every byte against its checksum, and then what checksums cannot tell: that the
  /// dictionary is in order, that every term's documents, frequencies and positions are as many as
  /// it says, that positions rise and lie within their documents, that each position of a document
  /// is taken by one term and all together make up its length, that the bounds for ranking hold,
  /// that ids lead to their documents and back. Goes on after a fault. Changes nothing; readers and
  /// writers need not wait for it.
  ///
  /// Takes time in proportion to the size of the index, and memory in proportion to the longest
  /// list of postings and to the number of documents.
  ///
  /// - Returns: what was read and what is wrong with it.
  /// - Throws: `IndexError` where there is no index or its folder cannot be read. That the index is
  ///   damaged is a finding, not an error.
  public func check() throws -> CheckReport {
    try withIndexErrors { try IndexCheck(directory: path, fileSystem: fileSystem).run() }
  }
}
