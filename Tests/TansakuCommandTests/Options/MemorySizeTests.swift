import Testing

@testable import TansakuCommand

@Suite("Amounts of memory") struct MemorySizeTests {
  @Test(
    "Numbers take units",
    arguments: [
      ("64M", 64 << 20), ("1g", 1 << 30), ("512k", 512 << 10), ("100000000", 100_000_000),
      ("64MB", 64 << 20), ("64MiB", 64 << 20), ("5B", 5),
    ])
  func units(text: String, bytes: Int) { #expect(MemorySize(argument: text)?.bytes == bytes) }

  @Test(
    "What is no amount is refused",
    arguments: ["", "M", "-1M", "1.5G", "12X", "64 M", "9223372036854775807G", "٣M"])
  func refused(text: String) { #expect(MemorySize(argument: text) == nil) }

  @Test("More memory is more for the inverted texts, and never all of it") func budget() {
    var last = 0
    for size in [64, 128, 256, 1024, 65536] {
      let budget = MemoryBudget(bytes: size << 20)
      #expect(budget.update > last)
      #expect(budget.update >= 4 << 20)
      #expect(budget.update + budget.documentLimit < size << 20)
      last = budget.update
    }
  }
}
