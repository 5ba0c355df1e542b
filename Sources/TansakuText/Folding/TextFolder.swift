/// Folds whole texts, so that the same thing written in different forms becomes the same characters.
///
/// What the fold is stands in ``ClusterFolder``; this type does it fast, by a table for the
/// characters that fold one to one, and keeps the way back to the text as written.
/// Not for two threads at once.
package final class TextFolder {
  let table: CharacterTable
  private let folder: ClusterFolder
  private static let longestRun = 256
  private let run: UnsafeMutablePointer<UInt32>
  /// Where the characters of a run begin, and behind the last where it ends.
  private let places: UnsafeMutablePointer<Int32>

  /// A folder whose tables fill as characters are met.
  package init(_ depth: FoldDepth = .full) {
    table = CharacterTable(depth)
    folder = ClusterFolder(depth)
    run = .allocate(capacity: TextFolder.longestRun)
    places = .allocate(capacity: TextFolder.longestRun + 1)
  }

  deinit {
    run.deallocate()
    places.deallocate()
  }

  /// The class of a folded character.
  @inline(__always)
  package func characterClass(_ scalar: UInt32) -> CharacterClass { table.characterClass(scalar) }

  /// Folds `text` into `folded`, whose former content goes.
  ///
  /// Takes time in proportion to the text.
  package func fold(_ text: UnsafeBufferPointer<UInt16>, into folded: inout FoldedText) {
    folded.removeAll(reserving: text.count)
    var at = 0
    while at < text.count {
      let count = foldRun(at: at, of: text)
      let first = Int32(truncatingIfNeeded: at)
      for index in 0...count { places[index] = first &+ Int32(truncatingIfNeeded: index) }
      folded.append(UnsafeBufferPointer(start: run, count: count), at: places)
      at += count
      if count < TextFolder.longestRun, at < text.count {
        at = foldCluster(at: at, of: text, into: &folded)
      }
    }
  }

  /// Folds characters into `run` as long as the table can fold each alone; returns how many.
  @inline(__always)
  private func foldRun(at start: Int, of text: UnsafeBufferPointer<UInt16>) -> Int {
    let end = min(text.count - start, TextFolder.longestRun)
    var count = 0
    while count < end {
      let entry = table.entry(text[start &+ count])
      if entry.isComplex { break }
      run[count] = entry.scalar
      count &+= 1
    }
    return count
  }

  /// The folded characters of a short text.
  package func fold(_ text: String) -> [UInt32] {
    var folded = FoldedText()
    Array(text.utf16).withUnsafeBufferPointer { fold($0, into: &folded) }
    return folded.scalars
  }

  /// Folds what hangs together around `start`, where a character stands that the table cannot fold
  /// alone, and returns where the text goes on.
  @inline(never)
  private func foldCluster(
    at start: Int, of text: UnsafeBufferPointer<UInt16>, into folded: inout FoldedText
  ) -> Int {
    var first = start
    if !TextFolder.hasBoundary(before: start, in: text), let last = folded.ends.last,
      Int(last) == start
    {
      // A mark that joins what was folded before it: take that back and fold both together.
      first = Int(folded.starts[folded.starts.count - 1])
      folded.removeLast(from: first)
    }
    var end = TextFolder.characterEnd(from: start, in: text)
    while end < text.count, !TextFolder.hasBoundary(before: end, in: text) {
      end = TextFolder.characterEnd(from: end, in: text)
    }
    for scalar in folder.fold(Array(text[first..<end])) {
      folded.append(scalar, from: first, to: end)
    }
    return end
  }

  private static func hasBoundary(before at: Int, in text: UnsafeBufferPointer<UInt16>) -> Bool {
    ClusterFolder.hasBoundary(before: scalar(at: at, in: text))
  }

  private static func characterEnd(from at: Int, in text: UnsafeBufferPointer<UInt16>) -> Int {
    UTF16.isLeadSurrogate(text[at]) && at + 1 < text.count && UTF16.isTrailSurrogate(text[at + 1])
      ? at + 2 : at + 1
  }

  private static func scalar(at index: Int, in text: UnsafeBufferPointer<UInt16>) -> UInt32 {
    let unit = UInt32(text[index])
    guard characterEnd(from: index, in: text) == index + 2 else { return unit }
    return 0x1_0000 + (unit - 0xD800) << 10 + (UInt32(text[index + 1]) - 0xDC00)
  }
}
