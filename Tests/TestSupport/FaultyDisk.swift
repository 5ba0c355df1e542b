import TansakuStorage

/// What a disk holds and what it would still hold without power.
///
/// Contents and names are kept twice: as a process sees them, and as they surely are on the disk.
struct FaultyDisk: Sendable {
  /// The bytes of a file.
  struct Contents: Sendable {
    var seen: [UInt8] = []
    var synchronized: [UInt8] = []
  }

  /// A change of a folder that is not on the disk yet.
  enum NameChange: Sendable {
    case link(String, Int)
    case unlink(String, Int)
    case move(from: String, to: String, Int)
    case makeDirectory(String)

    /// The folder that must be synchronised for it.
    var directory: String {
      switch self {
      case .link(let path, _), .unlink(let path, _), .makeDirectory(let path):
        parentDirectory(of: path)
      case .move(_, let to, _): parentDirectory(of: to)
      }
    }
  }

  /// The names of one moment.
  struct Names: Sendable {
    var files: [String: Int] = [:]
    var directories: Set<String> = [".", "/"]

    mutating func apply(_ change: NameChange) {
      switch change {
      case .link(let path, let file): files[path] = file
      case .unlink(let path, let file): if files[path] == file { files[path] = nil }
      case .move(let from, let to, let file):
        if files[from] == file { files[from] = nil }
        files[to] = file
      case .makeDirectory(let path): directories.insert(path)
      }
    }
  }

  /// Files by number, as names may change or vanish while a file is open.
  var contents: [Int: Contents] = [:]
  var seen = Names()
  var synchronized = Names()
  /// Leads from `synchronized` to `seen`.
  var pending: [NameChange] = []
  var locked: Set<String> = []
  private var lastFile = 0

  /// Does a change of names, so that it is seen and not yet safe.
  mutating func change(_ change: NameChange) {
    seen.apply(change)
    pending.append(change)
  }

  /// Makes an empty file and returns its number.
  mutating func makeFile() -> Int {
    lastFile += 1
    contents[lastFile] = Contents()
    return lastFile
  }

  /// Makes what was done to a folder's names safe.
  mutating func synchronize(directory: String) {
    for change in pending where change.directory == directory { synchronized.apply(change) }
    pending.removeAll { $0.directory == directory }
  }
}

// MARK: - Losing power

extension FaultyDisk {
  /// Returns a disk on which all is safe that a loss of power happened to leave.
  func afterPowerLoss(using generator: inout SeededGenerator) -> FaultyDisk {
    var names = synchronized
    for change in survivors(using: &generator) { names.apply(change) }
    var disk = FaultyDisk()
    // A folder that is lost takes all below it along.
    for directory in names.directories.sorted() where exists(directory, in: names) {
      disk.seen.directories.insert(directory)
    }
    for (path, file) in names.files.sorted(by: { $0.key < $1.key })
    where exists(parentDirectory(of: path), in: names) {
      let bytes = survivingBytes(contents[file] ?? Contents(), using: &generator)
      let number = disk.makeFile()
      disk.contents[number] = Contents(seen: bytes, synchronized: bytes)
      disk.seen.files[path] = number
    }
    disk.synchronized = disk.seen
    return disk
  }

  private func exists(_ directory: String, in names: Names) -> Bool {
    if directory == "." || directory == "/" { return true }
    return names.directories.contains(directory)
      && exists(parentDirectory(of: directory), in: names)
  }

  /// Chooses which changes of names reached the disk: none, all, the first ones, or any.
  private func survivors(using generator: inout SeededGenerator) -> [NameChange] {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: []
    case 1: pending
    case 2: Array(pending.prefix(Int.random(in: 0...pending.count, using: &generator)))
    default: pending.filter { _ in Bool.random(using: &generator) }
    }
  }

  /// Chooses what became of a file: as it was synchronised, as it was seen, cut off, or torn.
  private func survivingBytes(
    _ contents: Contents, using generator: inout SeededGenerator
  ) -> [UInt8] {
    let (old, new) = (contents.synchronized, contents.seen)
    if old == new { return new }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return old
    case 1: return new
    case 2:
      let same = zip(old, new).prefix { $0 == $1 }.count
      return Array(new.prefix(Int.random(in: min(same, new.count)...new.count, using: &generator)))
    default: return torn(old, new, using: &generator)
    }
  }

  /// Mixes old, new, zero and damaged sectors; what is alike in both stays.
  private func torn(
    _ old: [UInt8], _ new: [UInt8], using generator: inout SeededGenerator
  ) -> [UInt8] {
    let sectorLength = 512
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: max(old.count, new.count), by: sectorLength) {
      let oldSector = sector(old, start, sectorLength)
      let newSector = sector(new, start, sectorLength)
      switch oldSector == newSector ? 0 : Int.random(in: 0..<4, using: &generator) {
      case 0: bytes += newSector
      case 1: bytes += oldSector
      case 2: bytes += [UInt8](repeating: 0, count: sectorLength)
      default:
        var damaged = newSector
        damaged[Int.random(in: 0..<sectorLength, using: &generator)] ^=
          1 << UInt8.random(in: 0..<8, using: &generator)
        bytes += damaged
      }
    }
    return Array(bytes.prefix(Bool.random(using: &generator) ? old.count : new.count))
  }

  private func sector(_ bytes: [UInt8], _ start: Int, _ length: Int) -> [UInt8] {
    let part = bytes.dropFirst(start).prefix(length)
    return part + [UInt8](repeating: 0, count: length - part.count)
  }
}
