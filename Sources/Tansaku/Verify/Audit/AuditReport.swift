/// What an audit found.
public struct AuditReport: Sendable {
  /// What the samples were drawn by; the same seed on the same commit gives the same samples.
  public let seed: UInt64
  /// How many random substrings of the texts were to be looked for, by the script that each begins in
  /// (ISO 15924; `digits` and `other` beside).
  public internal(set) var samples: [(script: String, count: Int)] = []
  /// How many terms the caller gave.
  public internal(set) var termCount = 0
  /// Those of the caller's terms without a letter or a digit to search for.
  public internal(set) var unsearchable: [String] = []
  /// How many different runs of characters, samples and terms together, were looked for in the index
  /// and by the scan, with the same result.
  public internal(set) var checkedCount = 0
  /// How many documents were scanned.
  public internal(set) var documentCount = 0
  /// How many characters they have, after folding and without separators.
  public internal(set) var characterCount = 0
  /// How many matches, a document for one run of characters, index and scan agreed on.
  public internal(set) var agreedCount = 0
  /// How many cities that the texts name were looked for by all their names.
  public internal(set) var cityCount = 0
  /// How many names these have, each of which found every document that names the city in any way.
  public internal(set) var nameCount = 0
  /// The first difference, with which the audit ended; nil where there was none.
  public internal(set) var fault: AuditFault?

  /// How many samples there are in all.
  public var sampleCount: Int { samples.reduce(0) { $0 + $1.count } }

  /// Whether the index found everything that the scan found, and nothing else.
  public var isSound: Bool { fault == nil }
}

/// A run of characters for which the index finds other documents than a scan of all texts.
public struct AuditFault: Sendable {
  /// The most documents that are told one by one.
  public static let limit = 100

  /// A document, and where the run of characters stands there.
  public struct Place: Sendable, Hashable {
    /// The document's id.
    public let id: String
    /// The field; nil where it stands in none.
    public let field: Field?
    /// Where in the field it begins, in Unicode scalars; nil where it stands in none.
    public let offset: Int?
    /// The text around it; where it stands nowhere, how the document begins.
    ///
    /// Of a city, what is known of the document may be all that names it.
    public let excerpt: String
  }

  /// The run of characters, as it was given or taken from a text; or a name of a city.
  public let term: String
  /// Documents that have it and that the index does not find; at most ``limit``.
  public internal(set) var missed: [Place] = []
  /// How many these are, those beyond the limit included.
  public internal(set) var missedCount = 0
  /// Documents that the index finds though the run stands nowhere in them; at most ``limit``.
  public internal(set) var falseHits: [Place] = []
  /// How many these are, those beyond the limit included.
  public internal(set) var falseHitCount = 0

  /// A fault of which no documents are known yet.
  init(term: String) { self.term = term }
}

/// How far an audit has come.
public struct AuditProgress: Sendable {
  /// What is being done.
  public enum Step: Sendable {
    /// Drawing samples from the texts.
    case drawing
    /// Asking the index.
    case asking
    /// Scanning the texts.
    case scanning
    /// Reading the texts for cities.
    case reading
    /// Asking the index for cities.
    case naming
  }

  /// What is being done.
  public let step: Step
  /// How many documents were read in this step, or runs of characters asked for.
  public let done: Int
  /// How many there are.
  public let total: Int
  /// How many runs of characters are checked already.
  public let checkedCount: Int
}
