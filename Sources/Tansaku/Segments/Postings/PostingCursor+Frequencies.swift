import TansakuStorage

/// How often the term occurs: read of a block only when somebody asks, and then as little as serves.
extension PostingCursor {
  /// So many frequencies of a block are picked before all are read: that costs as much.
  static let mostPicked = 6

  /// Whether the block at hand is a list.
  var isList: Bool { held != PostingsFormat.blockSize || entries.count == 0 }

  /// The parameter of the block's frequencies.
  private var frequencyParameter: Int {
    let first = Int(unreadBlock.first ?? 0)
    return PostingsFormat.frequencyParameter(at: isList ? first & 7 : first >> 5)
  }

  /// The frequency of the document at hand, without those of the others.
  @inline(never)
  func pickFrequency() -> UInt32 {
    guard picked < PostingCursor.mostPicked, let frequency = pick(at) else {
      return blockFrequencies[at]
    }
    return frequency &+ 1
  }

  /// A frequency less one; nil where the bytes end too early.
  private func pick(_ place: Int) -> UInt32? {
    let run = isList ? place / PostingsFormat.frequenciesInRun : 0
    guard movePicker(to: run) else { return nil }
    picked &+= 1
    var picker = picker
    defer { self.picker = picker }
    return picker.number(at: place &- run &* PostingsFormat.frequenciesInRun)
  }

  /// Makes the picker one for a run of frequencies; false where the bytes end too early.
  func movePicker(to run: Int) -> Bool {
    if pickedRun == run { return true }
    if pickedRun < 0 || pickedRun > run {
      if !setPicker(to: 0, from: frequenciesStart) { return false }
    }
    while pickedRun < run {
      var last = picker
      guard let bit = last.end(), setPicker(to: pickedRun &+ 1, from: bit) else { return false }
    }
    return true
  }

  private func setPicker(to run: Int, from bit: Int) -> Bool {
    let left = held &- run &* PostingsFormat.frequenciesInRun
    guard
      let next = RicePicker(
        unreadBlock, from: bit, count: isList ? min(left, PostingsFormat.frequenciesInRun) : held,
        parameter: frequencyParameter)
    else { return false }
    picker = next
    pickedRun = run
    return true
  }

  /// Reads the frequencies of the block at hand; all 1 where its bytes end too early.
  @inline(never)
  func readFrequencies() {
    var end = readFrequencies(unreadBlock)
    if end == nil, entries.count == 0, let file {
      // The first guess was too short.
      let longest = PostingsFormat.longestList(documents: count)
      end = (try? file.bytes(start..<min(start + longest, file.count))).flatMap(readFrequencies)
    }
    if end == nil {
      frequencies.update(repeating: 1, count: held)
      reportContradiction()
    }
    frequenciesEnd = end ?? 0
    setRead()
  }

  private func readFrequencies(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if isList {
      return ListCoding.readFrequencies(
        bytes, from: frequenciesStart, count: held, into: frequencies)
    }
    let end = RiceCoding.read(
      bytes, from: frequenciesStart, count: held, parameter: frequencyParameter, into: frequencies)
    // Frequencies are stored less one; they were at most UInt32.max before.
    let (frequencies, held) = (frequencies, held)
    for index in 0..<held { frequencies[index] &+= 1 }
    return end
  }

  /// Forgets where unread frequencies are.
  func setRead() {
    unreadBlock = UnsafeRawBufferPointer(start: nil, count: 0)
    pickedRun = -1
    picked = 0
  }
}
