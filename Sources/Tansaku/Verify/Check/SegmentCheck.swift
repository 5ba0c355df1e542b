import TansakuStorage

/// Checks the files of one segment, each as far as those it depends on can be read.
struct SegmentCheck {
  /// A file that was opened, or why it was not.
  private struct Part {
    let name: String
    let byteCount: Int
    let file: Result<CheckedFile, StorageError>
  }

  private let info: SegmentInfo
  private let directory: String
  private let parts: [Part]
  private let postings: CheckedFile?
  private let positions: CheckedFile?
  private let segment: Result<Segment, any Error>
  /// The names of the files whose bytes are not as they were written.
  private var damaged: Set<String> = []

  /// Opens all files of a segment that can be opened.
  init(_ info: SegmentInfo, in directory: String, fileSystem: any FileSystem) {
    self.info = info
    self.directory = directory
    parts = info.sealedFiles.map { expected in
      let path = "\(directory)/\(expected.name)"
      do throws(StorageError) {
        let file = try CheckedFile(
          path, kind: expected.kind, seal: expected.seal, fileSystem: fileSystem)
        return Part(name: expected.name, byteCount: file.fileLength, file: .success(file))
      } catch {
        let count = (try? fileSystem.size(of: path)) ?? 0
        return Part(name: expected.name, byteCount: count, file: .failure(error))
      }
    }
    postings = try? parts[SegmentFiles.Part.postings.rawValue].file.get()
    positions = try? parts[SegmentFiles.Part.positions.rawValue].file.get()
    segment = Result { try Segment(info, in: directory, fileSystem: fileSystem) }
  }

  /// Reads every byte of every file.
  mutating func checkBytes(_ report: inout CheckReport) {
    for part in parts {
      var fault: IndexError?
      do { try part.file.get().verify() } catch { fault = IndexError(error) }
      if let fault {
        report.note(fault)
        damaged.insert(part.name)
      }
      report.files.append(.init(name: part.name, byteCount: part.byteCount, fault: fault))
    }
  }

  /// Checks that what the files say is in order and agrees.
  ///
  /// Must come after `checkBytes`, which tells of damaged files: what is said here is only of files
  /// that are as they were written.
  ///
  /// - Parameters:
  ///   - report: where to note what is wrong.
  ///   - living: where to note the ids of the documents that are not deleted.
  ///   - knowsAnalysis: whether the texts were analyzed as this process does, so that it knows what
  ///     makes up their lengths.
  func checkContents(
    _ report: inout CheckReport, _ living: inout LivingIdentifiers, knowsAnalysis: Bool
  ) {
    let segment: Segment
    do {
      segment = try self.segment.get()
    } catch {
      if damaged.isEmpty { report.note(error) }
      return
    }
    checkIdentifiers(of: segment, &report)
    checkDocuments(of: segment, &report)
    guard let decoder = decoder(checkNorms(of: segment, &report)) else { return }
    let firstFault = report.faultCount
    var terms = TermsCheck(segment, decoder: decoder, path: path(info.files.terms))
    terms.run(&report, &living)
    // Where a term is wrong, so are the sums of all.
    guard report.faultCount == firstFault else { return }
    let check = LengthsCheck(segment, sums: terms.sums, lengths: decoder.lengths)
    check.checkPositions(&report, in: path(info.files.positions))
    guard knowsAnalysis else { return }
    do {
      try check.checkLengths(
        &report, in: path(info.files.norms), readingTexts: !damaged.contains(info.files.stored))
    } catch {
      report.note(error)
    }
  }

  /// What decodes the segment's lists; nil where the files that it needs are damaged.
  private func decoder(_ lengths: [UInt8]?) -> TermDecoder? {
    guard let lengths, let postings, let positions,
      damaged.isDisjoint(with: [info.files.terms, info.files.postings, info.files.positions])
    else { return nil }
    return TermDecoder(postings: postings, positions: positions, lengths: lengths)
  }

  /// Compares what the files say with a fresh inversion of the stored texts: see `TextsCheck`.
  ///
  /// Must come after `checkContents`, which tells of damaged files: nothing is compared with them.
  func compareTexts(_ report: inout CheckReport, worker: InversionWorker, memory: Int) {
    guard damaged.isDisjoint(with: [info.files.norms, info.files.stored]),
      case .success(let segment) = segment
    else { return }
    do {
      guard let decoder = decoder(Array(try segment.lengthCodes())) else { return }
      var check = TextsCheck(
        segment, decoder: decoder, files: (path(info.files.terms), path(info.files.norms)),
        worker: worker, memory: memory)
      try check.run(&report)
    } catch {
      report.note(error)
    }
  }

  /// Whether a living document has this id; notes where that cannot be found out.
  func hasLiving(id: String, _ report: inout CheckReport) -> Bool {
    guard case .success(let segment) = segment else { return false }
    do {
      return try segment.find(id: id) != nil
    } catch {
      report.note(error)
      return false
    }
  }

  /// The path of the file of ids, for faults.
  var identifiersPath: String { path(info.files.identifiers) }

  /// Returns the length codes; nil where they are damaged.
  private func checkNorms(
    of segment: Segment, _ report: inout CheckReport
  ) -> [UInt8]? {
    guard !damaged.contains(info.files.norms) else { return nil }
    let codes: UnsafeRawBufferPointer
    do {
      codes = try segment.lengthCodes()
    } catch {
      report.note(error)
      return nil
    }
    let total = codes.reduce(UInt64(0)) { $0 + UInt64(LengthCode.decode($1)) }
    if total != info.totalLength {
      report.note(
        "The lengths are \(total) full widths in all and the manifest says \(info.totalLength).",
        in: path(info.files.norms))
    }
    return Array(codes)
  }

  private func checkIdentifiers(of segment: Segment, _ report: inout CheckReport) {
    guard !damaged.contains(info.files.identifiers) else { return }
    do {
      for document in 0..<info.documentCount { _ = try segment.identifiers.id(of: document) }
    } catch {
      report.note(error)
    }
  }

  private func checkDocuments(of segment: Segment, _ report: inout CheckReport) {
    guard !damaged.contains(info.files.stored) else { return }
    do {
      var mismatches = 0
      try segment.stored.forEach { number, document in
        // A document too many is an error of its own at the end of the walk.
        guard number < info.documentCount, !damaged.contains(info.files.identifiers) else { return }
        // Ids that cannot be read were told of when they were checked themselves.
        if let id = try? segment.identifiers.id(of: number), id != document.id { mismatches += 1 }
      }
      if mismatches > 0 {
        report.note(
          "\(mismatches) documents have another id than the file of ids says.",
          in: path(info.files.stored))
      }
    } catch {
      report.note(error)
    }
  }

  private func path(_ name: String) -> String { "\(directory)/\(name)" }
}
