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
  /// A deep check besides inverts the stored texts afresh, with the aliases of the index, and compares
  /// the documents, frequencies and positions of every term of every layer, the facts, the ids and
  /// the lengths with what is in the files: so it finds also what was wrong when it was written. Each
  /// fault names the term, the document, and what differs. Documents that are deleted and still
  /// stored are compared too. An index whose texts were analyzed by other rules is not compared: see
  /// ``CheckReport/otherAnalyses``.
  ///
  /// A deep check takes as long as indexing the texts on one thread, and for every 128 MiB of inverted
  /// texts of a segment as long as decoding all lists of that segment. It takes as much memory as
  /// those 128 MiB, the longest list and the inversion of the longest document.
  ///
  /// - Parameter isDeep: whether to compare the index with its texts as well.
  /// - Returns: what was read and what is wrong with it.
  /// - Throws: `IndexError` where there is no index or its folder cannot be read. That the index is
  ///   damaged is a finding, not an error.
  public func check(deep isDeep: Bool = false) throws -> CheckReport {
    try withIndexErrors {
      try IndexCheck(directory: path, fileSystem: fileSystem, deep: isDeep).run()
    }
  }
}
