// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CTansaku
import Tansaku

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How many documents there are.
@c @implementation
public func tansaku_document_count(_ searcher: OpaquePointer?) -> Int64 {
  withLastError(-1) {
    Int64(
      try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher.documentCount)
  }
}

/// Searches for what a person typed.
@c @implementation
public func tansaku_search(
  _ searcher: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let typed = try Arguments.text(query, "query")
    let options = try SearchOptions(options)
    let query = try options.query(typed)
    let clock = ContinuousClock()
    let start = clock.now
    let results = try searcher.search(
      query, limit: options.limit, skip: options.skip, filter: options.filter,
      countExactly: true, level: options.level, sort: options.sort, group: options.group)
    var answer = SearchAnswer(results, milliseconds: 0)
    if !options.facets.isEmpty {
      answer.facets = try searcher.facets(
        options.facets, for: query, filter: options.filter, level: options.level)
    }
    answer.milliseconds = (clock.now - start) / .milliseconds(1)
    if options.cites {
      answer.citation = try searcher.citation(
        of: query, filter: options.filter, level: options.level)
    }
    let hits = JSONHits(
      hasOffsets: options.hasOffsets,
      explain: options.explains
        ? {
          try searcher.explain(
            id: $0.id, query, filter: options.filter, level: options.level)
        } : nil)
    return try lines { try hits.print(answer, to: $0) }
  }
}

/// How many documents match.
@c @implementation
public func tansaku_count(
  _ searcher: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?
) -> Int64 {
  withLastError(-1) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let typed = try Arguments.text(query, "query")
    let options = try SearchOptions(options)
    return Int64(
      try searcher.count(
        options.query(typed), filter: options.filter, level: options.level))
  }
}

/// A document as JSON.
@c @implementation
public func tansaku_document(
  _ searcher: OpaquePointer?, _ id: UnsafePointer<CChar>?
) -> UnsafeMutablePointer<CChar>? {
  withLastError(nil) {
    let searcher = try Arguments.object(searcher, "searcher", as: SearcherBox.self).searcher
    let id = try Arguments.text(id, "id")
    guard let document = try searcher.document(id: id) else {
      throw IndexError(code: .notFound, message: "There is no document with the id \"\(id)\".")
    }
    var object = JSONObject()
    object.set("id", document.id)
    object.set("title", document.title)
    object.set("text", document.body)
    object.setFacts(of: document)
    for (name, value) in document.attributes.sorted(by: { $0.key < $1.key }) {
      object.set(name, value)
    }
    return strdup(object.json)
  }
}
