/// A city that texts may name.
package struct City: Sendable, Equatable {
  /// Its number at GeoNames (geonames.org).
  package var id: UInt32
  /// The two letters of its country, ISO 3166-1.
  package var country: String
  /// How many people live there, in thousands.
  package var thousands: UInt32
  /// Its name in English.
  package var name: String
}

/// A place in a text where a city is named.
package struct CityMention: Sendable, Equatable {
  /// The city's number at GeoNames.
  package var city: UInt32
  /// The name's folded characters, as a range of the folded text.
  package var range: Range<Int>

  /// A mention of its parts.
  package init(city: UInt32, range: Range<Int>) {
    self.city = city
    self.range = range
  }
}
