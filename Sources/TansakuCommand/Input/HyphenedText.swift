/// Texts that begin with a hyphen, and are taken for options where no `--` stands before them.
enum HyphenedText {
  /// The arguments with `--sort -title` written as `--sort=-title`, because the parser takes the letters of
  /// a name apart if one of them is a short option of the tool, as `i` is.
  static func joiningSortNames(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    var joined: [String] = []
    for (index, argument) in arguments.enumerated() {
      let isName =
        index < end && joined.last == "--sort" && argument.count > 1 && argument.hasPrefix("-")
      if isName {
        joined[joined.endIndex - 1] += "=" + argument
      } else {
        joined.append(argument)
      }
    }
    return joined
  }

  /// What is wrong with arguments that ask for help by the letters of a text alone, `delete -dash`;
  /// nil where help was asked for.
  static func fault(inHelpFor arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    if options.contains(where: requests.contains) || options.first == "help" { return nil }
    let text = options.first {
      $0.count > 2 && $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("h")
    }
    return text.map { "Unknown option '\($0)'\n\(advice(on: $0, arguments))" }
  }

  /// What is wrong with arguments, and what to do where that is an option of one hyphen that there is
  /// not.
  static func advised(_ message: String, _ arguments: [String]) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    let quoted = lines.first?.split(separator: "'") ?? []
    guard quoted.count > 1, quoted[0].hasSuffix("Unknown option "), quoted[1].hasPrefix("-"),
      !quoted[1].hasPrefix("--")
    else { return message }
    lines.insert(Substring(advice(on: String(quoted[1]), arguments)), at: 1)
    return lines.joined(separator: "\n")
  }

  /// What asks for help, or for the version, in full.
  private static let requests = ["-h", "-help", "--help", "--help-hidden", "--version"]

  private static func advice(on text: String, _ arguments: [String]) -> String {
    let command = arguments.first.flatMap { $0.hasPrefix("-") ? nil : $0 + " " } ?? ""
    return "A text that begins with a hyphen is written behind --: tansaku \(command)-- \(text)"
  }
}
