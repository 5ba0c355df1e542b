/// The kinds of things that a document is found by.
///
/// Each has its own part of the dictionary.
///
/// The raw value is the first byte of a term's key, so that a layer's terms stand together.
enum Layer: UInt8, CaseIterable, Sendable {
  /// A fact given with the document, `name=value`: documents only, no frequencies.
  case attribute = 0x61  // a
  /// A city named in the text, by its GeoNames id: with frequencies.
  case city = 0x63  // c
  /// A date written in the text or given with the document, as `DateTerm` has it: with frequencies.
  case date = 0x64  // d
  /// A character of a script without spaces with the next one: with positions.
  case gram = 0x67  // g
  /// A document's id: one document.
  case identifier = 0x69  // i
  /// A number that no word of the text says, as `NumberTerm` has it: with frequencies.
  case number = 0x6E  // n
  /// A part of a word: with frequencies.
  case part = 0x70  // p
  /// A concept of the user's aliases that the text names, by its key: with frequencies.
  case concept = 0x6B  // k
  /// A word whose letters carry marks, as `MarkedWords` has it: with frequencies.
  case marked = 0x6D  // m
  /// A city that the document is about, for its title or its `city` names it: by its GeoNames id.
  case subject = 0x73  // s
  /// A word: with positions where it is one alphabetic unit.
  case word = 0x77  // w
  /// What most of a document is written in, by `WritingSystem`: documents only.
  case writing = 0x78  // x

  /// Whether a term is characters as they are written, rather than what they mean.
  var isWriting: Bool {
    switch self {
    case .word, .gram, .part, .marked: true
    case .attribute, .city, .concept, .date, .identifier, .number, .subject, .writing: false
    }
  }

  /// The name that a person reads.
  var name: String {
    switch self {
    case .attribute: "attribute"
    case .city: "city"
    case .date: "date"
    case .gram: "gram"
    case .identifier: "id"
    case .number: "number"
    case .part: "part"
    case .concept: "concept"
    case .marked: "marked"
    case .subject: "subject"
    case .word: "word"
    case .writing: "writing"
    }
  }
}
