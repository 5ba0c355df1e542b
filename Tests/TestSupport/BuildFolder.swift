#if canImport(Glibc)
import Glibc
#endif

/// Where the build that these tests are part of puts its products.
package enum BuildFolder {
  /// The folder; nil where the tests run from somewhere else, as an IDE has them.
  package static let path: String? = {
    let bundle = "tansakuPackageTests.xctest"
    #if canImport(Glibc)
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init), as: UTF8.self)
    #else
    let own = CommandLine.arguments.first { $0.contains(bundle) } ?? CommandLine.arguments[0]
    #endif
    guard own.contains(bundle) else { return nil }
    return own.split(separator: "/", omittingEmptySubsequences: false)
      .prefix { $0 != bundle }.joined(separator: "/")
  }()
}
