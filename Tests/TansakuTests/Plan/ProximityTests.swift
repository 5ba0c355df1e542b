import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Parts are near where places of all can be chosen side by side")
struct ProximityTests {
  /// A part that always takes the same number of positions: where it starts, and in which field.
  private struct Part {
    var starts: [(start: UInt32, isInTitle: Bool)]
    var length: Int
    /// How far behind its start the unit is that was read.
    var offset: Int

    /// The positions of that unit as the index has them: in the title as often as that weighs.
    var positions: [UInt32] {
      starts.flatMap {
        [UInt32](
          repeating: $0.start + UInt32(offset), count: $0.isInTitle ? 2 + Int($0.start % 2) : 1)
      }
    }

    func places(inTitle: Bool) -> [Range<Int>] {
      starts.filter { $0.isInTitle == inTitle }.map { Int($0.start)..<Int($0.start) + length }
    }
  }

  private func part(_ generator: inout SeededGenerator) -> Part {
    let titles = UInt32.random(in: 0...12, using: &generator)
    let length = Int.random(in: 1...4, using: &generator)
    let starts = Set(
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        UInt32.random(in: 0..<40, using: &generator)
      }
    ).sorted()
    return Part(
      starts: starts.map { ($0, $0 < titles) }, length: length,
      offset: Int.random(in: 0..<length, using: &generator))
  }

  /// Tries all choices.
  private func isNear(_ parts: [Part], _ distance: Int, _ field: Field?) -> Bool {
    [true, false].contains { inTitle in
      (field == nil || (field == .title) == inTitle)
        && canChoose(parts.map { $0.places(inTitle: inTitle) }[...], besides: [], distance)
    }
  }

  private func canChoose(
    _ parts: ArraySlice<[Range<Int>]>, besides chosen: [Range<Int>], _ distance: Int
  ) -> Bool {
    guard let part = parts.first else {
      let sorted = chosen.sorted { $0.lowerBound < $1.lowerBound }
      return zip(sorted, sorted.dropFirst()).allSatisfy {
        $0.upperBound <= $1.lowerBound && $1.lowerBound - $0.upperBound <= distance
      }
    }
    return part.contains { canChoose(parts.dropFirst(), besides: chosen + [$0], distance) }
  }

  @Test("Two, three and four parts, side by side and by chains, against all choices")
  func againstAllChoices() {
    var generator = SeededGenerator(seed: 77)
    var near = 0
    for _ in 0..<6_000 {
      let parts = (0..<Int.random(in: 2...4, using: &generator)).map { _ in part(&generator) }
      let distance = [0, 1, 2, 5, 40].randomElement(using: &generator) ?? 0
      let field = [nil, Field.title, .body].randomElement(using: &generator) ?? nil
      let expected = isNear(parts, distance, field)
      near += expected ? 1 : 0
      var lists = parts.map(\.positions)
      let runs = lists.indices.map { index in
        let copy = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: lists[index].count)
        _ = copy.initialize(from: lists[index])
        return Proximity.Run(
          positions: copy, offset: parts[index].offset, length: parts[index].length)
      }
      defer { for run in runs { run.positions.deallocate() } }
      lists.removeAll()
      var proximity = Proximity()
      let areThere = runs.enumerated().allSatisfy { proximity.add($1, of: $0, in: field) }
      #expect(
        (areThere && proximity.holds(parts: parts.count, distance: distance)) == expected,
        "\(parts) within \(distance)")
      if parts.count == 2 {
        #expect(
          Proximity.holds(runs[0], runs[1], distance: distance, in: field) == expected,
          "\(parts) within \(distance)")
      }
    }
    #expect(near > 500)
  }

  @Test("A unit before which its part has no room is no place of it, and the last position is one")
  func edges() {
    var low: [UInt32] = [1]
    var high: [UInt32] = [.max]
    low.withUnsafeMutableBufferPointer { low in
      high.withUnsafeMutableBufferPointer { high in
        var proximity = Proximity()
        let isThere = proximity.add(
          Proximity.Run(positions: low, offset: 2, length: 3), of: 0, in: nil)
        #expect(!isThere)
        let last = Proximity.Run(positions: high, offset: 0, length: 3)
        let isLast = proximity.add(last, of: 0, in: nil)
        #expect(isLast)
        #expect(!Proximity.holds(last, last, distance: 1_000, in: nil))
      }
    }
  }
}
