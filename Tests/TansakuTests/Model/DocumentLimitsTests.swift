import Testing

@testable import Tansaku

@Suite("The limits of a document")
struct DocumentLimitsTests {
  @Test("An id has no character whose general category is Cc, and may have any other")
  func controls() {
    for number in 0..<UInt32(0x3000) {
      guard let scalar = Unicode.Scalar(number) else { continue }
      let fault = DocumentLimits.fault(inIdentifier: "a\(scalar)")
      #expect((fault == .controlCharacter) == (scalar.properties.generalCategory == .control))
      #expect(fault == nil || fault == .controlCharacter)
    }
  }

  @Test("An id has 1 to 512 bytes, whatever its number of characters")
  func lengths() {
    #expect(DocumentLimits.fault(inIdentifier: "") == .empty)
    #expect(DocumentLimits.fault(inIdentifier: String(repeating: "a", count: 512)) == nil)
    #expect(
      DocumentLimits.fault(inIdentifier: String(repeating: "都", count: 171)) == .tooLong(513))
  }
}
