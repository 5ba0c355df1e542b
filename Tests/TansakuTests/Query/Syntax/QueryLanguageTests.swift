import FoundationEssentials
import Testing

@testable import Tansaku

@Suite("The page on the query language tells the truth")
struct QueryLanguageTests {
  /// What is typed, and the tree beside it, of each row of the page's last table.
  private static let examples: [(typed: String, tree: String)] = {
    let root = #filePath.split(separator: "/Tests/TansakuTests/")[0]
    let path = "\(root)/Sources/Tansaku/Tansaku.docc/QueryLanguage.md"
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let start = lines.firstIndex { $0.hasPrefix("| typed | tree") } ?? lines.endIndex
    return lines[start...].dropFirst(2).map { line in
      let cells = line.split(separator: "|").map {
        $0.drop { $0 == " " }.dropFirst().prefix { $0 != "`" }
      }
      return (String(cells[0]), String(cells[1]))
    }
  }()

  @Test("Every example makes the tree that is printed beside it")
  func examples() {
    #expect(Self.examples.count >= 40)
    for (typed, tree) in Self.examples {
      let root = Query(typed).root
      #expect(root.map(Self.notation) == tree, "\(typed)")
      #expect(Query(Query(typed).description).root == root, "\(typed)")
    }
  }

  /// A tree as the page writes it.
  private static func notation(_ node: Query.Node) -> String {
    func list(_ nodes: [Query.Node]) -> String { nodes.map(notation).joined(separator: ", ") }
    func quoted(_ text: String) -> String {
      "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
        + "\""
    }
    return switch node {
    case .words(let text): "words \(quoted(text))"
    case .phrase(let text): "phrase \(quoted(text))"
    case .pattern(let pattern): "pattern \(quoted(pattern))"
    case .fuzzy(let word, let edits): "fuzzy \(quoted(word)) \(edits)"
    case .date(let date): "date \(quoted(date))"
    case .fact(let name, .equal(let value)): "\(name)=\(quoted(value))"
    case .fact(let name, .pattern(let value)): "\(name)~\(quoted(value))"
    case .fact(let name, .expression(let value)): "\(name)/\(quoted(value))"
    case .field(let field, let node): "\(field.rawValue)(\(notation(node)))"
    case .near(let nodes, let distance): "near(\(list(nodes))) \(distance)"
    case .all(let nodes): "all(\(list(nodes)))"
    case .any(let nodes): "any(\(list(nodes)))"
    case .not(let node): "not(\(notation(node)))"
    case .boosted(let node, let factor):
      "boosted(\(notation(node))) \(QueryFactor.text(of: factor))"
    }
  }
}
