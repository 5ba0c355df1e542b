"""The table in Markdown: first what may not be compared, then the figures, then where we lose."""

# Metric, its words in the table, whether more is better, decimals.
METRICS = [
    ("queries_per_second", "queries/s", True, 0),
    ("p50_us", "median, µs", False, 0),
    ("p95_us", "95 of 100 within, µs", False, 0),
    ("p50_us_search_alone", "median of the search alone, µs", False, 0),
    ("index_cpu_s", "indexing, CPU s", False, 2),
    ("index_wall_s", "indexing, wall s", False, 2),
    ("index_bytes", "index without stored text, MB", False, 2),
    ("index_bytes_with_text", "index with stored text, MB", False, 2),
    ("peak_rss_mb", "peak memory, MB", False, 0),
    ("cold_ms", "cold process to first answer, ms", False, 1),
    ("start_ms", "of it: start without an index, ms", False, 1),
]

# Follow from others, or have no counterpart.
NOT_JUDGED = {
    "p95_us", "p50_us_search_alone", "index_wall_s", "index_bytes_with_text", "start_ms",
}

UNLIKE = """\
- **Tokens.** The peers get words cut beforehand by ICU (folded by NFKC and case, not counted in
  their time) and index nothing else. tansaku reads raw text, and in its time it segments, folds,
  finds names, and writes words, overlapping bigrams and entities; all of these layers are in the
  index that answers.
- **Words and characters.** As `both` (what a user gets) a word that tansaku is asked for is looked
  up in more than one layer, so that a word that was cut otherwise is found too: more work, more
  hits, another order. As `words` the same index is asked for whole words alone
  (`--whole-words`), as the peers are; its figures of indexing and size are those of the one index
  with all layers. A phrase is in both a run of characters for tansaku and adjoining tokens for the
  peers, where separators between the words do not count. The queries are the same words; the sets
  of hits are not.
- **Calls.** A latency is the time from the words of a query to the ids of its ten best hits.
  tansaku parses what a person typed; Tantivy and Lucene get queries built of terms, without a
  parser. Tantivy's binding fetches an id as a stored document, which costs it more than it would
  a program in Rust: the peers' search alone, without building the query and without ids, has rows
  of its own. A call of the binding that finds nothing costs: {empty}. tansaku is timed in whole
  microseconds.
- **Caches.** A searcher of tansaku keeps the united documents of characters that were asked for
  alone or at the end of a phrase, at most 24 MiB, so that of each query's passes only the first
  unites them. Words and phrases are not kept. The peers keep nothing of a query here.
- **Stored text.** tansaku stores the texts, compressed, and its indexing time includes that; its
  size is given without them and with them. The peers store ids only; SQLite's table is
  contentless.
- **Durability.** tansaku, Tantivy and Lucene sync files to the disk at commit. SQLite writes one
  transaction through its write-ahead log; its time includes `optimize` and `VACUUM`, as Lucene's
  a merge to one segment.
- **Languages.** Tantivy and SQLite are driven from Python, which makes a document of each line in
  their indexing time; Lucene from Java, whose compiler and collector take CPU beside the one
  thread. Peak memory is that of the process, with the interpreter and with mapped pages of the
  index (`search`), or without mapped pages (`search_anonymous`).
- **Cold** is a new process with the files in the page cache, its start included; the start alone
  (import of the binding, virtual machine) stands in the row below.
"""


def number(value, decimals):
    return "–" if value is None else f"{value:,.{decimals}f}"


def shown(metric, value):
    return value / 1e6 if value is not None and metric.startswith("index_bytes") else value


def table(figures, engines, queries):
    keys = [engine.key for engine in engines]
    ours = [engine.key for engine in engines if engine.name == "tansaku"]
    first_peer = next((key for key in keys if key.startswith("tantivy")), None)
    ratios = [f"{key} ÷ {first_peer}" for key in ours] if first_peer else []
    yield "| " + " | ".join(["figure", "kind", *keys, *ratios]) + " |"
    yield "| --- | --- |" + " ---: |" * (len(keys) + len(ratios))
    for metric, words, _, decimals in METRICS:
        for kind in figures.kinds(metric):
            values = {key: shown(metric, figures.value(key, metric, kind)) for key in keys}
            cells = [number(value, decimals) for value in values.values()]
            for key in ours if first_peer else []:
                mine, theirs = values[key], values[first_peer]
                cells.append(f"{mine / theirs:.2f}" if mine and theirs else "–")
            yield f"| {words} | {kind} | " + " | ".join(cells) + " |"


def losses(figures, engines):
    """A line for each figure and peer that is ahead of ours: the kinds, and how many times."""
    ours = [engine for engine in engines if engine.name == "tansaku"]
    for metric, words, more_is_better, _ in METRICS:
        if metric in NOT_JUDGED:
            continue
        for mine, peer in ((mine, peer) for mine in ours for peer in engines if peer not in ours):
            ahead = []
            for kind in figures.kinds(metric):
                value = figures.value(mine.key, metric, kind)
                theirs = figures.value(peer.key, metric, kind)
                if not value or not theirs:
                    continue
                times = theirs / value if more_is_better else value / theirs
                if times > 1:
                    ahead.append(f"{kind} {times:.2f}")
            if ahead:
                yield f"- {words}: {peer.key} of {mine.key}, times: {', '.join(ahead)}"


def answers(checked, queries):
    yield "| kind | " + " | ".join(checked) + " |"
    yield "| --- |" + " ---: |" * len(checked)
    for kind in queries.kinds:
        cells = []
        for told in checked.values():
            held, hits, empty = told[kind]
            cells.append(f"{100 * held / hits:.1f} % / {empty}" if hits else f"– / {empty}")
        yield f"| {kind} | " + " | ".join(cells) + " |"


def text(figures, engines, queries, checked, empty, facts, warnings):
    calls = ", ".join(f"{key} {microseconds} µs" for key, microseconds in empty.items())
    lines = ["# Comparison", "", *facts, ""]
    if warnings:
        lines += ["**Read first.**", "", *[f"- {warning}" for warning in warnings], ""]
    lines += ["## What may not be compared", "", UNLIKE.format(empty=calls or "not measured")]
    lines += ["## Figures", "", *table(figures, engines, queries), ""]
    behind = list(losses(figures, engines)) or ["Nowhere."]
    lines += ["## Where a peer is ahead", "", *behind, ""]
    lines += [
        "## Are the answers answers", "",
        "Of the first ten hits, the share that have the words of the query as characters (a hit by",
        "a variant of a character or another name of a city counts as a miss) / queries without a",
        "hit.", "",
        *answers(checked, queries), ""]
    return "\n".join(lines)
