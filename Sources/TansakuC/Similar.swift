// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CTansaku
import Tansaku

/// The documents most like one of the index.
@c @implementation
public func tansaku_similar(
  _ searcher: OpaquePointer?, _ id: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let id = try Arguments.text(id, "id")
    let options = try OptionReader(options, names: ["limit", "where", "otherWorks"])
    return try timedHits {
      try searcher.moreLikeThis(
        id: id, limit: options.count("limit") ?? 10, onlyOtherWorks: options.truth("otherWorks"),
        filter: options.filter())
    }
  }
}

/// The documents most like a text.
@c @implementation
public func tansaku_similar_to_text(
  _ searcher: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let text = try Arguments.text(text, "text")
    let options = try OptionReader(options, names: ["limit", "where"])
    return try timedHits {
      try searcher.moreLikeThis(
        text: text, limit: options.count("limit") ?? 10, filter: options.filter())
    }
  }
}

private func timedHits(_ search: () throws -> Results) throws -> UnsafeMutablePointer<CChar>? {
  let clock = ContinuousClock()
  let start = clock.now
  let results = try search()
  let milliseconds = (clock.now - start) / .milliseconds(1)
  return try lines {
    try JSONHits().print(SearchAnswer(results, milliseconds: milliseconds), to: $0)
  }
}
