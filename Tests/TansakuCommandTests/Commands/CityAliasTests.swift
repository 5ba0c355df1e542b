import TansakuTestSupport
import Testing

@Suite("The names of the member cities") struct CityAliasTests {
  struct Alias {
    let city: String
    let name: String
  }

  /// The names in the table of acceptance.
  private static var aliases: [Alias] {
    get throws {
      let table = try text(of: "\(repositoryRoot)/Tests/TansakuTextTests/Tables/cities14.tsv")
      let rows: [[String]] = table.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      return rows.filter { $0[0] == "alias" }.map { Alias(city: $0[1], name: $0[4]) }
    }
  }

  /// The texts of the corpus by the ids of their documents, as they are in the files.
  private static var texts: [String: String] {
    get throws {
      var texts: [String: String] = [:]
      for folder in ["declarations", "meetings", "projects"] {
        for name in try names(in: "\(repositoryRoot)/Corpus/\(folder)") where name.hasSuffix(".md")
        {
          texts[String(name.dropLast(3))] =
            try text(of: "\(repositoryRoot)/Corpus/\(folder)/\(name)").lowercased()
        }
      }
      return texts
    }
  }

  @Test("Every name of a city finds the same documents, and the first of them names the city")
  func everyNameFindsTheCity() throws {
    let texts = try CityAliasTests.texts
    let cities = Dictionary(grouping: try CityAliasTests.aliases, by: \.city)
    #expect(cities.count == 15)
    var queries = ""
    for (city, aliases) in cities {
      for (number, alias) in aliases.enumerated() {
        queries += "\(city.replacing(" ", with: "_"))/\(number)\t\(alias.name)\n"
      }
    }
    let outcome = try Corpus.shared.get().tool(["batch", "-"], input: queries)
    try #require(outcome.status == 0, "\(outcome.errors)")
    var hits: [String: [String]] = [:]
    for line in outcome.lines {
      let fields = line.split(separator: " ").map(String.init)
      hits[fields[0], default: []].append(fields[2])
    }
    for (city, aliases) in cities {
      let mentioning = texts.filter { text in
        aliases.contains { text.value.contains($0.name.lowercased()) }
      }
      if mentioning.isEmpty { continue }
      for (number, alias) in aliases.enumerated() {
        let found = hits["\(city.replacing(" ", with: "_"))/\(number)"] ?? []
        let first = try #require(found.first, "\(city): nothing found for \(alias.name)")
        #expect(mentioning.keys.contains(first), "\(city): \(alias.name) finds \(first)")
      }
    }
  }
}
