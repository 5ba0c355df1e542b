import ArgumentParser

/// An amount of memory as people write it: `256M`, `1G`, `100000000`.
struct MemorySize: ExpressibleByArgument, Equatable {
  /// The amount in bytes.
  let bytes: Int

  var defaultValueDescription: String { "\(bytes >> 20)M" }

  /// An amount in bytes.
  init(bytes: Int) { self.bytes = bytes }

  /// Reads a number with or without a unit: K, M, G, each 1024 of the one before, also as `MB` and
  /// `MiB`.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let shifts = ["": 0, "B": 0, "K": 10, "M": 20, "G": 30]
    var unit = argument.dropFirst(digits.count).uppercased()
    if unit.count > 1 {
      for ending in ["IB", "B"] where unit.hasSuffix(ending) {
        unit.removeLast(ending.count)
        break
      }
    }
    guard let number = Int(digits), let shift = shifts[unit] else { return nil }
    let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: 1 << shift)
    if isTooLarge { return nil }
    self.bytes = bytes
  }
}
