"""Corpus and queries in the forms that the engines read.

Ours reads the texts as they are. The peers read them cut: the words of ICU, or overlapping bigrams
of the runs between separators, folded by NFKC and case, apart by spaces.
"""

import json
import lzma
import os
import re
import subprocess
import unicodedata
from dataclasses import dataclass

# What the name of a kind of query begins with.
KINDS = ("term", "and", "or", "phrase", "not", "near", "prefix", "wildcard", "fuzzy")
# How many words, or characters of a script without spaces, may lie between those of `near`.
NEAR = 5
# What stands together in a run: letters, digits and marks. Latin and digits stay whole as bigrams
# are made.
RUN = re.compile(r"[a-z0-9]+|(?:(?![a-z0-9_])\w)+")


def fold(text):
    return unicodedata.normalize("NFKC", text).casefold()


def bigrams(text):
    for run in RUN.findall(fold(text)):
        if len(run) == 1 or run.isascii():
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def cut_words(segmenter, nul_ended):
    """The words of each text as ICU cuts them, folded, apart by spaces.

    `segmenter` is the program that cuts; `nul_ended` a file of texts, each ended by a NUL byte.
    """
    with (
        open(nul_ended, "rb") as texts,
        subprocess.Popen([segmenter, "cut"], stdin=texts, stdout=subprocess.PIPE) as cutter,
    ):
        for line in cutter.stdout:
            yield " ".join(fold(line.decode()).split())
    if cutter.returncode:
        raise SystemExit(f"{segmenter} failed")


@dataclass
class Corpus:
    """The files of a corpus, and what there is in it."""

    folder: str
    texts: int = 0
    bytes: int = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    @property
    def documents(self):
        return self.path("corpus.jsonl")

    @property
    def nul_ended(self):
        return self.path("texts.nul")

    def cut(self, layer):
        return self.path(layer + ".tsv")


def lines_of(path):
    opener = lzma.open if path.endswith(".xz") else open
    return opener(path, "rt", encoding="utf-8")


def prepare_corpus(source, folder, limit, segmenter, with_bigrams):
    """Writes the corpus out for all engines; `segmenter` is the program that cuts words."""
    corpus = Corpus(folder)
    names = []
    with (
        lines_of(source) as lines,
        open(corpus.documents, "w", encoding="utf-8") as documents,
        open(corpus.nul_ended, "w", encoding="utf-8") as texts,
        open(corpus.cut("bigrams") if with_bigrams else os.devnull, "w", encoding="utf-8") as pairs,
    ):
        for number, line in enumerate(lines, 1):
            if corpus.texts == limit:
                break
            fields = json.loads(line)
            name = str(fields.get("id", "")).strip()
            text = fields.get("text") or fields.get("body") or ""
            if not name or re.search(r"\s", name):
                raise SystemExit(f"{source}:{number}: needs an \"id\" without spaces")
            text = text.replace("\0", " ")
            document = {"id": name, "text": text}
            if fields.get("lang"):
                document["lang"] = fields["lang"]
            documents.write(json.dumps(document, ensure_ascii=False) + "\n")
            texts.write(text + "\0")
            if with_bigrams:
                pairs.write(name + "\t" + " ".join(bigrams(text)) + "\n")
            names.append(name)
            corpus.texts += 1
            corpus.bytes += len(text.encode())
    if not corpus.texts:
        raise SystemExit(f"{source}: no documents")
    with open(corpus.cut("words"), "w", encoding="utf-8") as words:
        for name, line in zip(names, cut_words(segmenter, corpus.nul_ended), strict=True):
            words.write(name + "\t" + line + "\n")
    return corpus


@dataclass
class Queries:
    """The queries: `listed` has (name, kind, words), the files are for the peers and for us."""

    listed: list
    words: str
    typed: str

    @property
    def kinds(self):
        return list(dict.fromkeys(kind for _, kind, _ in self.listed))


def typed(kind, words):
    """A query as a person types it to us; in a phrase, a space parts Latin words and numbers."""
    if kind.startswith("phrase"):
        joined = words[0]
        for word in words[1:]:
            apart = joined[-1].isascii() and word[0].isascii()
            joined += " " + word if apart else word
        return f'"{joined}"'
    if kind.startswith("prefix"):
        return words[0] + "*"
    if kind.startswith("fuzzy"):
        return words[0] + "~1"
    if kind.startswith("not"):
        return " AND NOT ".join(words)
    if kind.startswith("near"):
        return f" NEAR/{NEAR} ".join(words)
    return (" AND " if kind.startswith("and") else " ").join(words)


def prepare_queries(source, folder):
    listed = []
    with open(source, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            kind, tab, text = line.rstrip("\n").partition("\t")
            if not tab or not text.split() or not re.fullmatch(rf"({'|'.join(KINDS)})\w*", kind):
                raise SystemExit(
                    f"{source}:{number}: needs a kind ({', '.join(KINDS)}…), a tab, words")
            listed.append((f"{kind}-{number}", kind, text.split()))
    if not listed:
        raise SystemExit(f"{source}: no queries")
    queries = Queries(
        listed,
        words=os.path.join(folder, "queries.words.tsv"),
        typed=os.path.join(folder, "queries.typed.tsv"))
    with open(queries.words, "w", encoding="utf-8") as out:
        for name, kind, words in listed:
            out.write(f"{name}\t{kind}\t{' '.join(fold(' '.join(words)).split())}\n")
    with open(queries.typed, "w", encoding="utf-8") as out:
        for name, kind, words in listed:
            out.write(f"{name}\t{typed(kind, words)}\n")
    return queries
