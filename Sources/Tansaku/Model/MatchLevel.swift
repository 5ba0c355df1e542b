/// How freely a text may be written to match a query: a dial from the strictest to the loosest.
///
/// One index serves all levels. Each level finds what the stricter ones find, and more:
///
/// | level | 臺北 also finds |
/// | --- | --- |
/// | `exact` | |
/// | `width` | 臺北 in compatibility forms; of Ｔａｉｐｅｉ, taipei |
/// | `variant` | 台北; of Łódź, Lodz |
/// | `meaning` | Taipei, タイペイ, 타이베이 |
/// | `sound` | what is read so: of `gaoxiong`, 高雄; of コンピューター, コンピュータ |
///
/// Below `meaning` a document matches where it matches by `meaning` and the part of its text that
/// does is written as the query is, at that level: 京都 finds no 東京都 at any level.
public enum MatchLevel: String, Sendable, Hashable, Comparable, CaseIterable {
  /// The characters as written, separators among them; only canonically equivalent ones (Unicode
  /// Standard, 3.7) are the same.
  case exact
  /// Width, case and compatibility forms do not matter (NFKC_Casefold), nor which separators
  /// stand between words.
  case width
  /// Variant characters and the diacritics of Latin letters do not matter either.
  case variant
  /// Cities and other things that have many names are found by all of them.
  case meaning
  /// What is only read as the query is, is found too, after all that matches by `meaning`.
  case sound

  private var looseness: Int {
    switch self {
    case .exact: 0
    case .width: 1
    case .variant: 2
    case .meaning: 3
    case .sound: 4
    }
  }

  /// Whether one level is stricter than another.
  public static func < (one: MatchLevel, other: MatchLevel) -> Bool {
    one.looseness < other.looseness
  }
}
