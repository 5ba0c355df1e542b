extension Citation {
  /// The item in CSL-JSON, in one line without its end.
  public var csl: String {
    var item = JSONObject()
    item.set("id", key)
    item.set("type", type.csl)
    item.set("title", title)
    if !authors.isEmpty { item.set("author", authors.map(Citation.cslName)) }
    if let date {
      var issued = JSONObject()
      issued.set("date-parts", [[date.year, date.month, date.day].compactMap { $0 }])
      item.set("issued", issued)
    } else if let dateText {
      var issued = JSONObject()
      issued.set("literal", dateText)
      item.set("issued", issued)
    }
    item.set(type.csl == "event" ? "event-place" : "publisher-place", place)
    item.set("language", language)
    item.set("genre", kind)
    item.set("URL", url)
    item.set("note", note)
    return item.json
  }

  private static func cslName(_ name: String) -> JSONObject {
    var object = JSONObject()
    if let (family, given) = familyAndGiven(of: name) {
      object.set("family", family)
      object.set("given", given)
    } else {
      object.set("literal", name)
    }
    return object
  }
}

extension Bibliography {
  /// A list of CSL-JSON: one citation a line, in brackets.
  public var csl: String {
    citations.isEmpty ? "[]\n" : "[\n" + citations.map(\.csl).joined(separator: ",\n") + "\n]\n"
  }
}
