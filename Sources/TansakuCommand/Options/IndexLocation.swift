import ArgumentParser
import Tansaku

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the index is: as the user says, else as the environment says, else `./Index`.
struct IndexLocation: ParsableArguments {
  @Option(
    name: [.customShort("i"), .customLong("index")],
    help: ArgumentHelp(
      "The folder of the index. Without it: $TANSAKU_INDEX, else ./Index.", valueName: "dir"))
  var index: String?

  /// The folder.
  var path: String {
    if let index { return index }
    if let named = getenv("TANSAKU_INDEX").map({ String(cString: $0) }), !named.isEmpty {
      return named
    }
    return "Index"
  }

  func validate() throws {
    if index == "" { throw ValidationError("An empty name is no folder for an index.") }
  }

  /// Opens the index that is there.
  func open() throws -> SearchIndex {
    do {
      return try SearchIndex(existingAt: path)
    } catch let error as IndexError {
      guard let advice = Advice.on(error, opening: path) else { throw error }
      throw AdvisedError(error: error, advice: advice)
    }
  }
}
