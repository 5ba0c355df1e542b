/// A filter worked out for all segments of a snapshot, once for each search.
struct ResolvedFilter {
  /// A document must have one key of each of these lists.
  let keys: [[TermKey]]
  /// What the columns must say of it.
  let tests: [ColumnTest.InSnapshot]

  /// - Throws: `StorageError` where the index is damaged.
  init(_ filter: Filter, in snapshot: Snapshot) throws {
    keys = filter.keys
    tests = try ResolvedFilter.tests(of: filter, in: snapshot)
  }
}

extension ResolvedFilter {
  /// What the columns must say of a document for it to pass a filter, beside its keys.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  private static func tests(
    of filter: Filter, in snapshot: Snapshot
  ) throws -> [ColumnTest.InSnapshot] {
    if filter.facts.isEmpty && filter.excluded.isEmpty { return [] }
    var tests: [ColumnTest.InSnapshot] = []
    for (name, values) in filter.facts where !Filter.isPlain(name, values) {
      tests.append(try ColumnTest.InSnapshot(name, values, in: snapshot))
    }
    for (name, values) in filter.excluded {
      var test = try ColumnTest.InSnapshot(name, values, in: snapshot)
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
