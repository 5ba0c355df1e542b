internal import CTansakuICU

/// Puts texts into the order that a language gives them.
///
/// The order is that of Unicode Technical Standard 10 as the CLDR tailors it: kana by sound, Han by
/// pinyin for `zh` and by strokes for `zh-Hant`, ä after z for `sv`. Texts are compared by keys, which
/// are made once for each. May be shared by threads: ICU only reads while keys are made.
package final class Collator: @unchecked Sendable {
  private let collator: OpaquePointer

  /// The collator of a language.
  ///
  /// - Parameter languageTag: its BCP 47 tag, with a choice of order where it has several
  ///   (`zh-u-co-stroke`); empty for the order of no language. A language that ICU does not know has
  ///   that one too.
  ///   Nil comes of a tag that is not well formed.
  /// - Throws: `TextError` where ICU has no memory.
  package init?(languageTag: String) throws(TextError) {
    // A C string would end at a 0.
    if languageTag.utf8.contains(0) { return nil }
    var status: Int32 = 0
    let tag = languageTag == "und" ? "" : languageTag
    guard let collator = tansaku_collator_open(tag, &status) else {
      if status == Int32.min { return nil }
      throw TextError.icu(status, doing: "loading the order of \(languageTag)")
    }
    self.collator = collator
  }

  deinit { tansaku_collator_close(collator) }

  /// Appends the key of a text to `keys`: bytes that are compared one by one, without a 0.
  ///
  /// - Complexity: one to two microseconds for a title.
  package func appendKey(of text: String, to keys: inout [UInt8]) throws(TextError) {
    let units = Array(text.utf16)
    // Most titles need less; the length is told where they do not.
    var room = [UInt8](repeating: 0, count: 8 * units.count + 32)
    var length = key(of: units, in: &room)
    if length > room.count {
      room = [UInt8](repeating: 0, count: length)
      length = key(of: units, in: &room)
    }
    guard length > 0, length <= room.count else {
      throw TextError.icu(0, doing: "making a key of a title")
    }
    keys.append(contentsOf: room[..<(length - 1)])
  }

  private func key(of units: [UInt16], in room: inout [UInt8]) -> Int {
    Int(
      tansaku_collator_key(
        collator, units, Int32(clamping: units.count), &room, Int32(clamping: room.count)))
  }
}
