"""Reads the Unihan files of Debian's `unicode-data`, for generators."""

import bz2
import pathlib

UNIHAN = pathlib.Path("/usr/share/unicode")


def unihan(file):
    """The (character, field, value) rows of a Unihan file."""
    with bz2.open(UNIHAN / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t", 2)
                yield chr(int(code[2:], 16)), field, value
