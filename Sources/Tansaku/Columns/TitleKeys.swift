import Synchronization
import TansakuText

/// The collation keys of some documents' titles, for one language.
struct TitleKeys: Sendable {
  /// Keys, in the order in which they were made.
  private var keys = ColumnValues()
  /// For each segment and document, where its key is, from 1; 0 where none was made.
  private var places: [[UInt32]]

  /// No keys for the documents of these segments.
  init(_ segments: [Segment]) {
    places = segments.map { [UInt32](repeating: 0, count: Int($0.info.documentCount)) }
  }

  /// How many documents have keys.
  var count: Int { keys.count }

  /// The bytes of memory that they take.
  var bytes: Int { keys.bytes + places.reduce(0) { $0 + 4 * $1.count } }

  /// Whether a document has a key.
  func has(_ place: DocumentPlace) -> Bool { places[place.segment][Int(place.document)] > 0 }

  /// Adds the key of a document that has none; an empty one where there is no title.
  mutating func insert(_ key: [UInt8], of place: DocumentPlace) {
    key.withUnsafeBytes { keys.append($0) }
    places[place.segment][Int(place.document)] = UInt32(keys.count)
  }

  /// Whether a document has a title.
  func isTitled(_ place: DocumentPlace) -> Bool {
    let at = Int(places[place.segment][Int(place.document)])
    return at > 0 && keys.withBytes(of: at - 1) { !$0.isEmpty }
  }

  /// Less than 0, 0 or more as the title of a document comes before another's, is equal or comes after
  /// it; both must have keys.
  func order(of one: DocumentPlace, to other: DocumentPlace) -> Int {
    keys.withBytes(of: at(one)) { key in keys.withBytes(of: at(other)) { key.order(to: $0) } }
  }

  private func at(_ place: DocumentPlace) -> Int {
    Int(places[place.segment][Int(place.document)]) - 1
  }
}

/// The titles' keys that were made lately, by the language's tag.
///
/// A searcher has one; bounded, shared by threads. Where two threads add keys at once, the keys of one
/// are made again when they are asked for.
final class TitleKeyCache: Sendable {
  private let state: Mutex<RecentlyUsed<String, TitleKeys>>

  /// A cache of so many bytes at most; a Japanese title takes some 100.
  init(limit: Int = 64 << 20) { state = Mutex(RecentlyUsed(limit: limit)) }

  /// The keys for a language, if there are any.
  func find(_ locale: String) -> TitleKeys? { state.withLock { $0.find(locale) } }

  /// Keeps keys, unless they would fill the cache, or as many are there.
  func keep(_ keys: TitleKeys, for locale: String) {
    state.withLock { state in
      if let known = state.find(locale), known.count >= keys.count { return }
      state.insert(keys, bytes: keys.bytes, for: locale)
    }
  }
}

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
