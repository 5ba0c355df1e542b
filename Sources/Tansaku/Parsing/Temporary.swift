extension Query: CustomStringConvertible {
  public var description: String { root.map { "\($0)" } ?? "" }
}
