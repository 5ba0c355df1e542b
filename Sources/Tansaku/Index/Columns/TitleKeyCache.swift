import Synchronization
import TansakuStorage

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
