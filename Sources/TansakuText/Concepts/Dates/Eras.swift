internal import CTansakuTables

/// A way of counting years.
struct Era: Sendable, Equatable {
  /// What a number gains to become a year of our era; of a count that runs backwards, the year that it
  /// is taken from.
  var offset: Int
  /// The highest number that is used.
  var longest: Int
  /// The first year of our era whose months are those of our calendar; before it, an expression tells
  /// the year alone.
  var firstSolarYear = 0
  /// Whether the years count backwards from the era's beginning.
  var isBackwards = false

  /// The years of our era.
  static let common = Era(offset: 0, longest: CalendarDate.years.upperBound)
  /// The Buddhist Era of Thailand, Laos and Cambodia.
  static let buddhist = Era(offset: -543, longest: 9999)

  /// The year of our era with a number of this one; nil where the era has no such year.
  func year(_ number: Int) -> Int? {
    guard 1...longest ~= number else { return nil }
    let year = isBackwards ? offset - number : offset + number
    return CalendarDate.years.contains(year) ? year : nil
  }
}

/// The names of eras, as they stand before the number of a year.
final class EraNames: Sendable {
  static let shared = EraNames()

  /// The eras of a name, those that are meant rather first; none where the years before our era are
  /// counted, which no date has.
  private let names: WordSet<[Candidate]>

  /// An era with its name as written, for the names of several eras may fold to the same.
  private struct Candidate {
    let era: Era
    let written: [UInt16]
  }

  private init() {
    var eras: [(name: String, era: Era?)] = []
    func add(_ names: String, _ era: Era?) {
      for name in Literal.words(names) { eras.append((name, era)) }
    }
    add("明治 메이지 명치 meiji", Era(offset: 1867, longest: 60, firstSolarYear: 1873))
    add("大正 다이쇼 대정 taisho", Era(offset: 1911, longest: 30))
    add("昭和 쇼와 소화 showa", Era(offset: 1925, longest: 120))
    add("平成 헤이세이 평성 heisei", Era(offset: 1988, longest: 60))
    add("令和 레이와 reiwa", Era(offset: 2018, longest: 99))
    add("民國 中華民國 minguo roc 중화민국 민국", Era(offset: 1911, longest: 300))
    add("民前 民國前 中華民國前", Era(offset: 1912, longest: 300, isBackwards: true))
    add(
      "西暦 西元 公元 公曆 公暦 西历 서기 서력 ad a.d. a.d ce ค.ศ. ค.ศ คริสต์ศักราช គ.ស. គ.ស ຄ.ສ. ຄ.ສ सन् सन ईस्वी ई.",
      .common)
    add("พ.ศ. พ.ศ พุทธศักราช ព.ស. ព.ស ພ.ສ. ພ.ສ 佛曆 仏暦 佛历 佛紀 b.e. b.e", .buddhist)
    add("불기", Era(offset: -544, longest: 9999))
    add("皇紀 神武紀元", Era(offset: -660, longest: 3000))
    add("檀紀 檀君紀元 단기 단군기원", Era(offset: -2333, longest: 5000))
    add("主體 주체", Era(offset: 1911, longest: 200))
    add("紀元前 公元前 西元前 西暦前 기원전 前", nil)
    eras += EraNames.reigns()

    var order: [[UInt32]] = []
    var grouped: [[UInt32]: (name: String, eras: [Candidate])] = [:]
    for (name, era) in eras {
      let folded = Literal.fold(name)
      if grouped[folded] == nil { order.append(folded) }
      if let era {
        grouped[folded, default: (name, [])].eras.append(
          Candidate(era: era, written: Array(name.utf16)))
      } else {
        grouped[folded] = (name, [])
      }
    }
    names = WordSet(
      order.compactMap { folded in
        grouped[folded].map { ($0.name, $0.eras.sorted { $0.era.longest > $1.era.longest }) }
      })
  }

  /// Reign titles: of Japan, each as long as until the next, and of its neighbours.
  private static func reigns() -> [(name: String, era: Era?)] {
    var reigns: [(first: Int, name: String, years: Int?)] = []
    for line in TableLines(tansaku_eras()) {
      guard line.count >= 2, let first = Int(line[0]) else { continue }
      reigns.append((first, line[1], line.count > 2 ? Int(line[2]) : nil))
    }
    return reigns.enumerated().map { place, reign in
      let next = place + 1 < reigns.count ? reigns[place + 1] : nil
      // Behind Japan's last stands another country's first.
      let end = next.flatMap { $0.years == nil ? $0.first : nil } ?? 1868
      return (
        reign.name,
        Era(
          offset: reign.first - 1, longest: reign.years ?? end - reign.first + 1,
          firstSolarYear: reign.first < 1896 ? .max : 0)
      )
    }
  }

  /// The era whose name ends before a place, where it counts up to `number`: where the name begins,
  /// and the era, nil for one that has no such year.
  func match(_ text: ConceptText, before end: Int, number: Int) -> (start: Int, era: Era?)? {
    guard let (start, eras) = names.match(text, before: end) else { return nil }
    let fitting = eras.filter { $0.era.year(number) != nil }
    let meant = fitting.first { text.isWritten($0.written, at: start..<end) } ?? fitting.first
    return (start, meant?.era)
  }

  /// The eras that Japanese writes with one capital letter.
  static func japanese(letter: UInt32) -> Era? {
    switch letter {
    case 0x6D: Era(offset: 1867, longest: 45, firstSolarYear: 1873)
    case 0x74: Era(offset: 1911, longest: 15)
    case 0x73: Era(offset: 1925, longest: 64)
    case 0x68: Era(offset: 1988, longest: 40)
    case 0x72: Era(offset: 2018, longest: 50)
    default: nil
    }
  }
}

/// The lines of a table that the program carries as text, each cut at its tabs.
struct TableLines: Sequence, IteratorProtocol {
  private var rest: Slice<UnsafeBufferPointer<UInt8>>

  init(_ table: tansaku_table) {
    rest = UnsafeBufferPointer(start: table.bytes, count: table.count)[...]
  }

  mutating func next() -> [String]? {
    if rest.isEmpty { return nil }
    let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    defer { rest = rest[end...].dropFirst() }
    return rest[..<end].split(separator: 0x09, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
