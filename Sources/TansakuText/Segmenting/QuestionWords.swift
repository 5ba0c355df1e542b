/// The words that ask: who, 誰, อะไร.
///
/// A question has them in the place of what it asks for, and the text that answers has the answer
/// there. In a small collection they are rare all the same, so that by their rarity alone they would
/// tell a lot.
package enum QuestionWords {
  /// Whether a word asks.
  ///
  /// - Parameter word: a folded word; one with marks as `MarkedWords` has it, for `nào` asks and
  ///   `não` does not.
  /// - Returns: whether it is one of the words that ask.
  package static func contains(_ word: ArraySlice<UInt32>) -> Bool { words.contains(word) }

  private static let words: Set<ArraySlice<UInt32>> = Set(
    lists.flatMap { Literal.words($0.words) }.map { word in
      // Marks that make words stay.
      word.utf16.contains(where: MarkedWords.mayCarryMark)
        ? word.unicodeScalars.map(\.value)[...] : Literal.fold(word)[...]
    })

  /// Pronouns, adverbs and particles, as ICU cuts them.
  ///
  /// In Korean with the particles that stick to them most. Left out is what is more often another
  /// word elsewhere, as Italian `come` and `dove`, Vietnamese `ai` or Turkish `kim` are.
  static let lists: [(language: String, words: String)] = [
    ("ar", "ماذا ما من متى أين كيف لماذا كم أي هل"),
    ("bn", "কে কি কী কোন কখন কোথায় কেন কীভাবে কত"),
    ("cs", "kdo jaký jaká jaké jaky jaka jake kdy kde proč proc kolik který která které"),
    ("da", "hvad hvem hvilken hvilket hvilke hvornår hvornar hvor hvorfor hvordan"),
    ("de", "was wer wen wem wessen wann wo wohin woher warum wieso weshalb wie wieviel wieviele"),
    ("de", "welche welcher welches welchen welchem"),
    ("el", "τι ποιος ποια ποιο ποιοι πότε πού γιατί πώς πόσο πόσα πόσοι"),
    ("en", "what which who whom whose when where why how"),
    ("es", "qué quién quiénes cuál cuáles cuándo dónde adónde cómo cuánto cuánta cuántos cuántas"),
    ("es", "que quien quienes cual cuales cuando donde adonde como cuanto cuanta cuantos cuantas"),
    ("fa", "چه کی کجا چرا چگونه چطور کدام چند چیست کیست"),
    ("fi", "mikä mitä kuka ketä milloin missä mistä mihin miksi miten kuinka millainen mitkä"),
    ("fr", "qui que qu quoi quel quelle quels quelles quand où comment pourquoi combien"),
    ("fr", "lequel laquelle lesquels lesquelles"),
    ("he", "מה מי מתי איפה היכן למה מדוע איך כיצד כמה איזה איזו אילו האם"),
    ("hi", "क्या कौन किस किसने किसे किसका किसकी किसके कब कहाँ कहां क्यों कैसे कैसा कैसी कितना कितने कितनी कौनसा कौनसी"),
    ("hu", "mikor hol miért miert hogyan mennyi melyik hány hany"),
    ("id", "siapa kapan dimana mengapa kenapa bagaimana berapa"),
    ("it", "quale quali quando perché perche quanto quanti quanta quante"),
    ("ja", "何 なん 誰 だれ どなた 何処 どこ いつ どの どれ どちら どっち どんな どう"),
    ("ja", "なぜ なぜか 何故 どうして いくつ 幾つ いくら 何人 何年 何時 か です"),
    ("ko", "누구 누가 누구의 누구인가 무엇 무엇을 무엇이 무엇인가 무엇입니까 뭐 무슨 어디 어디에 어디서 어디에서"),
    ("ko", "언제 어떤 어떻게 어느 왜 몇 얼마 얼마나"),
    ("nl", "wie waar wanneer waarom welke welk hoeveel"),
    ("pl", "kto jaki jaka jakie kiedy gdzie dlaczego ile który która które ktory ktora ktore"),
    ("pt", "quem qual quais onde porquê"),
    (
      "ru",
      "кто кого кому кем чей чья чьё чьи что чего чему чем когда где куда откуда почему зачем как сколько"
    ),
    (
      "ru", "какой какая какое какие какого какую каким каких каком который которая которое которые"
    ),
    ("sv", "vad vem vilken vilket vilka när var varför hur"),
    ("ta", "என்ன யார் எப்போது எங்கே ஏன் எப்படி எத்தனை எந்த"),
    ("th", "อะไร ใคร ไหน ที่ไหน ไหร่ ไร อย่างไร ทำไม กี่ ใด คนใด ปีใด ไหม"),
    ("tr", "nerede nereye nereden neden niçin nasıl hangi hangisi kaç"),
    ("uk", "хто що який яка яке які коли де куди чому навіщо як скільки чий"),
    ("vi", "gì nào đâu mấy"),
    ("zh", "什麼 甚麼 什麼時候 為什麼 為何 何 何時 何人 何處 何者 何種 何以 何故 誰 是誰 哪 哪一 哪個 哪些 哪裡 哪兒 哪位"),
    ("zh", "多少 多久 多大 幾 幾個 幾年 幾時 怎麼 怎麼辦 怎樣 如何 嗎 呢 請問"),
  ]
}
