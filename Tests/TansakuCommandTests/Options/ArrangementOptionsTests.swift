import ArgumentParser
import Tansaku
import Testing

@testable import TansakuCommand

@Suite("Options that arrange hits")
struct ArrangementOptionsTests {
  /// Names of facts with each letter that is a short option of a command, and words of the tool.
  private static let names = [
    "kind", "language", "city", "work", "path", "source", "id", "year", "price", "i", "n", "h",
    "index", "version", "help", "in", "all-in", "作者",
  ]

  private func order(_ arguments: [String]) throws -> SortOrder {
    let command = try #require(try Program.parse(arguments) as? SearchCommand)
    #expect(command.query == ["台北"])
    return command.arrangement.order
  }

  @Test("Hits are sorted backwards by a fact of any name", arguments: names)
  func backwards(name: String) throws {
    let expected = SortOrder.fact(name, ascending: false)
    #expect(try order(["search", "台北", "--sort", "-\(name)"]) == expected)
    #expect(try order(["search", "--sort", "-\(name)", "台北"]) == expected)
    #expect(try order(["search", "--sort=-\(name)", "台北"]) == expected)
    #expect(try order(["search", "台北", "--sort", name]) == .fact(name, ascending: true))
  }

  @Test("Hits are sorted backwards by title and by date")
  func titleAndDate() throws {
    #expect(
      try order(["search", "台北", "--sort", "-title", "--locale", "ja"])
        == .title(locale: "ja", ascending: false))
    #expect(try order(["search", "台北", "--sort", "-date"]) == .date(ascending: false))
  }

  @Test("Behind two hyphens, --sort and what follows are words of the query")
  func wordsOfTheQuery() throws {
    let command = try #require(
      try Program.parse(["search", "--", "--sort", "-title"]) as? SearchCommand)
    #expect(command.query == ["--sort", "-title"])
    #expect(command.arrangement.order == .score)
  }
}
