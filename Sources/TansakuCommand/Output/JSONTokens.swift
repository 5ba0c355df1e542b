import Tansaku
import TansakuText

/// The tokens of a text for a program: JSON Lines, one object a token.
struct JSONTokens {
  /// Shows the tokens of a piece of the text.
  func print(_ listing: TokenListing, to output: Output) throws {
    for token in listing.rows {
      var object = JSONObject()
      object.set("type", "token")
      object.set("layer", token.layer.rawValue)
      object.set("term", token.term)
      object.set("text", token.text)
      object.set("position", token.position)
      object.set("start", token.start)
      object.set("length", token.length)
      try output.write(object.line)
    }
  }
}
