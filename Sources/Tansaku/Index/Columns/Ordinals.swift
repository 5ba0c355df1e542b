/// For each document of a segment a number from 0, in as few bytes as the greatest needs: one, two or
/// four.
enum Ordinals: Sendable, Equatable {
  case narrow([UInt8])
  case medium([UInt16])
  case wide([UInt32])

  /// These numbers, none of which is greater than `greatest`.
  init(_ numbers: [UInt32], greatest: Int) {
    self =
      if greatest <= UInt8.max {
        .narrow(numbers.map { UInt8(truncatingIfNeeded: $0) })
      } else if greatest <= UInt16.max {
        .medium(numbers.map { UInt16(truncatingIfNeeded: $0) })
      } else {
        .wide(numbers)
      }
  }

  /// The number of a document.
  @inline(__always)
  subscript(document: UInt32) -> Int {
    switch self {
    case .narrow(let numbers): Int(numbers[Int(document)])
    case .medium(let numbers): Int(numbers[Int(document)])
    case .wide(let numbers): Int(numbers[Int(document)])
    }
  }

  /// The bytes of memory that they take.
  var bytes: Int {
    switch self {
    case .narrow(let numbers): numbers.count
    case .medium(let numbers): 2 * numbers.count
    case .wide(let numbers): 4 * numbers.count
    }
  }

  /// What a table says of each number; none of it is greater than `greatest`.
  func mapped(by table: [UInt32], greatest: Int) -> Ordinals {
    switch self {
    case .narrow(let numbers): Ordinals(numbers.map { table[Int($0)] }, greatest: greatest)
    case .medium(let numbers): Ordinals(numbers.map { table[Int($0)] }, greatest: greatest)
    case .wide(let numbers): Ordinals(numbers.map { table[Int($0)] }, greatest: greatest)
    }
  }
}
