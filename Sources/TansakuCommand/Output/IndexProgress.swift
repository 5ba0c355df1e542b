/// How far indexing has come, in one line that is written over and over.
struct IndexProgress {
  private var last = -1.0

  /// Shows documents, megabytes, the rate and the time left; a few times a second at most.
  mutating func show(documents: Int, bytes: Int, total: Int?, seconds: Double) {
    guard seconds - last >= 0.2, seconds > 0 else { return }
    last = seconds
    Diagnostics.showProgress(
      IndexProgress.line(documents: documents, bytes: bytes, total: total, seconds: seconds))
  }

  /// The line: `1,200 documents, 3.5 of 14.0 MB, 1.7 MB/s, 0:06 left`.
  ///
  /// - Parameters:
  ///   - documents: how many were added.
  ///   - bytes: how many were read.
  ///   - total: how many there are; nil where nobody knows, as of a pipe.
  ///   - seconds: how long it took.
  /// - Returns: the line, without the total and the time left where they are unknown.
  static func line(documents: Int, bytes: Int, total: Int?, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(bytes) / seconds : 0
    // Files may grow while they are read.
    let total = total.map { max($0, bytes) }
    var text = "\(counted(documents, "document")), \(megabytes(bytes))"
    if let total { text += " of \(megabytes(total))" }
    text += " MB, \(fixed(rate / 1e6, 1)) MB/s"
    if let total, rate > 0 { text += ", \(time(Double(total - bytes) / rate)) left" }
    return text
  }

  /// The line when all is read and the rest is written and merged.
  static func finishing(documents: Int, bytes: Int, seconds: Double) -> String {
    "\(counted(documents, "document")), \(megabytes(bytes)) MB in \(time(seconds)), writing the rest"
  }

  private static func megabytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1e6, 1) }

  /// A time in seconds as hours, minutes and seconds: `2:05`, `1:02:05`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(max(0, min(seconds, 1e9)).rounded(.up))
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return (hours > 0 ? "\(hours):\(digits(minutes))" : "\(minutes)") + ":\(digits(whole % 60))"
  }
}
