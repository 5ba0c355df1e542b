"""Judged sets and collections of them, in the forms that the engines read.

A set is a folder with documents, queries and judgments, as TREC or BEIR names them. A collection is
what goes into one index: a set, or several. Ids are those of the set behind its name, so that sets
may use the same ones.
"""

import json
import os
import re
from dataclasses import dataclass, field

from preparing import cut_words, fold

# Runs of Han, kana, bopomofo and Hangul: what Lucene's CJKBigramFilter makes bigrams of.
CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U000323af]+")

FORMS = {
    "documents": ("docs.jsonl", "corpus.jsonl"),
    "queries": ("queries.tsv", "queries.jsonl"),
    "judgments": ("qrels.txt", "qrels.tsv", "qrels/test.tsv"),
}


def grams(text, words):
    """Characters and pairs of them in runs of CJK, and the words of ICU that have none of it."""
    for word in words.split():
        if not CJK.search(word):
            yield word
    for run in CJK.findall(fold(text)):
        yield from run
        yield from (run[at : at + 2] for at in range(len(run) - 1))


@dataclass
class Set:
    """Documents, the queries that are judged, and the judgments."""

    name: str
    documents: list
    queries: dict
    judgments: list


def read_set(folder):
    name = os.path.basename(os.path.normpath(folder))
    if re.search(r"\s", name):
        raise SystemExit(f"{folder}: a set's name may have no spaces")
    paths = {kind: find(folder, names) for kind, names in FORMS.items()}

    def known(own, where):
        own = str(own)
        if not own or re.search(r"\s", own):
            raise SystemExit(f"{where}: needs an id without spaces")
        return f"{name}/{own}"

    documents = []
    for where, line in lines_of(paths["documents"]):
        fields = of_json(line, where)
        documents.append({
            "id": known(fields.get("id", fields.get("_id", "")), where),
            "title": fields.get("title") or "", "text": fields.get("text") or fields.get("body") or "",
            **({"lang": fields["lang"]} if fields.get("lang") else {})})
    judgments = []
    headed = False
    for where, line in lines_of(paths["judgments"]):
        fields = line.split()
        if fields == ["query-id", "corpus-id", "score"]:
            headed = True
            continue
        if len(fields) != (3 if headed else 4):
            raise SystemExit(f"{where}: needs query, {'' if headed else '0, '}document, grade")
        judgments.append((known(fields[0], where), known(fields[-2], where), int(fields[-1])))
    judged = {query for query, _, _ in judgments}
    queries = {}
    for where, line in lines_of(paths["queries"]):
        if paths["queries"].endswith(".jsonl"):
            fields = of_json(line, where)
            own, text = fields.get("_id", fields.get("id", "")), fields.get("text", "")
        else:
            own, _, text = line.partition("\t")
        if known(own, where) in judged:
            queries[known(own, where)] = " ".join(text.split())
    if not documents or not queries:
        raise SystemExit(f"{folder}: no documents, or no judged queries")
    return Set(name, documents, queries, judgments)


def find(folder, names):
    for name in names:
        if os.path.exists(path := os.path.join(folder, name)):
            return path
    raise SystemExit(f"{folder}: has none of {', '.join(names)}")


def lines_of(path):
    with open(path, encoding="utf-8-sig", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{path}:{number}", line.rstrip("\r\n")


def of_json(line, where):
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise SystemExit(f"{where}: {error}") from None
    if not isinstance(fields, dict):
        raise SystemExit(f"{where}: is no object")
    return fields


@dataclass
class Collection:
    """What goes into one index, and the files of it for every layer."""

    name: str
    folder: str
    sets: list
    runs: dict = field(default_factory=dict)

    @property
    def documents(self):
        return os.path.join(self.folder, "docs.jsonl")

    def cut(self, layer):
        return os.path.join(self.folder, f"docs.{layer}.tsv")

    def queries(self, layer):
        """`typed`: as they are; `apart`: ICU's words with spaces between; else for the peers."""
        return os.path.join(self.folder, f"queries.{layer}.tsv")

    def judgments(self, judged):
        return os.path.join(self.folder, f"{judged.name}.qrels")

    def prepare(self, segmenter):
        """Writes all files."""
        os.makedirs(self.folder)
        documents = [one for judged in self.sets for one in judged.documents]
        with open(self.documents, "w", encoding="utf-8") as out:
            for one in documents:
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
        texts = {one["id"]: (one["title"] + "\n" + one["text"]).strip() for one in documents}
        for layer, cut in self.layers(segmenter, texts).items():
            with open(self.cut(layer), "w", encoding="utf-8") as out:
                out.writelines(f"{name}\t{words}\n" for name, words in cut.items())
        queries = {name: text for judged in self.sets for name, text in judged.queries.items()}
        cut = self.layers(segmenter, queries)
        for layer, asked in cut.items():
            with open(self.queries(layer), "w", encoding="utf-8") as out:
                out.writelines(f"{name}\tor\t{words}\n" for name, words in asked.items())
        for layer, asked in (("typed", queries), ("apart", cut["words"])):
            with open(self.queries(layer), "w", encoding="utf-8") as out:
                out.writelines(f"{name}\t{text}\n" for name, text in asked.items())
        for judged in self.sets:
            with open(self.judgments(judged), "w", encoding="utf-8") as out:
                out.writelines(
                    f"{query} 0 {document} {grade}\n"
                    for query, document, grade in judged.judgments)

    def layers(self, segmenter, texts):
        ended = os.path.join(self.folder, "texts.nul")
        with open(ended, "w", encoding="utf-8") as out:
            out.writelines(text.replace("\0", " ") + "\0" for text in texts.values())
        words = dict(zip(texts, cut_words(segmenter, ended), strict=True))
        return {
            "words": words,
            "grams": {name: " ".join(grams(text, words[name])) for name, text in texts.items()}}
