import Tansaku

/// A suggestion for a program: one object of JSON Lines.
enum JSONSuggestion {
  /// The object: the query, how many documents it finds, and what was replaced in it.
  static func object(of suggestion: Suggestion) -> JSONObject {
    var object = JSONObject()
    object.set("type", "suggestion")
    object.set("query", suggestion.query)
    object.set("documents", suggestion.documentCount)
    object.set(
      "changes",
      suggestion.changes.map { change in
        var object = JSONObject()
        object.set("typed", change.typed)
        object.set("replacement", change.replacement)
        object.set("place", [change.range])
        return object
      })
    return object
  }
}
