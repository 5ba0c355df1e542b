import Tansaku
import TansakuStorage
import TansakuTestSupport

@testable import Tansaku

/// What a writer is at when something fails: an index before, a change, and what is expected after.
enum FaultWorkload: String, CaseIterable, Sendable {
  /// An update that writes one segment.
  case update
  /// An update that writes many, which are merged meanwhile, and goes on replacing and deleting.
  case mergingUpdate
  /// A merge of all segments into one.
  case merge

  /// A disk with the index before the change: the state `old`.
  func makeDisk() throws -> FaultyFileSystem {
    if self == .update { return try CommitState.makeOld() }
    let disk = FaultyFileSystem()
    let index = try SearchIndex(at: "index", creating: true, fileSystem: disk)
    for number in [0, 1, 2, 3, 5] {
      try index.update { try $0.add(CommitState.document(number, 0)) }
    }
    try index.update { writer in
      try writer.add(CommitState.document(4, 0))
      try writer.add(CommitState.document(6, 0))
    }
    try index.update { writer in
      try writer.add(CommitState.document(1, 1))
      try writer.delete(id: "d5")
    }
    try disk.synchronizeDirectory("index")
    return CommitState.copy(disk)
  }

  /// Changes the index.
  func run(on disk: FaultyFileSystem) throws {
    let index = try SearchIndex(at: "index", creating: false, fileSystem: disk)
    switch self {
    case .update: try index.update(CommitState.update)
    case .mergingUpdate:
      try index.update { writer in
        for version in [0, 1] {
          for number in [7, 8, 9] {
            try writer.add(CommitState.document(number, version))
            try writer.flush()
          }
        }
        try writer.delete(id: "d9")
        try CommitState.update(&writer)
      }
    case .merge: try index.merge()
    }
  }

  /// What is in the index after the change.
  var changed: CommitState { self == .merge ? .old : .new }
}
