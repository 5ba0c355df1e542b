#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Different texts in the order of their bytes, in one piece of memory.
struct ColumnValues: Sendable, Equatable {
  private var utf8: [UInt8] = []
  private var ends: [Int] = []

  /// No texts.
  init() {}

  /// These texts, which are in order.
  init(_ texts: [String]) {
    for text in texts {
      var text = text
      text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }
  }

  /// How many there are.
  var count: Int { ends.count }

  /// The bytes of memory that they take.
  var bytes: Int { utf8.count + ends.count * MemoryLayout<Int>.stride }

  /// The text at a place, from 0.
  subscript(place: Int) -> String { withBytes(of: place) { String(decoding: $0, as: UTF8.self) } }

  /// All texts in order.
  var all: [String] { (0..<count).map { self[$0] } }

  /// Adds a text, which comes after all others.
  mutating func append(_ text: UnsafeRawBufferPointer) {
    utf8.append(contentsOf: text)
    ends.append(utf8.count)
  }

  /// Takes the last text away.
  mutating func removeLast() {
    ends.removeLast()
    utf8.removeLast(utf8.count - (ends.last ?? 0))
  }

  /// Lends the bytes of the text at a place.
  func withBytes<Result>(of place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let range = (place > 0 ? ends[place - 1] : 0)..<ends[place]
    return utf8.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Where a text is; nil where it is none of these.
  func place(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { wanted in
      var range = 0..<count
      while !range.isEmpty {
        let middle = (range.lowerBound + range.upperBound) / 2
        let order = withBytes(of: middle) { $0.order(to: UnsafeRawBufferPointer(wanted)) }
        if order == 0 { return middle }
        range = order < 0 ? middle + 1..<range.upperBound : range.lowerBound..<middle
      }
      return nil
    }
  }

  /// The texts of several lists as one list, and for each list where its texts are in that.
  ///
  /// - Complexity: in proportion to the number of texts times that of lists.
  static func merged(_ lists: [ColumnValues]) -> (values: ColumnValues, places: [[Int]]) {
    if lists.count == 1 { return (lists[0], [Array(0..<lists[0].count)]) }
    var values = ColumnValues()
    var places = lists.map { list in [Int](unsafeUninitializedCapacity: list.count) { $1 = 0 } }
    var heads = [Int](repeating: 0, count: lists.count)
    while true {
      var least: Int?
      for (number, list) in lists.enumerated() where heads[number] < list.count {
        if let known = least,
          !list.text(at: heads[number], precedes: heads[known], of: lists[known])
        {
          continue
        }
        least = number
      }
      guard let least else { return (values, places) }
      lists[least].withBytes(of: heads[least]) { values.append($0) }
      let place = heads[least]
      for (number, list) in lists.enumerated() where heads[number] < list.count {
        let isSame =
          number == least
          || list.withBytes(of: heads[number]) { one in
            lists[least].withBytes(of: place) { one.order(to: $0) == 0 }
          }
        if isSame {
          places[number].append(values.count - 1)
          heads[number] += 1
        }
      }
    }
  }

  private func text(at place: Int, precedes other: Int, of list: ColumnValues) -> Bool {
    withBytes(of: place) { one in list.withBytes(of: other) { one.order(to: $0) < 0 } }
  }
}

extension UnsafeRawBufferPointer {
  /// Less than 0, 0 or more as these bytes come before others, are the same or come after them.
  func order(to other: UnsafeRawBufferPointer) -> Int {
    if let one = baseAddress, let two = other.baseAddress {
      let order = memcmp(one, two, Swift.min(count, other.count))
      if order != 0 { return Int(order) }
    }
    return count - other.count
  }
}
