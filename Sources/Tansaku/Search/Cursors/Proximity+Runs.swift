extension Proximity {
  /// Where a part stands that always takes the same number of positions.
  struct Run {
    /// Where some unit of the part is: never falling, those in the title twice or more.
    let positions: UnsafeMutableBufferPointer<UInt32>
    /// How far behind the start of the part that unit is.
    let offset: Int
    /// How many positions the part takes.
    let length: Int

    init(positions: UnsafeMutableBufferPointer<UInt32>, offset: Int, length: Int) {
      self.positions = positions
      self.offset = offset
      self.length = length
    }

    /// None.
    init() {
      self.init(
        positions: UnsafeMutableBufferPointer(start: nil, count: 0), offset: 0, length: 0)
    }

    @inline(__always)
    fileprivate func start(_ index: Int) -> Int { Int(positions[index]) &- offset }

    /// Whether any place is in a field.
    func reaches(_ field: Field) -> Bool {
      positions.indices.contains { isInTitle($0) == (field == .title) }
    }

    /// Whether a place is in the title.
    @inline(__always)
    fileprivate func isInTitle(_ index: Int) -> Bool {
      let position = positions[index]
      return index > 0 && positions[index &- 1] == position
        || index &+ 1 < positions.count && positions[index &+ 1] == position
    }
  }

  /// Adds the places where a part stands, in a field or in any; returns whether there are any.
  mutating func add(_ run: Run, of part: Int, in field: Field?) -> Bool {
    let before = all.count
    var last: UInt32?
    for index in 0..<run.positions.count where run.positions[index] != last {
      last = run.positions[index]
      let start = run.start(index)
      let isInTitle = run.isInTitle(index)
      // A unit so near the beginning of the text is no part of a phrase that has it further back.
      guard let start = UInt32(exactly: start), field == nil || (field == .title) == isInTitle
      else { continue }
      let end = UInt32(clamping: Int(start) + run.length)
      add(Place(start: start, end: end, isInTitle: isInTitle), of: part)
    }
    return all.count > before
  }

  /// Whether two parts are near each other, in a field or in any.
  ///
  /// Means the same as `holds(_:distance:)` of their places, and goes through both side by side
  /// without making any.
  static func holds(_ one: Run, _ other: Run, distance: Int, in field: Field?) -> Bool {
    let reach = distance &+ other.length
    var first = 0
    for index in 0..<one.positions.count {
      let start = one.start(index)
      let end = start &+ one.length
      while first < other.positions.count, other.start(first) < start &- reach { first &+= 1 }
      if first == other.positions.count { return false }
      var at = first
      while at < other.positions.count {
        let met = other.start(at)
        if met > end &+ distance { break }
        if met >= end || met &+ other.length <= start {
          let isInTitle = one.isInTitle(index)
          if isInTitle == other.isInTitle(at), field == nil || (field == .title) == isInTitle {
            return true
          }
        }
        at &+= 1
      }
    }
    return false
  }
}
