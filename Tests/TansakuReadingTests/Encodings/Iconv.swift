#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A text in an encoding by the system's own iconv, so that what we read was not written by ICU.
func iconvEncode(_ text: String, _ name: String) -> [UInt8]? {
  let names = ["TIS-620": "TIS-620", "windows-1251": "CP1251", "EUC-KR": "CP949"]
  guard let descriptor = iconv_open(names[name] ?? name, "UTF-8"),
    descriptor != iconv_t(bitPattern: -1)
  else { return nil }
  defer { iconv_close(descriptor) }
  var source = Array(text.utf8).map { CChar(bitPattern: $0) }
  var target = [CChar](repeating: 0, count: source.count * 4 + 16)
  var sourceLeft = source.count
  var targetLeft = target.count
  let isDone = source.withUnsafeMutableBufferPointer { from in
    target.withUnsafeMutableBufferPointer { to in
      var input = from.baseAddress
      var output = to.baseAddress
      return iconv(descriptor, &input, &sourceLeft, &output, &targetLeft) != -1
        && iconv(descriptor, nil, nil, &output, &targetLeft) != -1
    }
  }
  guard isDone else { return nil }
  return target.dropLast(targetLeft).map { UInt8(bitPattern: $0) }
}
