import TansakuStorage

extension Manifest {
  /// The most documents of one segment: their numbers are 32 bits with a sign, and the last number
  /// stands for the end of a list.
  static let mostDocuments: UInt32 = .max >> 1 - 1

  /// What cannot be true of the manifest, as a sentence; nil if all of it can.
  ///
  /// Checked at every open and before every commit, so that whoever reads or writes an index may add up
  /// what the manifest says and count on it. A file with right checksums may still say anything: it may
  /// have been made by hand.
  var contradiction: String? {
    // So that commits can be counted for ever.
    if generation > UInt64.max >> 1 {
      return "The number of the commit, \(generation), is greater than any that can be."
    }
    var tags: Set<FileTag> = []
    var totalLength: UInt64 = 0
    for segment in segments {
      if let contradiction = contradiction(in: segment) { return contradiction }
      if !tags.insert(segment.tag).inserted {
        return "The segment \(segment.tag) is named twice."
      }
      let (sum, overflow) = totalLength.addingReportingOverflow(segment.totalLength)
      if overflow || sum > UInt64.max >> 1 {
        return "The documents of all segments are longer than any that can be."
      }
      totalLength = sum
    }
    return nil
  }

  private func contradiction(in segment: SegmentInfo) -> String? {
    let name = "The segment \(segment.tag)"
    if segment.tag == .none { return "A segment has no tag." }
    if segment.documentCount == 0 || segment.documentCount > Manifest.mostDocuments {
      return "\(name) has \(segment.documentCount) documents, and a segment may have 1 to "
        + "\(Manifest.mostDocuments)."
    }
    // A segment whose documents are all deleted is not named any more.
    if segment.deletedCount >= segment.documentCount {
      return "\(name) has \(segment.documentCount) documents, and \(segment.deletedCount) of them "
        + "are deleted."
    }
    if (segment.deletions == nil) != (segment.deletedCount == 0) {
      return "\(name) has deletions without a file or a file without deletions."
    }
    if let deletions = segment.deletions,
      deletions.generation == 0 || deletions.generation > generation
    {
      return "\(name) has deletions of commit \(deletions.generation), and this is commit "
        + "\(generation)."
    }
    let (longest, overflow) = UInt64(segment.documentCount).multipliedReportingOverflow(
      by: UInt64(LengthCode.decode(.max)))
    if !overflow, segment.totalLength > longest {
      return
        "\(name) has \(segment.documentCount) documents of \(segment.totalLength) full widths, "
        + "which is more than they can have."
    }
    return nil
  }
}
