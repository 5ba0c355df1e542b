// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CTansaku
import Tansaku

/// Every occurrence of a query in its context.
@c @implementation
public func tansaku_concordance(
  _ searcher: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let typed = try Arguments.text(query, "query")
    let options = try OptionReader(
      options, names: ["limit", "level", "where", "width", "sort", "locale", "strict"])
    let order: ConcordanceOrder
    switch try options.text("sort") ?? "document" {
    case "document": order = .document
    case "left": order = .left
    case "right": order = .right
    default: throw Arguments.bad("The option \"sort\" is one of document, left, right.")
    }
    let locale = try options.text("locale")
    guard locale == nil || order != .document else {
      throw Arguments.bad(
        "The option \"locale\" is an order of words: sort by left or right with it.")
    }
    let query = try options.truth("strict") ? Query(parsing: typed) : Query(typed)
    let concordance = try searcher.concordance(
      of: query, width: options.count("width") ?? 36, order: order, locale: locale ?? "",
      limit: options.count("limit"), filter: options.filter(), level: options.level())
    return try lines { _ = try JSONConcordance().print(concordance, to: $0) }
  }
}

/// Whether the index finds what stands in the texts.
@c @implementation
public func tansaku_audit(
  _ searcher: OpaquePointer?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let options = try OptionReader(options, names: ["samples", "seed", "terms", "cities"])
    let clock = ContinuousClock()
    let start = clock.now
    let report = try searcher.audit(
      samples: options.count("samples") ?? 1000,
      seed: UInt64(options.count("seed") ?? .random(in: 1...999_999)),
      terms: options.texts("terms"), cities: options.count("cities") ?? 0)
    let seconds = (clock.now - start) / .seconds(1)
    return try lines { try JSONAudit(report, seconds: seconds).print(to: $0) }
  }
}
