/// Tokens on their way to whoever wants them: memory for so many, which is used again.
struct TokenRoom {
  private let memory: UnsafeMutableBufferPointer<Token>
  private var count = 0

  /// An empty room in memory that outlives it.
  init(_ memory: UnsafeMutableBufferPointer<Token>) { self.memory = memory }

  /// How many more tokens there is room for.
  @inline(__always) var left: Int { memory.count &- count }

  /// The tokens; valid until there are others.
  var tokens: UnsafeBufferPointer<Token> { UnsafeBufferPointer(rebasing: memory[..<count]) }

  /// Adds a token, for which there must be room.
  @inline(__always)
  mutating func append(_ kind: Token.Kind, at position: UInt32, _ start: Int, length: Int) {
    memory.initializeElement(
      at: count,
      to: Token(
        kind: kind, position: position, start: Int32(truncatingIfNeeded: start),
        length: Int32(truncatingIfNeeded: length)))
    count &+= 1
  }

  /// Forgets the tokens.
  mutating func removeAll() { count = 0 }
}

/// A walk over the characters of a text that finds its units and grams.
struct UnitWalk {
  let classes: UnsafeBufferPointer<CharacterClass>
  private var at = 0
  /// How many positions were given.
  private(set) var position: UInt32 = 0
  /// How many characters were no separators.
  private(set) var characters = 0

  init(classes: UnsafeBufferPointer<CharacterClass>) { self.classes = classes }

  /// Gives characters their positions and adds tokens, until the room is full or the text ends;
  /// returns whether more may come.
  mutating func findTokens(
    _ positions: UnsafeMutableBufferPointer<UInt32>, into room: inout TokenRoom
  ) -> Bool {
    let count = classes.count
    var (at, position, characters, found) = (at, position, characters, room)
    defer { (self.at, self.position, self.characters, room) = (at, position, characters, found) }
    while at < count {
      if found.left == 0 { return true }
      let kind = classes[at]
      var end = at &+ 1
      switch kind {
      case .run:
        let limit = min(count, at &+ found.left)
        while end < limit, classes[end] == .run { end &+= 1 }
        // All but the last surely have another behind them.
        for index in at..<end &- 1 {
          found.append(.gram, at: position, index, length: 2)
          positions[index] = position
          position &+= 1
        }
        let isPaired = end < count && classes[end] == .run
        found.append(.gram, at: position, end &- 1, length: isPaired ? 2 : 1)
        positions[end &- 1] = position
        position &+= 1
        characters &+= end &- at
      case .letter, .digit:
        let limit = min(count, at &+ TokenLimits.longest)
        while end < limit, classes[end] == kind { end &+= 1 }
        found.append(.unit, at: position, at, length: end &- at)
        for index in at..<end { positions[index] = position }
        position &+= 1
        characters &+= end &- at
      case .separator:
        positions[at] = AnalyzedText.separatorPosition
      }
      at = end
    }
    return false
  }
}

/// A walk over ICU's boundaries that finds the words between them.
struct WordWalk {
  let classes: UnsafeBufferPointer<CharacterClass>
  let scalars: UnsafeBufferPointer<UInt32>
  let starts: UnsafeBufferPointer<Int32>
  let boundaries: UnsafeBufferPointer<Int32>
  let positions: UnsafeBufferPointer<UInt32>
  let cities: UnsafeBufferPointer<CityMention>
  private var at = 0
  private var city = 0
  /// The first boundary is no end of a word.
  private var boundary = 1

  init(
    classes: UnsafeBufferPointer<CharacterClass>, scalars: UnsafeBufferPointer<UInt32>,
    starts: UnsafeBufferPointer<Int32>, boundaries: UnsafeBufferPointer<Int32>,
    positions: UnsafeBufferPointer<UInt32>, cities: UnsafeBufferPointer<CityMention>
  ) {
    self.classes = classes
    self.scalars = scalars
    self.starts = starts
    self.boundaries = boundaries
    self.positions = positions
    self.cities = cities
  }

  /// Adds words until the room is full or the text ends; returns whether more may come.
  ///
  /// Not part of its caller, which would leave its loop few registers.
  @inline(never)
  mutating func findTokens(into room: inout TokenRoom) -> Bool {
    let longest = TokenLimits.longest
    let (classes, starts, boundaries) = (classes, starts, boundaries)
    let count = scalars.count
    var (at, boundary, found) = (at, boundary, room)
    defer { (self.at, self.boundary, room) = (at, boundary, found) }
    while boundary < boundaries.count {
      if found.left == 0 { return true }
      let end = boundaries[boundary]
      boundary &+= 1
      var first = at
      while at < count, starts[at] < end { at &+= 1 }
      var last = at
      while first < last, classes[first] == .separator { first &+= 1 }
      while first < last, classes[last &- 1] == .separator { last &-= 1 }
      guard first < last, last &- first <= longest, !isUnit(from: first, to: last) else { continue }
      while city < cities.count, cities[city].range.upperBound <= first { city += 1 }
      if city < cities.count, isAnotherName(first..<last, inside: cities[city]) { continue }
      found.append(.word, at: positions[first], first, length: last &- first)
    }
    return false
  }

  /// Whether a word is one unit, which is a token already.
  @inline(__always)
  private func isUnit(from first: Int, to last: Int) -> Bool {
    let kind = classes[first]
    if kind == .run { return false }
    var index = first &+ 1
    while index < last, classes[index] == kind { index &+= 1 }
    return index == last
  }

  /// Whether ICU cut a name of another city out of the name of a city: 东|京都 holds no 京都.
  private func isAnotherName(_ range: Range<Int>, inside mention: CityMention) -> Bool {
    guard range.overlaps(mention.range), range != mention.range,
      let city = CityTable.shared.isName(scalars[range])
    else { return false }
    return city != mention.city
  }
}
