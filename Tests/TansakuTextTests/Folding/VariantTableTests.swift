import FoundationEssentials
import TansakuText
import Testing

@Suite("Variant characters")
struct VariantTableTests {
  /// The kinds of `Tables/variants.tsv` that this table alone decides.
  ///
  /// The others need NFKC_Casefold, the numeral rule or a soft fold, and are tested where those are.
  static let ownKinds: Set<String> = [
    "ja-Hant", "ja-Hans", "Hant-Hans", "name or print variant", "word",
    "needed for simplified, costs precision", "look-alike or false friend", "look-alike",
  ]

  static func fold(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { VariantTable.shared.fold($0.value) }
  }

  @Test("characters written for one another fold together, look-alikes stay apart")
  func acceptance() throws {
    var rowsByExpectation: [String: Int] = [:]
    for row in try rows(of: "variants.tsv").dropFirst() {
      let (a, b, expected, kind) = (row[0], row[1], row[2], row[3])
      guard Self.ownKinds.contains(kind) else { continue }
      rowsByExpectation[expected, default: 0] += 1
      let joined = Self.fold(a) == Self.fold(b)
      #expect(joined == (expected != "different"), "\(a) \(b): \(expected), \(kind)")
    }
    #expect(rowsByExpectation == ["same": 324, "accepted merge": 26, "different": 22])
  }

  @Test("the packed table says what the readable one says, for every scalar")
  func packedEqualsReadable() throws {
    let file = repositoryRoot.appending(path: "Sources/CTansakuTables/variants.tsv")
    var readable: [UInt32: UInt32] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let scalars = line.unicodeScalars.map(\.value)
      try #require(scalars.count == 3 && scalars[1] == 9)
      readable[scalars[0]] = scalars[2]
    }
    #expect(readable.count > 3000)
    let wrong = (0...0x10FFFF).first {
      VariantTable.shared.fold($0) != readable[$0, default: $0]
    }
    #expect(wrong == nil)
  }

  @Test("a character has variants where others fold to it")
  func variants() {
    let table = VariantTable.shared
    var representatives: Set<UInt32> = []
    for scalar: UInt32 in 0...0x3FFFF where table.fold(scalar) != scalar {
      representatives.insert(table.fold(scalar))
    }
    let wrong = (0...0x3FFFF as ClosedRange<UInt32>).first {
      table.hasVariants($0) != representatives.contains($0)
    }
    #expect(wrong == nil && representatives.count > 2_000)
  }

  @Test("folding twice changes nothing")
  func idempotent() {
    let table = VariantTable.shared
    let wrong = (0...0x10FFFF as ClosedRange<UInt32>).first {
      table.fold(table.fold($0)) != table.fold($0)
    }
    #expect(wrong == nil)
  }

  @Test("scalars outside Unicode stay as they are")
  func outside() {
    for scalar: UInt32 in [0x110000, 0x7FFF_FFFF, .max] {
      #expect(VariantTable.shared.fold(scalar) == scalar)
    }
  }

  @Test("the documented example holds")
  func example() {
    #expect(VariantTable.shared.fold(0x6FA4) == 0x6CA2)
  }
}
