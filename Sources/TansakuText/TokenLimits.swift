/// What a token has at most.
package enum TokenLimits {
  /// The longest unit or word that is a token, in folded characters.
  ///
  /// A longer unit is cut into pieces at adjoining positions, so that it is still found as a run;
  /// a longer word is found by its units alone.
  package static let longest = 64
}
