"""Tantivy by its Python binding: one thread, words apart by spaces, only the id stored."""

import re

import tantivy
from harness import LIMIT, NEAR, main
from tantivy import Occur, Query

HEAP = 512 << 20


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(
        "body", stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def build(documents, folder):
    index = tantivy.Index(schema(), path=folder)
    writer = index.writer(heap_size=HEAP, num_threads=1)
    for name, words in documents:
        document = tantivy.Document()
        document.add_text("id", name)
        document.add_text("body", words)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Tantivy:
    def __init__(self, folder):
        index = tantivy.Index.open(folder)
        index.config_reader("manual")
        self.schema = index.schema
        self.searcher = index.searcher()

    def prepare(self, kind, words):
        if kind.startswith("phrase"):
            return Query.phrase_query(self.schema, "body", words)
        if kind.startswith("near"):
            return Query.phrase_query(self.schema, "body", words, slop=NEAR)
        if kind.startswith("prefix"):
            return Query.regex_query(self.schema, "body", re.escape(words[0]) + ".*")
        if kind.startswith("wildcard"):
            parts = (re.escape(part) for part in words[0].split("*"))
            return Query.regex_query(self.schema, "body", ".*".join(parts))
        if kind.startswith("fuzzy"):
            return Query.fuzzy_term_query(self.schema, "body", words[0], distance=1)
        terms = [Query.term_query(self.schema, "body", word, "freq") for word in words]
        if len(terms) == 1:
            return terms[0]
        if kind.startswith("not"):
            first, *others = terms
            return Query.boolean_query(
                [(Occur.Must, first), *((Occur.MustNot, term) for term in others)])
        occur = Occur.Must if kind.startswith("and") else Occur.Should
        return Query.boolean_query([(occur, term) for term in terms])

    def answer(self, query):
        return self.searcher.search(query, LIMIT, count=False)

    def answer_nothing(self):
        return self.searcher.search(Query.empty_query(), LIMIT, count=False)

    def identifiers(self, result):
        return [self.searcher.doc(address)["id"][0] for _, address in result.hits]


if __name__ == "__main__":
    main(Tantivy, build)
