import TansakuText

/// Compares an index with its texts, a round of needles at a time.
struct IndexAudit {
  /// The most needles of a round.
  private static let roundLength = 4096
  /// A round has no further needle once the index has found so many documents for those it has.
  private static let roundAnswers = 16 << 20
  /// Progress is told every so many documents or needles.
  private static let progressStep = 256

  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private let progress: (AuditProgress) throws -> Void
  private let texts: StoredTexts

  init(
    of snapshot: Snapshot, analyzer: Analyzer,
    progress: @escaping (AuditProgress) throws -> Void
  ) {
    self.snapshot = snapshot
    self.analyzer = analyzer
    self.progress = progress
    texts = StoredTexts(of: snapshot, analyzer: analyzer)
  }

  /// Audits so many samples, before them these terms, and after them so many cities.
  func run(
    samples count: Int, seed: UInt64, terms: [String], cities: Int
  ) throws -> AuditReport {
    var report = AuditReport(seed: seed)
    report.termCount = terms.count
    let samples = try draw(count, seed: seed)
    for (stratum, name) in AuditSampler.names.enumerated() {
      let count = samples.count { $0.stratum == stratum }
      if count > 0 { report.samples.append((name, count)) }
    }
    let needles = needles(terms, samples, &report)
    var rest = needles[...]
    repeat {
      let round = try ask(&rest, of: needles.count, checked: report.checkedCount)
      report.fault = try compare(round, &report)
    } while report.isSound && !rest.isEmpty
    if report.isSound, cities > 0 { try compareCities(cities, &report) }
    return report
  }

  private func compareCities(_ limit: Int, _ report: inout AuditReport) throws {
    var audit = CityAudit(of: snapshot, analyzer: analyzer, limit: limit, seed: report.seed)
    var done = 0
    for segment in snapshot.segments.indices {
      try texts.forEachDocument(ofSegment: segment) { number, document in
        try audit.add(document, number, segment: segment)
        done += 1
        try tell(.reading, done, of: texts.documentCount, checked: report.checkedCount)
      }
    }
    let checked = report.checkedCount
    report.cityCount = audit.cityCount
    (report.nameCount, report.fault) = try audit.compare {
      try tell(.naming, $0, of: audit.cityCount, checked: checked)
    }
  }

  // MARK: Needles

  private func draw(_ count: Int, seed: UInt64) throws -> [AuditSampler.Sample] {
    if count == 0 { return [] }
    var sampler = AuditSampler(count: count, seed: seed)
    var folded = AnalyzedText()
    var done = 0
    for segment in snapshot.segments.indices {
      try texts.forEachDocument(ofSegment: segment) { number, document in
        for (_, text) in document.phraseTexts {
          texts.forEachPiece(of: text, into: &folded) {
            sampler.add($0, segment: segment, document: number)
          }
        }
        done += 1
        try tell(.drawing, done, of: texts.documentCount, checked: 0)
      }
    }
    return sampler.samples()
  }

  /// What is to be looked for, each run of characters once.
  private func needles(
    _ terms: [String], _ samples: [AuditSampler.Sample], _ report: inout AuditReport
  ) -> [AuditNeedle] {
    var needles: [AuditNeedle] = []
    var seen: Set<[UInt32]> = []
    for term in terms {
      let scalars = ScannedText(term, by: analyzer).scalars
      if scalars.isEmpty {
        report.unsearchable.append(term)
      } else if seen.insert(scalars).inserted {
        needles.append(AuditNeedle(text: term, scalars: scalars))
      }
    }
    for sample in samples {
      let scalars = ScannedText(sample.text, by: analyzer).scalars
      if !scalars.isEmpty, seen.insert(scalars).inserted {
        needles.append(
          AuditNeedle(
            text: sample.text, scalars: scalars, origin: (sample.segment, sample.document)))
      }
    }
    return needles
  }

  // MARK: A round

  /// Asks the index for as many needles as make a round.
  private func ask(
    _ rest: inout ArraySlice<AuditNeedle>, of total: Int, checked: Int
  ) throws -> [AskedNeedle] {
    var round: [AskedNeedle] = []
    var count = 0
    while round.count < IndexAudit.roundLength, count < IndexAudit.roundAnswers,
      let needle = rest.popFirst()
    {
      let answer = try Ranker(snapshot).documents(
        matching: Query(anyOf: [.phrase(needle.text)]), analyzer: analyzer)
      count += answer.reduce(0) { $0 + $1.count }
      round.append(AskedNeedle(needle: needle, answer: answer))
      try tell(.asking, checked + round.count, of: total, checked: checked)
    }
    return round
  }

  /// Scans all texts for a round and returns the first difference.
  private func compare(_ round: [AskedNeedle], _ report: inout AuditReport) throws -> AuditFault? {
    var scan = AuditScan(round)
    var folded = AnalyzedText()
    var done = 0
    for segment in snapshot.segments.indices {
      scan.begin(segment: segment)
      var faulty: Int?
      try texts.forEachDocument(ofSegment: segment) { number, document in
        if faulty != nil { return }
        scan.begin(document: number)
        for (_, text) in document.phraseTexts where !text.isEmpty {
          scan.beginText()
          texts.forEachPiece(of: text, into: &folded) { scan.append($0) }
          scan.endText()
        }
        faulty = scan.faulty
        done += 1
        try tell(.scanning, done, of: texts.documentCount, checked: report.checkedCount)
      }
      if let faulty = faulty ?? scan.endSegment() {
        return try AuditFault(round[faulty], texts: texts, of: snapshot, analyzer: analyzer)
      }
    }
    if let faulty = scan.missedOrigin {
      return try AuditFault(round[faulty], texts: texts, of: snapshot, analyzer: analyzer)
    }
    report.documentCount = done
    report.characterCount = scan.characterCount
    report.agreedCount += scan.agreedCount
    report.checkedCount += round.count
    return nil
  }

  private func tell(
    _ step: AuditProgress.Step, _ done: Int, of total: Int, checked: Int
  ) throws {
    guard done % IndexAudit.progressStep == 0 || done == total else { return }
    try progress(AuditProgress(step: step, done: done, total: total, checkedCount: checked))
  }
}

/// A run of characters that an audit looks for.
struct AuditNeedle: Sendable {
  /// As it was given or as it stands in a text.
  var text: String
  /// As a scan sees it.
  var scalars: [UInt32]
  /// The segment and the document that it was taken from; nil for a term of the caller.
  var origin: (segment: Int, document: UInt32)?
}

/// A run of characters with what the index finds for it.
struct AskedNeedle: Sendable {
  var needle: AuditNeedle
  /// The documents by segment, in order.
  var answer: [[UInt32]]
}
