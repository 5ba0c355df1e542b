/// The collation keys of some documents' titles, for one language.
struct TitleKeys: Sendable {
  /// Keys, in the order in which they were made.
  private var keys = ColumnValues()
  /// For each segment and document, where its key is, from 1; 0 where none was made.
  private var places: [[UInt32]]

  /// No keys for the documents of these segments.
  init(_ segments: [Segment]) {
    places = segments.map { [UInt32](repeating: 0, count: Int($0.info.documentCount)) }
  }

  /// How many documents have keys.
  var count: Int { keys.count }

  /// The bytes of memory that they take.
  var bytes: Int { keys.bytes + places.reduce(0) { $0 + 4 * $1.count } }

  /// Whether a document has a key.
  func has(_ place: DocumentPlace) -> Bool { places[place.segment][Int(place.document)] > 0 }

  /// Adds the key of a document that has none; an empty one where there is no title.
  mutating func insert(_ key: [UInt8], of place: DocumentPlace) {
    key.withUnsafeBytes { keys.append($0) }
    places[place.segment][Int(place.document)] = UInt32(keys.count)
  }

  /// Whether a document has a title.
  func isTitled(_ place: DocumentPlace) -> Bool {
    let at = Int(places[place.segment][Int(place.document)])
    return at > 0 && keys.withBytes(of: at - 1) { !$0.isEmpty }
  }

  /// Less than 0, 0 or more as the title of a document comes before another's, is equal or comes after
  /// it; both must have keys.
  func order(of one: DocumentPlace, to other: DocumentPlace) -> Int {
    keys.withBytes(of: at(one)) { key in keys.withBytes(of: at(other)) { key.order(to: $0) } }
  }

  private func at(_ place: DocumentPlace) -> Int {
    Int(places[place.segment][Int(place.document)]) - 1
  }
}
