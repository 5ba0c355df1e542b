import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("The automaton finds every run of characters wherever it stands")
struct NeedleAutomatonTests {
  private struct Place: Hashable {
    let needle: Int
    let end: Int
  }

  /// The slow twin: every needle compared at every place.
  private func places(of needles: [[UInt32]], in text: [UInt32]) -> Set<Place> {
    var places: Set<Place> = []
    for (number, needle) in needles.enumerated() {
      for start in text.indices where text[start...].starts(with: needle) {
        places.insert(Place(needle: number, end: start + needle.count))
      }
    }
    return places
  }

  private func random(
    upTo length: Int, of alphabet: [UInt32], using generator: inout SeededGenerator
  ) -> [UInt32] {
    (0..<Int.random(in: 1...length, using: &generator)).map { _ in
      alphabet.randomElement(using: &generator) ?? 0
    }
  }

  @Test(
    "Random needles in random texts of few characters",
    arguments: [[0x61, 0x62], [0x20, 0x61, 0x4EAC, 0x2_0BB7], Array(0x3041...0x3060)])
  func randomNeedles(alphabet: [UInt32]) {
    var generator = SeededGenerator(seed: UInt64(alphabet.count))
    for _ in 0..<200 {
      let wanted = Set(
        (0..<Int.random(in: 1...40, using: &generator)).map { _ in
          random(upTo: 7, of: alphabet, using: &generator)
        })
      let needles = Array(wanted)
      let automaton = NeedleAutomaton(needles)
      let text = random(upTo: 120, of: alphabet, using: &generator)
      var found: [Place] = []
      automaton.forEachPlace(in: text) { found.append(Place(needle: $0, end: $1)) }
      #expect(Set(found) == places(of: needles, in: text), "\(generator)")
      #expect(found.count == Set(found).count)
    }
  }

  @Test("Of needles that end together the longest comes first, as in the paper's example")
  func workedExample() {
    let needles = ["he", "she", "his", "hers"].map { $0.unicodeScalars.map(\.value) }
    var found: [Place] = []
    NeedleAutomaton(needles).forEachPlace(in: "ushers".unicodeScalars.map(\.value)) {
      found.append(Place(needle: $0, end: $1))
    }
    #expect(
      found == [
        Place(needle: 1, end: 4), Place(needle: 0, end: 4), Place(needle: 3, end: 6),
      ])
  }

  @Test("Without needles nothing is found")
  func noNeedles() {
    var isFound = false
    NeedleAutomaton([]).forEachPlace(in: [0x61, 0x10FFFF]) { _, _ in isFound = true }
    #expect(!isFound)
  }
}
