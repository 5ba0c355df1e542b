import ArgumentParser

/// The forms in which what is no list of hits can be shown.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
