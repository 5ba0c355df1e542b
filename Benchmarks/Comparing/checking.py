"""Are the answers answers? Looks for the words of each query in the texts that were given as hits.

The words are looked for as characters, after folding by NFKC and case and without separators: a
phrase of words may have a comma between them for one engine and not for another, and both pass.
"""

import json
import re
from collections import defaultdict

from preparing import fold


def bare(text):
    return re.sub(r"[\W_]+", "", fold(text))


def holds(kind, words, text):
    if kind.startswith("phrase"):
        return "".join(words) in text
    if kind.startswith("not"):
        return words[0] in text
    if kind.startswith(("fuzzy", "wildcard")):
        # What is nearly the word cannot be told by looking for it.
        return True
    return (all if kind.startswith(("and", "near")) else any)(word in text for word in words)


def check(runs, queries, documents):
    """For each engine and kind: hits that hold, all hits, and queries without a hit.

    `runs` is a TREC run for each engine.
    """
    hits = {}
    wanted = set()
    for engine, path in runs.items():
        hits[engine] = defaultdict(list)
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                name, _, document, *_ = line.split(" ")
                hits[engine][name].append(document)
                wanted.add(document)
    texts = {}
    with open(documents, encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            if fields["id"] in wanted:
                texts[fields["id"]] = bare(fields["text"])
    told = {}
    for engine, found in hits.items():
        counts = defaultdict(lambda: [0, 0, 0])  # hits that hold, hits, queries without any
        for name, kind, words in queries.listed:
            folded = [bare(word) for word in words]
            count = counts[kind]
            count[0] += sum(holds(kind, folded, texts[document]) for document in found[name])
            count[1] += len(found[name])
            count[2] += not found[name]
        told[engine] = dict(counts)
    return told
