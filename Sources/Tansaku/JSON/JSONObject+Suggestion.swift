extension JSONObject {
  /// A suggestion: the query, how many documents it finds, and what was replaced in it.
  package init(_ suggestion: Suggestion) {
    self.init()
    set("type", "suggestion")
    set("query", suggestion.query)
    set("documents", suggestion.documentCount)
    set(
      "changes",
      suggestion.changes.map { change in
        var object = JSONObject()
        object.set("typed", change.typed)
        object.set("replacement", change.replacement)
        object.set("place", [change.range])
        return object
      })
  }
}
