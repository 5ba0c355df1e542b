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
    guard var picker else { return false }
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
      guard let bit = last?.end(), setPicker(to: pickedRun &+ 1, from: bit) else { return false }
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

  /// Reads the frequencies of the block at hand.
  ///
  /// Where its bytes are damaged or end too early they are all 1, and the damage report knows.
  @inline(never)
  func readFrequencies() {
    do {
      frequenciesEnd = try findFrequencies()
    } catch {
      damage?.record(error)
      frequencies.update(repeating: 1, count: held)
      frequenciesEnd = 0
    }
    setRead()
  }

  /// Reads the frequencies of the block at hand; returns the bit behind them.
  private func findFrequencies() throws(StorageError) -> Int {
    if let end = readFrequencies(unreadBlock) { return end }
    // What was taken for a list alone reached as far as nearly all do (see `read`).
    if entries.count == 0, let file {
      let longest = PostingsFormat.longestList(documents: count)
      let bytes = try file.bytes(start..<min(start + longest, file.count))
      if let end = readFrequencies(bytes) { return end }
    }
    throw contradiction
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
