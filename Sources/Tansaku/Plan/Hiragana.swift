/// The characters of hiragana, the prolonged sound mark among them.
enum Hiragana {
  /// Whether a scalar is one of them.
  static func contains(_ scalar: UInt32) -> Bool {
    (0x3041...0x309F).contains(scalar) || scalar == 0x30FC
  }
}
