extension TermTable {
  /// Calls `body` with the slot of every term, its layer's byte and a number that sorts terms of one
  /// layer by their first three characters.
  func forEachSlot(_ body: (_ slot: Int, _ layer: UInt8, _ prefix: UInt64) -> Void) {
    for slot in 0..<1 << slotBits where slots[slot].key != 0 {
      let key = slots[slot].key
      if key & TermKey64.hashed == 0 {
        let prefix = (key >> 40 & 0xFFFF) << 42 | (key >> 24 & 0xFFFF) << 21 | key >> 8 & 0xFFFF
        body(slot, UInt8(truncatingIfNeeded: key >> 56), prefix)
      } else {
        let scalars = scalars(at: slot)
        let prefix = (0..<3).reduce(UInt64(0)) { prefix, index in
          prefix << 21 | (index < scalars.count ? UInt64(scalars[scalars.startIndex + index]) : 0)
        }
        body(slot, UInt8(truncatingIfNeeded: texts[Int(slots[slot].text)]), prefix)
      }
    }
  }

  /// The characters of the term in a slot.
  func scalars(at slot: Int) -> ArraySlice<UInt32> {
    let record = slots[slot]
    if record.key & TermKey64.hashed == 0 {
      let all = [40, 24, 8].map { UInt32(truncatingIfNeeded: record.key >> UInt64($0) & 0xFFFF) }
      return all[..<Int(record.key & 0xFF)]
    }
    let start = Int(record.text) + 1
    return texts[start..<start + TextHeader(bits: texts[start - 1]).count]
  }

  /// Puts the key of the term in a slot, its layer's byte and its text in UTF-8, into `key`; returns
  /// whether it keeps positions.
  func readTerm(at slot: Int, into key: inout [UInt8]) -> Bool {
    key.removeAll(keepingCapacity: true)
    let record = slots[slot]
    if record.key & TermKey64.hashed == 0 {
      key.append(UInt8(truncatingIfNeeded: record.key >> 56))
      for index in 0..<record.key & 0xFF {
        let scalar = record.key >> (40 - 16 * index) & 0xFFFF
        TermKey.appendUTF8(of: UInt32(scalar), to: &key)
      }
      return record.text == 1
    }
    let header = TextHeader(bits: texts[Int(record.text)])
    key.append(UInt8(header.bits & 0xFF))
    for index in 1...header.count {
      TermKey.appendUTF8(of: texts[Int(record.text) + index], to: &key)
    }
    return header.hasPositions
  }

  /// Reads the occurrences of the term in a slot back, document by document.
  func readOccurrences(at slot: Int, hasPositions: Bool, into result: Occurrences) {
    let record = slots[slot]
    var stream = arena.read(from: record.streamStart, to: record.tail)
    var document = UInt32.max
    // Of its own while the loop runs, so that nothing has to be written back at each step.
    var documents = result.documents
    var frequencies = result.frequencies
    documents.removeAll()
    frequencies.removeAll()
    if hasPositions {
      var deltas = result.deltas
      deltas.removeAll()
      var frequency: UInt32 = 0
      while !stream.isAtEnd {
        let value = stream.next()
        if value & 1 == 1 {
          if frequency > 0 { frequencies.append(frequency) }
          document &+= value >> 1
          documents.append(document)
          deltas.append(stream.next())
          frequency = 1
        } else {
          deltas.append(value >> 1)
          frequency &+= 1
        }
      }
      frequencies.append(frequency)
      result.deltas = deltas
    } else {
      while !stream.isAtEnd {
        let value = stream.next()
        let before: UInt32 = value & 1 == 1 ? 1 : stream.next()
        if documents.count > 0 { frequencies.append(before) }
        document &+= value >> 1
        documents.append(document)
      }
      frequencies.append(record.last)
      result.deltas.removeAll()
    }
    result.documents = documents
    result.frequencies = frequencies
  }
}
