/// What can be asked of a table whose terms are sorted.
extension TermTable {
  /// The place of a term among the sorted ones, which stands for the term.
  typealias Place = Int

  /// Whether the term of a sorted record stands in the pool of texts.
  @inline(__always)
  private func isText(_ record: Record) -> Bool { TermOrder(number: record.key).isShared }

  /// Whether the term of a sorted record comes before that of a record of another table, or of this
  /// one.
  @inline(__always)
  func precedes(_ one: Record, _ other: Record, of table: TermTable) -> Bool {
    if one.key != other.key { return one.key < other.key }
    return isText(one) && scalars(one).lexicographicallyPrecedes(table.scalars(other))
  }

  /// Whether two sorted records of two tables are of the same term.
  @inline(__always)
  func equals(_ one: Record, _ other: Record, of table: TermTable) -> Bool {
    one.key == other.key && (!isText(one) || scalars(one).elementsEqual(table.scalars(other)))
  }

  /// The characters of a term in the pool of texts.
  private func scalars(_ record: Record) -> UnsafeBufferPointer<UInt32> {
    let start = Int(record.text)
    return UnsafeBufferPointer(
      start: texts.base + start + 1, count: TextHeader(bits: texts.base[start]).count)
  }

  /// The first place whose term does not come before that of a record of another table.
  func firstPlace(notBefore bound: Record, of table: TermTable) -> Place {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if precedes(slots[middle], bound, of: table) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Puts the key of a term, its layer's byte and its text in UTF-8, into `key`; returns whether it
  /// keeps positions.
  func readTerm(at place: Place, into key: inout [UInt8]) -> Bool {
    key.removeAll(keepingCapacity: true)
    let record = slots[place]
    key.append(UInt8(truncatingIfNeeded: record.key >> 56))
    if isText(record) {
      for scalar in scalars(record) { TermKey.appendUTF8(of: scalar, to: &key) }
      return TextHeader(bits: texts.base[Int(record.text)]).hasPositions
    }
    for index in 0..<(record.key & 0xFF) &>> 1 {
      let scalar = record.key &>> (40 &- 16 &* index) & 0xFFFF
      TermKey.appendUTF8(of: UInt32(scalar), to: &key)
    }
    return record.key & 1 == 1
  }

  /// Reads where a term's stream begins, for the sake of having it in the processor's cache when the
  /// term's turn comes.
  @inline(__always)
  func touchOccurrences(at place: Place) -> UInt8 { arena.touch(slots[place].streamStart) }

  /// Reads the occurrences of a term back, document by document.
  func readOccurrences(at place: Place, hasPositions: Bool, into result: Occurrences) {
    let record = slots[place]
    var stream = arena.read(from: record.streamStart, to: record.tail)
    result.removeAll()
    // No number takes less than a byte, and a document takes two where there are positions.
    let length = arena.length(to: record.tail)
    result.reserve(documents: hasPositions ? length / 2 : length, deltas: hasPositions ? length : 0)
    var document = UInt32.max
    let documents = result.documents.base
    let frequencies = result.frequencies.base
    var count = 0
    if hasPositions {
      let deltas = result.deltas.base
      var deltaCount = 0
      var firstDelta = 0
      while !stream.isAtEnd {
        let value = stream.next()
        if value & 1 == 1 {
          document &+= value &>> 1
          documents[count] = document
          if count > 0 {
            frequencies[count &- 1] = UInt32(truncatingIfNeeded: deltaCount &- firstDelta)
          }
          firstDelta = deltaCount
          count &+= 1
          deltas[deltaCount] = stream.next()
        } else {
          deltas[deltaCount] = value &>> 1
        }
        deltaCount &+= 1
      }
      frequencies[count - 1] = UInt32(truncatingIfNeeded: deltaCount - firstDelta)
      result.setCounts(documents: count, deltas: deltaCount)
    } else {
      while !stream.isAtEnd {
        let value = stream.next()
        let before: UInt32 = value & 1 == 1 ? 1 : stream.next()
        if count > 0 { frequencies[count &- 1] = before }
        document &+= value &>> 1
        documents[count] = document
        count &+= 1
      }
      frequencies[count - 1] = record.last
      result.setCounts(documents: count, deltas: 0)
    }
  }
}
