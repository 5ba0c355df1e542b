/// How far indexing has come, in one line that is written over and over.
struct IndexProgress {
  private var last = -1.0

  /// Shows documents, megabytes, the rate and the time left; a few times a second at most.
  mutating func show(documents: Int, bytes: Int, left: Int?, seconds: Double) {
    guard seconds - last >= 0.2, seconds > 0 else { return }
    last = seconds
    let rate = Double(bytes) / seconds
    var text =
      "\(counted(documents, "document")), \(fixed(Double(bytes) / 1e6, 1)) MB, "
      + "\(fixed(rate / 1e6, 1)) MB/s"
    if let left, rate > 0 { text += ", \(IndexProgress.time(Double(left) / rate)) left" }
    Diagnostics.showProgress(text)
  }

  /// A time in seconds as minutes and seconds: `2:05`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(max(0, min(seconds, 1e9)).rounded(.up))
    let rest = whole % 60
    return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
}
