import Testing

@testable import TansakuCommand

@Suite("What a person reads") struct PrintableTests {
  @Test(
    "Numbers have so many digits behind the point",
    arguments: [
      (0.0, 2, "0.00"), (1.005, 1, "1.0"), (0.05, 1, "0.1"), (-0.26, 1, "-0.3"), (12.5, 0, "13"),
      (999.999, 2, "1000.00"), (0.001, 3, "0.001"), (5.942787, 2, "5.94"),
    ])
  func fixedPlaces(value: Double, places: Int, text: String) {
    #expect(fixed(value, places) == text)
  }

  @Test(
    "Thousands stand apart",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (67721, "67,721"), (1_234_567, "1,234,567"),
    ])
  func thousands(number: Int, text: String) { #expect(grouped(number) == text) }

  @Test("One thing is one, and others are many") func plurals() {
    #expect(counted(1, "document") == "1 document")
    #expect(counted(0, "document") == "0 documents")
    #expect(counted(2, "entry", "entries") == "2 entries")
  }

  @Test("Control characters are replaced one for one") func controls() {
    #expect("a\u{1B}[1m\u{7F}\u{9B}\n".withoutControls() == "a\u{FFFD}[1m\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect("a\n\tb".withoutControls(keeping: "\n") == "a\n\u{FFFD}b")
    #expect("台北 é".withoutControls() == "台北 é")
  }

  @Test("The time left is hours, minutes and seconds") func timeLeft() {
    #expect(IndexProgress.time(0) == "0:00")
    #expect(IndexProgress.time(4.2) == "0:05")
    #expect(IndexProgress.time(125) == "2:05")
    #expect(IndexProgress.time(.infinity) == "277777:46:40")
  }

  @Test("The columns of a table stand below one another") func table() {
    var table = TextTable(["text", "n"])
    table.add(["台北", "1"])
    table.add(["Taipei", "22"])
    table.add(["", "3"])
    table.add(["京都", ""])
    #expect(table.lines == ["text    n", "台北    1", "Taipei  22", "        3", "京都"])
  }
}
