package import TansakuStorage
import TansakuText

/// Checks a folder that holds an index, whatever state it is in.
package struct IndexCheck {
  private let directory: String
  private let fileSystem: any FileSystem
  private let isDeep: Bool
  private let textsMemory: Int

  /// A check of the index in a folder.
  ///
  /// - Parameters:
  ///   - directory: the folder.
  ///   - fileSystem: where that is.
  ///   - isDeep: whether the index is compared with a fresh inversion of its texts.
  ///   - textsMemory: how many bytes the inverted texts may take that it is compared with at a time.
  package init(
    directory: String, fileSystem: any FileSystem = LocalFileSystem(), deep isDeep: Bool = false,
    textsMemory: Int = 128 << 20
  ) {
    self.directory = directory
    self.fileSystem = fileSystem
    self.isDeep = isDeep
    self.textsMemory = textsMemory
  }

  /// Checks the last commit.
  ///
  /// - Throws: `IndexError` or `StorageError` where there is no index or its folder cannot be read.
  package func run() throws -> CheckReport {
    var last: UInt64?
    while true {
      let report = try checkOnce()
      // A writer may have replaced the commit, and removed its files, while we looked for them.
      let isMissingFiles = report.faults.contains { $0.code == .notFound }
      guard isMissingFiles, report.generation != last,
        let now = try? Manifest(in: directory, fileSystem: fileSystem),
        now.generation != report.generation
      else { return report }
      last = report.generation
    }
  }

  private func checkOnce() throws -> CheckReport {
    let names = try fileSystem.list(directory)
    guard names.contains(Manifest.name) else {
      throw IndexError(
        code: .notFound, message: "There is no index in this folder.", file: directory)
    }
    var report = CheckReport()
    let files = names.filter(SegmentFiles.isOurs).map {
      CheckReport.File(name: $0, byteCount: byteCount(of: $0), fault: nil)
    }
    if let manifest = checkManifest(&report) {
      check(manifest, &report)
      let expected = manifest.fileNames
      report.leftovers = files.filter { !expected.contains($0.name) }
    } else {
      // Nobody knows which of them the commit names.
      report.unchecked = files
    }
    return report
  }

  private func check(_ manifest: Manifest, _ report: inout CheckReport) {
    report.generation = manifest.generation
    report.otherAnalyses = manifest.analyses.filter { $0 != AnalysisVersion.current }
    var segments: [SegmentCheck] = []
    for info in manifest.segments {
      report.documentCount += Int(info.documentCount) - Int(info.deletedCount)
      // Everything is opened before anything is read for long: what is open stays readable when a
      // writer removes it.
      segments.append(SegmentCheck(info, in: directory, fileSystem: fileSystem))
    }
    var aliases: Aliases?
    do { aliases = try Aliases(of: manifest) } catch { report.note(error) }
    var faults = [Int](repeating: 0, count: segments.count)
    for index in segments.indices {
      let before = report.faultCount
      segments[index].checkBytes(&report)
      faults[index] = report.faultCount - before
    }
    var living = LivingIdentifiers()
    for (index, segment) in segments.enumerated() {
      let before = report.faultCount
      segment.checkContents(&report, &living, knowsAnalysis: report.otherAnalyses.isEmpty)
      faults[index] += report.faultCount - before
    }
    report.segments = zip(manifest.segments, faults).map { info, faults in
      CheckReport.Segment(
        name: "\(info.tag)", documentCount: Int(info.documentCount - info.deletedCount),
        isSound: faults == 0)
    }
    living.checkUniqueness(among: segments, &report)
    let hasAliases = aliases != nil || manifest.aliases.isEmpty
    if isDeep, report.otherAnalyses.isEmpty, hasAliases {
      compareTexts(of: segments, aliases, &report)
    }
  }

  private func compareTexts(
    of segments: [SegmentCheck], _ aliases: Aliases?, _ report: inout CheckReport
  ) {
    do {
      let worker = try InversionWorker(textsMemory: textsMemory, aliases: aliases)
      for segment in segments {
        segment.compareTexts(&report, worker: worker, memory: textsMemory)
      }
    } catch {
      report.note(error)
    }
  }

  /// Reads the manifest; nil where it is damaged.
  private func checkManifest(_ report: inout CheckReport) -> Manifest? {
    do {
      let file = try CheckedFile(path(Manifest.name), kind: Manifest.kind, fileSystem: fileSystem)
      var reader = try file.reader(0..<file.count)
      let manifest = try Manifest(decoding: &reader)
      report.files.append(.init(name: Manifest.name, byteCount: file.fileLength, fault: nil))
      return manifest
    } catch {
      report.files.append(
        .init(
          name: Manifest.name, byteCount: byteCount(of: Manifest.name), fault: IndexError(error)))
      report.note(error)
      return nil
    }
  }

  private func byteCount(of name: String) -> Int { (try? fileSystem.size(of: path(name))) ?? 0 }

  private func path(_ name: String) -> String { "\(directory)/\(name)" }
}
