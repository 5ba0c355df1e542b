/// A place in a text where a number is written.
package struct NumberMention: Sendable, Equatable {
  /// How a number is written, as far as it matters for finding it.
  package enum Writing: Sendable, Equatable {
    /// In digits alone: a word of the index says it already.
    case digits
    /// In one character of Han before a word that counts: so does a gram, 九条.
    case character
    /// As one word: so does that word, `thirteen`.
    case word
    /// In any other way, which only a term of its own makes one with the digits.
    case other
  }

  /// Its value.
  package var value: UInt64
  /// Whether it tells a place in an order: 第5, 5th.
  package var isOrdinal: Bool
  package var writing: Writing
  /// The number's folded characters, as a range of the folded text; an ordinal's with 第 and with the
  /// word that counts.
  package var range: Range<Int>

  /// A mention of its parts.
  package init(value: UInt64, isOrdinal: Bool, writing: Writing, range: Range<Int>) {
    self.value = value
    self.isOrdinal = isOrdinal
    self.writing = writing
    self.range = range
  }

  /// Its terms in the index; none where words and grams of the text say it already.
  package var terms: [String] {
    switch (writing, isOrdinal) {
    case (.digits, true): [NumberTerm.ordinal(value)]
    case (.other, true): [NumberTerm.ordinal(value), NumberTerm.cardinal(value)]
    case (.other, false): [NumberTerm.cardinal(value)]
    case (.digits, false), (.character, _), (.word, _): []
    }
  }
}

/// The terms that numbers have in the index: `13`, and `#5` for what is the fifth.
package enum NumberTerm {
  /// The term of a number that counts.
  package static func cardinal(_ value: UInt64) -> String { String(value) }
  /// The term of a place in an order.
  package static func ordinal(_ value: UInt64) -> String { "#\(value)" }
}

/// The other ways to write a number that are terms of the index by themselves.
package enum NumberForms {
  /// The English words for a number: `thirteen`, or `thirteenth`.
  ///
  /// Not those that mean something else more often: `one`, `second`.
  package static func words(of value: UInt64, isOrdinal: Bool) -> [String] {
    SpelledNumbers.shared.words(of: value, isOrdinal: isOrdinal)
  }

  /// The one character of Han that writes a number, folded; nil where it takes several.
  package static func character(of value: UInt64) -> UInt32? {
    let characters: [UInt64: Unicode.Scalar] = [
      1: "一", 2: "二", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十", 100: "百",
      1000: "千",
    ]
    return characters[value].map { UInt32(folded: $0) }
  }
}
