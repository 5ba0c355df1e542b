import TansakuText

extension Searcher {
  /// Keys of the titles of at least some documents.
  ///
  /// Titles are read from the stored documents that have no keys yet, block by block.
  ///
  /// - Throws: `IndexError`: `badArgument` where the locale is no language tag; `StorageError` where
  ///   the index is damaged.
  func titleKeys(_ locale: String, of matches: MatchWalker) throws -> TitleKeys {
    let known = titles.find(locale)
    var missing: [[UInt32]] = segments.map { _ in [] }
    matches.forEach { place in
      if known?.has(place) != true { missing[place.segment].append(place.document) }
    }
    if let known, missing.allSatisfy(\.isEmpty) { return known }
    guard let collator = try Collator(languageTag: locale) else {
      throw IndexError(
        code: .badArgument,
        message: "\"\(locale)\" is no language tag (BCP 47) such as ja, zh-Hant or "
          + "zh-u-co-stroke.")
    }
    var keys = known ?? TitleKeys(segments)
    var key: [UInt8] = []
    for (number, documents) in missing.enumerated() where !documents.isEmpty {
      try segments[number].stored.forEachHead(of: documents) { document, head in
        key.removeAll(keepingCapacity: true)
        if !head.title.isEmpty { try collator.appendKey(of: head.title, to: &key) }
        keys.insert(key, of: DocumentPlace(segment: number, document: document))
      }
    }
    titles.keep(keys, for: locale)
    return keys
  }
}
