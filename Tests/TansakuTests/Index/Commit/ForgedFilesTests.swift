import TansakuStorage
import TansakuTestSupport
import Testing

@testable import Tansaku

@Suite("Files with right checksums and any contents") struct ForgedFilesTests {
  /// Harms a payload as a program or a person would who does not know the format or knows it well.
  private func harm(_ payload: inout [UInt8], using generator: inout SeededGenerator) {
    let extremes: [UInt64] = [
      0, 1, 0x7F, 0x80, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 32, .max >> 1, .max,
    ]
    let place = Int.random(in: 0...payload.count, using: &generator)
    let length = min(Int.random(in: 1...12, using: &generator), payload.count - place)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0 where place < payload.count:
      payload[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1:
      payload.replaceSubrange(place..<place + length, with: repeatElement(0xFF, count: length))
    case 2: payload.replaceSubrange(place..<place + length, with: generator.bytes(length))
    case 3: payload.removeSubrange(place..<place + length)
    case 4: payload.insert(contentsOf: generator.bytes(8), at: place)
    case 5: payload.removeSubrange(place...)
    case 6: payload += payload.suffix(place)
    default:
      // A number of fixed width, also one of a trailer.
      let width = generator.once(in: 2) ? 4 : 8
      guard payload.count >= width else { return payload.append(0xFF) }
      var start = Int.random(in: 0...payload.count - width, using: &generator) / width * width
      if generator.once(in: 2) { start = max(0, payload.count - width * (1 + place % 6)) }
      let number = extremes.randomElement(using: &generator) ?? 0
      for index in 0..<width {
        payload[start + index] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))
      }
    }
  }

  /// Asks an index whatever can be asked of it, and changes it in every way; returns how many of these
  /// were refused.
  private func exercise(_ disk: FaultyFileSystem) -> Int {
    var refused = 0
    func attempt(_ body: () throws -> Void) {
      do { try body() } catch {
        #expect(error is IndexError, "\(error)")
        refused += 1
      }
    }
    attempt { _ = try IndexCheck(directory: "index", fileSystem: disk).run() }
    attempt {
      let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
      let searcher = try index.searcher()
      for query in ["shared", "\"北市\"", "臺北", "alpha AND 会", "t*p?i", "sharde~1 OR own*"] {
        attempt {
          for hit in try searcher.search(query, limit: 5, countExactly: true) {
            _ = hit.document
            _ = try hit.excerpt(of: .body, width: 40)
          }
        }
      }
      attempt { _ = try searcher.search("台北", level: .exact) }
      attempt { _ = try searcher.search("shared", sort: .date(ascending: true)) }
      attempt { _ = try searcher.document(id: "d3") }
      attempt { _ = try searcher.facets(["kind"], for: Query("shared")) }
      attempt { _ = try searcher.completions(of: "sh") }
      attempt { _ = try searcher.moreLikeThis(id: "d3") }
      attempt { _ = try searcher.audit(samples: 2, seed: 1) }
      attempt { try index.update { try $0.add(CommitState.document(3, 1)) } }
      attempt { try index.update { _ = try $0.delete(id: "d4") } }
      attempt { try index.merge() }
    }
    attempt { _ = try SearchIndex.salvage(from: "index", into: "saved", fileSystem: disk) }
    return refused
  }

  @Test("never crash whoever reads or writes the index", arguments: 0..<4)
  func forged(part: Int) throws {
    var generator = FaultCampaign.generator("forged", part: part)
    var figures: [String: Int] = [:]
    let small = try CommitState.makeOld()
    let large = try SampleIndex.make().disk
    for round in 0..<FaultCampaign.rounds(75, campaign: 400) {
      // The large one has long lists, and takes twenty times as long to read.
      let disk = CommitState.copy(round % (FaultCampaign.isOn ? 4 : 25) == 0 ? large : small)
      let names = try disk.list("index").filter { $0 != WriterLock.name }
      let name = names[(round + part) % names.count]
      let forgery = Forgery(on: disk)
      var payload = try forgery.payload(of: name)
      for _ in 0..<Int.random(in: 1...3, using: &generator) { harm(&payload, using: &generator) }
      try forgery.replace(name, with: payload)
      figures["forged", default: 0] += 1
      figures[exercise(disk) > 0 ? "refused" : "answered", default: 0] += 1
    }
    #expect(figures["refused", default: 0] > 10)
    try FaultCampaign.report("forged files", figures)
  }
}
