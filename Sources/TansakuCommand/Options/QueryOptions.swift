import ArgumentParser
import Tansaku

/// How queries are read.
struct QueryOptions: ParsableArguments {
  @Flag(
    help:
      "Refuse a query with a fault in it, and point at the fault, rather than search it as text.")
  var strict = false

  /// The query that was typed.
  ///
  /// - Parameter typed: the query as typed.
  /// - Returns: the query; without `--strict` any text is one.
  /// - Throws: `FaultyQuery` where `--strict` refuses it.
  func query(from typed: String) throws -> Query {
    guard strict else { return Query(typed) }
    do {
      return try Query(parsing: typed)
    } catch let error as IndexError {
      throw FaultyQuery(error: error, typed: typed)
    }
  }
}

/// What is wrong with a query, told with a caret under the fault.
struct FaultyQuery: Error, CustomStringConvertible {
  /// The fault.
  let error: IndexError
  /// The query as typed.
  let typed: String

  var description: String {
    error.pointing(into: typed).map { "\(error)\n\($0)" } ?? error.description
  }
}
