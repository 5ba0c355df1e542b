import Tansaku

/// Times single words through the public search, the way an embedding program would.
///
/// `SingleTerms INDEX < WORDS` takes a word a line and prints for each, between tabs: how many
/// documents have it, the median microseconds of counting them (`limit: 0`: planning, decoding and
/// matching, nothing kept or fetched), of the ten best (`limit: 10`: scoring, selection and reading
/// the texts) and of the thousand best. The line at the end puts them in relation to the documents
/// found: nanoseconds each.
@main
struct SingleTerms {
  static let limits = [0, 10, 1000]
  static let passes = 7

  static func main() {
    guard CommandLine.arguments.count == 2 else {
      print("usage: SingleTerms INDEX < WORDS, a word a line")
      return
    }
    do {
      try measure(SearchIndex(at: CommandLine.arguments[1]).searcher())
    } catch {
      print("SingleTerms: \(error)")
    }
  }

  static func measure(_ searcher: Searcher) throws {
    var found = 0
    var sums = limits.map { _ in 0.0 }
    print("word", "documents", "count_us", "top10_us", "top1000_us", separator: "\t")
    while let word = readLine() {
      let query = Query(word)
      let total = try searcher.search(query, limit: 0).total
      let medians = try limits.map { limit in
        try median(of: passes) { try searcher.search(query, limit: limit).count }
      }
      found += total
      for (place, microseconds) in medians.enumerated() { sums[place] += microseconds }
      print(word, total, medians.map(rounded).joined(separator: "\t"), separator: "\t")
    }
    guard found > 0 else { return }
    let each = sums.map { rounded($0 * 1000 / Double(found)) + " ns" }
    print("for each document", found, each.joined(separator: "\t"), separator: "\t")
  }

  /// The median microseconds of `count` calls.
  ///
  /// The sum of what they return is kept, so that no call can be left out as useless.
  static func median(of count: Int, _ call: () throws -> Int) throws -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    var kept = 0
    for _ in 0..<count {
      let start = clock.now
      kept &+= try call()
      let (seconds, attoseconds) = (clock.now - start).components
      times.append(Double(seconds) * 1e6 + Double(attoseconds) / 1e12)
    }
    precondition(kept >= 0)
    return times.sorted()[count / 2]
  }

  static func rounded(_ value: Double) -> String {
    String((value * 10).rounded() / 10)
  }
}
