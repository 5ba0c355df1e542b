"""Makes a judged set of texts and their summaries: each summary asks for its text.

What would make a question too easy, or give it two answers, is left out.
"""

import hashlib
import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

# A text with this share of words of what it was translated from is not translated: names stay.
UNTRANSLATED = 0.7
# Share of the question's words that no sentence of the answer may hold.
TOLD = 0.8
# Words of the shortest text and question, and characters where words have no spaces.
LEAST_WORDS = 12
LEAST_CHARACTERS = 30
LEAST_QUESTION = 2
LONGEST_QUESTION = 40
# Texts are near duplicates if more than this share of one's rows of words is in the other.
ROW = 4
ROWS_ALIKE = 0.35
# Questions are alike if they share this part of the words of both.
QUESTIONS_ALIKE = 0.6
# Fewer questions tell nothing.
LEAST_QUESTIONS = 30

SENTENCE_END = re.compile(r"(?<=[.!?:…।])\s+|(?<=[。！？])")
# Characters of scripts without spaces count as words.
WORD = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\\s\u3040-\u30ff\u3400-\u9fff]+")


class Separators(dict):
    """For `str.translate`: letters, marks and digits stay, all else becomes a space."""

    def __missing__(self, code):
        kept = unicodedata.category(chr(code))[0] in "LMN"
        self[code] = code if kept else " "
        return self[code]


SEPARATORS = Separators()


@dataclass
class Document:
    question: str
    text: str


def words(text):
    folded = unicodedata.normalize("NFKC", text).casefold()
    return WORD.findall(folded.translate(SEPARATORS))


def translated(text, original):
    found = words(text)
    return sum(word in original for word in found) < UNTRANSLATED * len(found)


def without_answer(text, question):
    """The sentences that do not say themselves what the question says."""
    asked = set(words(question))
    return [
        sentence for sentence in SENTENCE_END.split(text)
        if sentence.strip() and len(asked & set(words(sentence))) < TOLD * len(asked)]


def document_of(text):
    """What is left of a text, or nothing if it is not translated, or too short."""
    original = set(words(text.original))
    question = " ".join(text.summary.split())
    if len(words(question)) < LEAST_QUESTION or not translated(question, original):
        return None
    body = "\n".join(
        sentence for paragraph in text.paragraphs if translated(paragraph, original)
        for sentence in without_answer(paragraph, question))
    found = words(body)
    characters = sum(len(word) == 1 for word in found)
    least = LEAST_CHARACTERS if characters > len(found) / 2 else LEAST_WORDS
    return Document(question, body) if len(found) >= least else None


def without_near_duplicates(documents):
    """Passes over documents that share many rows of words with one before."""
    holders = defaultdict(list)
    for number, document in enumerate(documents):
        found = words(document.text)
        rows = {tuple(found[at : at + ROW]) for at in range(max(1, len(found) - ROW + 1))}
        shared = Counter(other for row in rows for other in holders.get(row, ()))
        if shared and max(shared.values()) > ROWS_ALIKE * len(rows):
            continue
        for row in rows:
            holders[row].append(number)
        yield document


def askable(documents):
    """The numbers of documents whose question is like no other one."""
    asked = [set(words(document.question)) for document in documents]
    holders = defaultdict(list)
    for number, found in enumerate(asked):
        for word in found:
            holders[word].append(number)
    for number, found in enumerate(asked):
        shared = Counter(other for word in found for other in holders[word] if other != number)
        alike = any(
            count >= QUESTIONS_ALIKE * len(found | asked[other])
            for other, count in shared.items())
        if not alike and len(found) <= LONGEST_QUESTION:
            yield number


def taken(items, most):
    return [item for _, item in zip(range(most), items)]


def chosen(texts, most_documents, most_questions, seed):
    """Documents and the numbers of those that are asked for.

    The order depends on the seed and the names alone: new texts do not change which others come.
    """
    def order(text):
        return hashlib.md5(f"{seed} {text.name}".encode()).digest()

    documents = filter(None, map(document_of, sorted(texts, key=order)))
    documents = taken(without_near_duplicates(documents), most_documents)
    return documents, taken(askable(documents), most_questions)


def write_set(folder, language, documents, asked):
    os.makedirs(folder, exist_ok=True)

    def opened(name):
        return open(os.path.join(folder, name), "w", encoding="utf-8")

    with opened("docs.jsonl") as out:
        for number, document in enumerate(documents):
            fields = {"id": f"d{number}", "title": "", "text": document.text, "lang": language}
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
    with opened("queries.tsv") as out:
        out.writelines(f"q{number}\t{documents[number].question}\n" for number in asked)
    with opened("qrels.txt") as out:
        out.writelines(f"q{number} 0 d{number} 1\n" for number in asked)
