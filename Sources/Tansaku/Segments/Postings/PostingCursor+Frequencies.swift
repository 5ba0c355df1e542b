import TansakuStorage

/// How often the term occurs: read of a block only when somebody asks, and then as little as serves.
extension PostingCursor {
  /// So many frequencies of a block are picked before all are read: that costs as much.
  static let mostPicked = 6

  /// Whether the block at hand is a list.
  var isList: Bool { held != PostingsFormat.blockSize || entries.count == 0 }

  /// The parameter of the block's frequencies.
  var frequencyParameter: Int {
    let first = Int(unreadBlock.first ?? 0)
    return PostingsFormat.frequencyParameter(at: isList ? first & 7 : first >> 5)
  }

  /// The frequency of the document at hand, without those of the others.
  @inline(never)
  func pickFrequency() -> UInt32 { pick(at) ? pickedFrequency : blockFrequencies[at] }

  /// Picks the frequency of a document of the block at hand; false where it is better to read all,
  /// and where the bytes end too early.
  func pick(_ place: Int) -> Bool {
    if pickedPlace == place { return true }
    let run = isList ? place / PostingsFormat.frequenciesInRun : 0
    guard picked < PostingCursor.mostPicked, movePicker(to: run) else { return false }
    picked &+= 1
    // A copy, for what is a part of an object is guarded while somebody changes it.
    var picker = picker
    let first = run &* PostingsFormat.frequenciesInRun
    guard let number = picker.number(at: place &- first) else { return false }
    self.picker = picker
    pickedPlace = place
    pickedFrequency = number &+ 1
    // Each document has one more than its quotient says.
    occurrencesBefore = picker.quotientsBeforeLast &+ place
    return true
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
    isList
      ? ListCoding.readFrequencies(bytes, from: frequenciesStart, count: held, into: frequencies)
      : RiceCoding.read(
        bytes, from: frequenciesStart, count: held, parameter: frequencyParameter, adding: 1,
        into: frequencies)
  }

  /// Forgets where unread frequencies are.
  func setRead() {
    unreadBlock = UnsafeRawBufferPointer(start: nil, count: 0)
    pickedRun = -1
    picked = 0
    pickedPlace = -1
  }
}
