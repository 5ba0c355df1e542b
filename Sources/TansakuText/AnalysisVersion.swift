internal import CTansakuICU

/// Names the way in which texts are cut and folded.
///
/// Texts that were analyzed in another way than the query may be missed, so an index remembers how
/// its texts were.
package enum AnalysisVersion {
  /// To be raised whenever our rules or tables change what tokens a text gives.
  private static let rules = 5

  /// The way of this process.
  package static var current: String { "rules \(rules), ICU \(icu)" }

  /// The version of ICU: `72.1`.
  package static var icu: String { String(cString: tansaku_icu_version()) }
}
