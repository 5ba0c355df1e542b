extension JSONObject {
  /// A completion of a text that was typed so far.
  package init(_ completion: Completion, of prefix: String) {
    self.init()
    set("type", "completion")
    set("prefix", prefix)
    set("text", completion.text)
    set("source", completion.source.rawValue)
    set("documents", completion.documentCount)
  }
}
