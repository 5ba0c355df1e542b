"""SQLite's FTS5 by Python's own binding: contentless, beside a table that leads from row to id."""

import os
import sqlite3

from harness import LIMIT, NEAR, main

TOP = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"


def build(documents, folder):
    database = sqlite3.connect(os.path.join(folder, "index.db"), isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA cache_size = -500000")
    database.execute("BEGIN")
    database.execute("CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE)")
    database.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(body, content = '',"
        " tokenize = 'unicode61 remove_diacritics 0')")
    for number, (name, words) in enumerate(documents, 1):
        database.execute("INSERT INTO documents VALUES (?, ?)", (number, name))
        database.execute("INSERT INTO texts (rowid, body) VALUES (?, ?)", (number, words))
    database.execute("COMMIT")
    database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("VACUUM")
    database.execute("PRAGMA journal_mode = DELETE")
    database.close()


class SQLite:
    def __init__(self, folder):
        self.database = sqlite3.connect(os.path.join(folder, "index.db"))

    def prepare(self, kind, words):
        quoted = ['"' + word.replace('"', '""') + '"' for word in words]
        if kind.startswith("phrase"):
            return " + ".join(quoted)
        if kind.startswith("near"):
            return f"NEAR({' '.join(quoted)}, {NEAR})"
        if kind.startswith("prefix"):
            return quoted[0] + " *"
        if kind.startswith("not"):
            return " NOT ".join(quoted)
        if kind.startswith(("wildcard", "fuzzy")):
            return None
        return (" AND " if kind.startswith("and") else " OR ").join(quoted)

    def answer(self, query):
        return self.database.execute(TOP, (query, LIMIT)).fetchall()

    def answer_nothing(self):
        return self.database.execute("SELECT 1 WHERE ? = ?", (0, LIMIT)).fetchall()

    def identifiers(self, hits):
        find = "SELECT id FROM documents WHERE number = ?"
        return [self.database.execute(find, row).fetchone()[0] for row in hits]


if __name__ == "__main__":
    main(SQLite, build)
