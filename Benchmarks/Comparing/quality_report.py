"""The table of ranking in Markdown: first what may not be compared, then the figures."""

UNLIKE = """\
- **Analysis.** The peers get text cut beforehand. `words`: the words of ICU, folded by NFKC and case.
  `grams`: every character and every two adjoining ones of runs of Han, kana and Hangul, the words of
  ICU elsewhere, all in one field: what Lucene's ICU tokenizer with its filter of CJK bigrams makes of
  a text, but that the bigrams count in a document's length. Neither has stems, stop words or
  variants of characters (臺 = 台). tansaku reads raw text and does what it does for every user.
- **Titles.** The peers have them as the first line of the text, tansaku as a title, which counts
  twice.
- **Queries.** The peers get the words of a question as a disjunction of terms, tansaku the question
  as it was typed.
- **Parameters.** Lucene and Tantivy rank by BM25 with their defaults (k1 1.2, b 0.75). tansaku's
  weights were tuned on sets of the same kind: if these very sets were used for that, its lead is
  somewhat too large here, and sets that nobody tuned on tell more.
- **Judgments.** Where a question was written from one document, as in sets made of reading
  comprehension, this one alone counts as right, and others that answer it as well count as wrong;
  and the question shares words with it, which favours any engine that looks for words.
- **Ten hits** are looked at, so that R@100 and the like are not told.
"""

MEASURES = {"RR@10": "MRR@10", "nDCG@10": "nDCG@10"}


def cell_of(figures, index, name, measure, key):
    for one in figures:
        if (one["index"], one.get("set"), one["measure"], one.get("engine")) == (
                index, name, measure, key) and "value" in one:
            return f"{one['value'] * 100:.2f}"
    return "–"


def difference_of(figures, index, name, measure, peer):
    for one in figures:
        if (one["index"], one.get("set"), one["measure"], one.get("against")) == (
                index, name, measure, peer):
            ends = f"{one['low'] * 100:+.2f} to {one['high'] * 100:+.2f}"
            certain = one["low"] > 0 or one["high"] < 0
            mean = f"{one['difference'] * 100:+.2f}"
            return f"**{mean}** ({ends})" if certain else f"{mean} ({ends})"
    return "–"


def table(figures, engines, measure):
    peers = [engine.key for engine in engines[1:]]
    keys = [engine.key for engine in engines]
    head = ["index", "set", *keys, *(f"ours − {peer}" for peer in peers)]
    yield "| " + " | ".join(head) + " |"
    yield "| --- | --- |" + " ---: |" * (len(head) - 2)
    places = dict.fromkeys(
        (one["index"], one["set"]) for one in figures if one["measure"] == measure)
    for index, name in sorted(places, key=lambda place: (place[0], place[1] == "mean")):
        cells = [
            *(cell_of(figures, index, name, measure, key) for key in keys),
            *(difference_of(figures, index, name, measure, peer) for peer in peers)]
        yield f"| {index} | {name} | " + " | ".join(cells) + " |"


def text(figures, engines, sets, missing, checked, rates, options):
    """The whole report."""
    worst, count = checked
    documents = sum(len(judged.documents) for judged in sets)
    lines = ["# Ranking beside other engines", ""]
    lines += [f"**{one}**\n" for one in missing]
    lines += [
        f"{len(sets)} sets, {documents:,} documents, "
        f"{sum(len({query for query, _, _ in judged.judgments}) for judged in sets):,} judged "
        "queries. `apart`: an index for each set; `together`: one index of all, the queries of each "
        "set measured on their own; `mean` is that of the sets.", "",
        "Engines: " + ", ".join(f"{engine.key} ({engine.version})" for engine in engines) + ".", "",
        "Figures by ir-measures, × 100. "
        + (f"`tansaku evaluate` gives the same {count} to six digits."
           if worst <= 2e-6 else f"**`tansaku evaluate` differs by up to {worst:.6f}.**"), "",
        "Behind them, ours minus each peer with the 95 % interval of a paired bootstrap over the "
        f"queries ({options.resamples:,} resamples, seed {options.seed}); bold where it does not "
        "hold 0.", "",
        "## What may not be compared", "", UNLIKE]
    for measure, name in MEASURES.items():
        lines += [f"## {name}", "", *table(figures, engines, measure), ""]
    if rates:
        lines += [
            "## What it costs", "",
            "Questions a second of `tansaku batch` on the last index, one thread, ten best hits: the "
            "number of questions ÷ the sum of their medians, all from this run, in turns. With words "
            "apart, the question has spaces between the words of ICU: `--whole-words` takes what "
            "stands between spaces for a word.", "",
            "| asked | questions/s | ÷ as typed |", "| --- | ---: | ---: |",
            *(f"| {way} | {rate:,.0f} | {rate / rates['as typed']:.2f} |"
              for way, rate in rates.items()), ""]
    return "\n".join(lines)
