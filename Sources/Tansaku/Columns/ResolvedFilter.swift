/// A filter worked out for all segments of a searcher, once for each search.
struct ResolvedFilter {
  /// A document must have one key of each of these lists.
  let keys: [[TermKey]]
  /// What the columns must say of it.
  let tests: [ColumnTest.InSearcher]

  /// - Throws: `StorageError` where the index is damaged.
  init(_ filter: Filter, in searcher: Searcher) throws {
    keys = filter.keys
    tests = try searcher.columnTests(of: filter)
  }
}

extension Searcher {
  /// What the columns must say of a document for it to pass a filter, beside its keys.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  fileprivate func columnTests(of filter: Filter) throws -> [ColumnTest.InSearcher] {
    if filter.facts.isEmpty && filter.excluded.isEmpty { return [] }
    var tests: [ColumnTest.InSearcher] = []
    for (name, values) in filter.facts where !Filter.isPlain(name, values) {
      tests.append(try columnTest(name, values))
    }
    for (name, values) in filter.excluded {
      var test = try columnTest(name, values)
      test.invert()
      tests.append(test)
    }
    return tests
  }
}

extension Filter {
  /// For each name whose values count to the letter, the keys in the dictionary of its values; that of
  /// the id comes last.
  ///
  /// Columns tell of the others.
  var keys: [[TermKey]] {
    if facts.isEmpty, id == nil { return [] }
    return facts.filter { Filter.isPlain($0.key, $0.value) }.sorted { $0.key < $1.key }
      .map { name, values in values.map { TermKey(.attribute, "\(name)=\($0)") } }
      + (id.map { [[TermKey(.identifier, $0)]] } ?? [])
  }
}
