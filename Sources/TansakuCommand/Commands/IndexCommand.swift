import ArgumentParser
import Tansaku
import TansakuReading

/// `tansaku index`: documents from files into the index.
struct IndexCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Add documents from files, folders or standard input, or replace them.",
    discussion: """
      Reads Markdown with YAML front matter, HTML, plain text, tab-separated forms and JSON Lines, \
      in whatever encoding. A document whose id is in the index takes the place of the old one. \
      All of it becomes visible in one step; until then, and if the run is broken off, the index \
      stays as it was.

      Examples:
        tansaku index Corpus
        tansaku index -i archive.tansaku notes 2006.html pages.jsonl --memory 1G
        tansaku index -i archive.tansaku --aliases names.txt notes
        echo '{"id": "1", "title": "台北宣言", "text": "2006年4月に採択"}' | tansaku index -

      A line of JSON has id (or _id, as in BEIR), title, text (or body), and where they are known \
      language, kind, date, city; other keys are kept as facts of the document's own.
      Aliases are names that mean the same: a line for each concept, its names parted by |, as in \
      declaration|宣言|선언. They are fixed when the index is begun, and search knows them. A folder \
      may bring its own in \(DocumentReader.aliasesFileName).

      A file that cannot be read is named and passed over; the rest is indexed, and the exit \
      status is 2.
      """)

  @Argument(help: "Files and folders; - for JSON Lines from standard input.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      The most memory to take beyond mapped files, at least 64M. One document may have 1/40 of it, \
      up to 16M.
      """,
      valueName: "size"))
  var memory = MemorySize(bytes: 256 << 20)

  @Option(
    help: ArgumentHelp(
      "How many threads may work, 1 to 64; they share the memory, and fewer work if it is little.",
      valueName: "count"))
  var jobs = 1

  @Option(
    help: ArgumentHelp(
      "The encoding of all texts but JSON Lines, instead of the one that is found out: Shift_JIS.",
      valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp(
      """
      A file of names that mean the same, one concept a line, instead of those that the folders \
      bring.
      """,
      valueName: "file"))
  var aliases: String?

  @OptionGroup var location: IndexLocation

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError(
        "Nothing to index. Name files or folders, as in: tansaku index Corpus; or - for JSON Lines "
          + "from standard input.")
    }
    guard memory.bytes >= MemoryBudget.least else {
      throw ValidationError("--memory is at least \(MemoryBudget.least >> 20)M.")
    }
    guard (1...64).contains(jobs) else { throw ValidationError("--jobs is 1 to 64.") }
  }

  func execute(_ output: Output) throws -> ExitStatus {
    // A mistyped name should not leave an empty index behind.
    if let missing = paths.first, !paths.contains(where: Input.exists) {
      throw InputError(path: missing, code: InputError.missing)
    }
    let budget = MemoryBudget(bytes: memory.bytes)
    budget.applyToAllocator()
    let reader = DocumentReader(
      options: .init(encoding: encoding, documentLimit: budget.documentLimit))
    let run = IndexRun(reader: reader, paths: paths)
    let names = try aliases.map(AliasFile.read) ?? AliasFile.read(ofFolders: paths)
    try SearchIndex(at: location.path, aliases: names).update(
      concurrency: jobs, memory: budget.update
    ) { writer in
      for path in paths { try run.read(path, into: &writer) }
      run.showFinishing()
    }
    Diagnostics.clearProgress()
    try IndexSummary(run).print(to: output)
    return run.faultCount == 0 ? .fine : .failed
  }
}
