// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CTansaku
import Tansaku

/// What may have been meant by a query.
@c @implementation
public func tansaku_suggest(
  _ searcher: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let typed = try Arguments.text(query, "query")
    let options = try OptionReader(options, names: ["level", "where"])
    let suggestion = try searcher.suggestion(
      for: typed, filter: options.filter(), level: options.level())
    return try lines { write in
      if let suggestion { try write(JSONObject(suggestion).line) }
    }
  }
}

/// What a text that is being typed may become.
@c @implementation
public func tansaku_complete(
  _ searcher: OpaquePointer?, _ prefix: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let prefix = try Arguments.text(prefix, "prefix")
    let options = try OptionReader(options, names: ["limit"])
    let completions = try searcher.completions(of: prefix, limit: options.count("limit") ?? 10)
    return try lines { write in
      for completion in completions { try write(JSONObject(completion, of: prefix).line) }
    }
  }
}
