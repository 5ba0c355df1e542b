/// Reads strings as UTF-16, which ICU and our folds work on.
enum UTF16Reading {
  /// Puts the UTF-16 units of a text into `units`, whose former content goes.
  ///
  /// A string is sound UTF-8 always, so that nothing has to be checked: this takes a third of the time
  /// of a converter that does.
  static func read(_ text: String, into units: inout [UInt16]) {
    var text = text
    text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: bytes.count) { memory in
        guard let first = bytes.baseAddress, let start = memory.baseAddress else {
          units.removeAll(keepingCapacity: true)
          return
        }
        let count = convert(first, bytes.count, into: start)
        units.become(UnsafeBufferPointer(rebasing: memory[..<count]))
      }
    }
  }

  /// Converts sound UTF-8 and returns how many units it makes: at most one for each byte.
  private static func convert(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, into units: UnsafeMutablePointer<UInt16>
  ) -> Int {
    var at = 0
    var made = 0
    func continuation(_ offset: Int) -> UInt32 { UInt32(bytes[at &+ offset] & 0x3F) }
    while at < count {
      let lead = UInt32(bytes[at])
      if lead & 0xF0 == 0xE0 {
        let unit = (lead & 0xF) &<< 12 | continuation(1) &<< 6 | continuation(2)
        units[made] = UInt16(truncatingIfNeeded: unit)
        at &+= 3
      } else if lead < 0x80 {
        units[made] = UInt16(truncatingIfNeeded: lead)
        at &+= 1
      } else if lead < 0xE0 {
        units[made] = UInt16(truncatingIfNeeded: (lead & 0x1F) &<< 6 | continuation(1))
        at &+= 2
      } else {
        let above =
          (lead & 7) &<< 18 | continuation(1) &<< 12 | continuation(2) &<< 6 | continuation(3)
        let rest = above &- 0x1_0000
        units[made] = UInt16(truncatingIfNeeded: 0xD800 | rest &>> 10)
        made &+= 1
        units[made] = UInt16(truncatingIfNeeded: 0xDC00 | rest & 0x3FF)
        at &+= 4
      }
      made &+= 1
    }
    return made
  }
}

extension Array {
  /// Becomes a copy of some elements, in the memory that it has: a new array would ask for its type at
  /// run time, which takes longer than a query's word.
  @inline(__always)
  mutating func become(_ elements: UnsafeBufferPointer<Element>) {
    removeAll(keepingCapacity: true)
    append(contentsOf: elements)
  }
}
