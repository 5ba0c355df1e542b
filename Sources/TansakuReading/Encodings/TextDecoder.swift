import CTansakuICU

/// Turns the bytes of one file into UTF-8, piece by piece.
final class TextDecoder {
  private let encoding: Encoding
  /// ICU's converter; nil for UTF-8, which stays as it is.
  private let converter: OpaquePointer?
  private var offset = 0
  private var line = 1
  private var isAtStart = true

  init(_ encoding: Encoding) throws {
    self.encoding = encoding
    if Encoding.converterName(for: encoding.name).lowercased() == "utf-8" {
      converter = nil
    } else {
      converter = tansaku_converter_open(Encoding.converterName(for: encoding.name))
      if converter == nil { throw ReadingFault("is in \(encoding.name), which is not known here") }
    }
  }

  deinit { tansaku_converter_close(converter) }

  /// Converts the next piece and appends it; `isLast` tells that nothing follows.
  ///
  /// - Throws: `ReadingFault` with the place of the first byte that cannot be read.
  func decode(_ piece: [UInt8], isLast: Bool, into text: inout [UInt8]) throws {
    var rest = piece[...]
    if isAtStart {
      rest = rest.dropFirst(encoding.markLength)
      isAtStart = piece.isEmpty
    }
    guard let converter else {
      text += rest
      return
    }
    var status = Int32(TANSAKU_CONVERTER_FULL)
    while status == TANSAKU_CONVERTER_FULL {
      var consumed = 0
      var bad = 0
      // Grown for the usual case: three bytes of UTF-8 for two of an East Asian encoding.
      let room = max(rest.count * 3 / 2, 1024)
      let part = [UInt8](unsafeUninitializedCapacity: room) { target, produced in
        rest.withUnsafeBufferPointer { source in
          status = tansaku_converter_convert(
            converter, source.baseAddress, source.count, isLast ? 1 : 0, target.baseAddress,
            target.count, &consumed, &produced, &bad)
        }
      }
      text += part
      line += part.count { $0 == 0x0A }
      rest = rest.dropFirst(consumed)
      offset += consumed
      if status < 0 {
        let place = encoding.markLength + max(offset - bad, 0)
        throw ReadingFault(
          "is not valid \(encoding.name) at byte \(place) (line \(line)): "
            + "convert it with iconv, or name its encoding",
          line: line, offset: place, isWrongEncoding: true)
      }
    }
  }
}

extension InputFile {
  /// The whole file as UTF-8, or as much as its first `limit` bytes hold.
  func text(in encoding: Encoding, limit: Int? = nil) throws -> [UInt8] {
    let decoder = try TextDecoder(encoding)
    var text: [UInt8] = []
    if let limit, limit < size {
      try decoder.decode(bytes(at: 0, count: limit), isLast: false, into: &text)
    } else {
      try forEachPiece { try decoder.decode($0, isLast: $1, into: &text) }
    }
    return text
  }
}
