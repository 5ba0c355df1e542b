// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

// What each function does, and when it fails, is told in `tansaku.h`.

import CTansaku
import Tansaku

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Kept for as long as the process, and never written to: C need not free it.
private nonisolated(unsafe) let versionText = strdup(EngineVersion.current)

/// The version of the engine.
@c @implementation
public func tansaku_version() -> UnsafePointer<CChar>? { versionText.map { UnsafePointer($0) } }

/// Why the last call on this thread failed, as JSON.
@c @implementation
public func tansaku_last_error() -> UnsafePointer<CChar>? { LastError.json }

/// Frees a text that a function returned.
@c @implementation
public func tansaku_free(_ text: UnsafeMutablePointer<CChar>?) { free(text) }
