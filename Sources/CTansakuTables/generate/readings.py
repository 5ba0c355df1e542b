#!/usr/bin/env python3
"""Makes ../readings.tsv and ../readings.bin: which Han characters are read so.

Needs Debian's `unicode-data` (Unihan). ../README.md says how to run it.
"""

import collections
import pathlib
import re
import struct
import unicodedata

from unihan import unihan

TABLES = pathlib.Path(__file__).resolve().parent.parent

# Readings in names and everyday words that Unihan does not have.
BY_HAND = {
    "日": "に", "戸": "べ", "城": "き", "児": "ご", "鹿": "か", "和": "わ と", "府": "ふ", "分": "ぶ",
    "今": "きよ", "明": "あ", "昨": "きの", "田": "いな", "大": "お", "屋": "や", "町": "ま",
}

VOWELS = "あいうえお"
ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だじずでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}
SYLLABLES = {
    "ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ", "wi": "い", "we": "え", "wo": "お", "n": "ん",
    "shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "vu": "ぶ",
}
for consonant, row in ROWS.items():
    for vowel, kana in zip("aiueo", row):
        SYLLABLES.setdefault(consonant + vowel, kana)
    if consonant:
        for vowel, kana in zip("auo", "やゆよ"):
            SYLLABLES[f"{consonant}y{vowel}"] = row[1] + kana
for consonant, kana in (("sh", "し"), ("ch", "ち"), ("j", "じ")):
    for vowel, small in zip("auoe", "やゆよえ"):
        SYLLABLES[consonant + vowel] = kana + small

VOWEL_OF = {}
for row in ROWS.values():
    for vowel, kana in enumerate(row):
        VOWEL_OF[kana] = vowel
VOWEL_OF |= {"や": 0, "ゆ": 2, "よ": 4, "わ": 0}


def kana(romaji):
    """The large hiragana of a reading in Unihan's romaji; None for what is no reading."""
    text, at = "", 0
    while at < len(romaji):
        if romaji[at:at + 1] == romaji[at + 1:at + 2] and romaji[at] not in "aiueon":
            text, at = text + "つ", at + 1
            continue
        for length in (3, 2, 1):
            if romaji[at:at + length] in SYLLABLES:
                text += SYLLABLES[romaji[at:at + length]]
                at += length
                break
        else:
            return None
    return text


def sound(text):
    """The text without the vowels that only lengthen the one before them."""
    result, vowel = "", None
    for character in text:
        index = VOWELS.find(character)
        if index >= 0 and vowel is not None and (
                index == vowel or (vowel, index) in ((3, 1), (4, 2))):
            continue
        result += character
        vowel = VOWEL_OF.get(character)
    return result


def japanese(value, is_kun):
    for romaji in value.lower().split():
        text = kana(romaji)
        if not text:
            continue
        yield sound(text)
        # Endings are written in kana behind the character, or left out.
        if is_kun and len(text) > 1 and VOWEL_OF.get(text[-1]) == 2:
            stem, last = text[:-1], text[-1]
            yield sound(stem)
            row = next((row for row in ROWS.values() if last in row and last not in "う"), None)
            if row:
                yield sound(stem + row[1])
        elif is_kun and len(text) > 1 and text[-1] == "い":
            yield sound(text[:-1])
            if len(text) > 2 and text[-2] == "し":
                yield sound(text[:-2])


def mandarin(value):
    for syllable in re.findall(r"[^\s():0-9,.*]+", value):
        letters = unicodedata.normalize("NFD", syllable.lower())
        plain = "".join(
            "v" if c == "u" and letters[i + 1:i + 2] == "\u0308" else c
            for i, c in enumerate(letters) if not unicodedata.combining(c))
        # Interjections are read n, ng, hm.
        if not re.fullmatch(r"[a-z]*[aeiouv][a-z]*", plain):
            continue
        yield plain
        # Who has no ü types u.
        if "v" in plain:
            yield plain.replace("v", "u")


def main():
    core = {c for c, field, _ in unihan("IRGSources") if field == "kUnihanCore2020"}
    core |= {c for c, field, _ in unihan("DictionaryLikeData") if field == "kUnihanCore2020"}
    with open(TABLES / "variants.tsv", encoding="utf-8") as lines:
        variants = dict(line.rstrip("\n").split("\t") for line in lines)
    table = collections.defaultdict(set)

    def add(language, reading, character):
        character = variants.get(character, character)
        if ord(character) <= 0xFFFF:
            table[language, reading].add(character)

    for character, field, value in unihan("Readings"):
        if character not in core:
            continue
        if field in ("kMandarin", "kHanyuPinlu"):
            for reading in mandarin(value):
                add("zh", reading, character)
        elif field in ("kJapaneseOn", "kJapaneseKun"):
            for reading in japanese(value, field == "kJapaneseKun"):
                add("ja", reading, character)
    for character, readings in BY_HAND.items():
        for reading in readings.split():
            add("ja", reading, character)

    rows = sorted(
        (f"{language}:{reading}".encode(), sorted(characters))
        for (language, reading), characters in table.items() if len(reading) <= 8)
    (TABLES / "readings.tsv").write_text(
        "".join(f"{key.decode()}\t{''.join(characters)}\n" for key, characters in rows),
        encoding="utf-8")
    (TABLES / "readings.bin").write_bytes(packed(rows))
    print(f"{len(rows)} readings of {len(set().union(*table.values()))} characters")


def packed(rows):
    """The form that ReadingTable.swift reads; its grammar stands there."""
    keys = b"".join(key for key, _ in rows)
    key_ends, list_ends, key_end, list_end = [], [], 0, 0
    for key, characters in rows:
        key_end += len(key)
        list_end += len(characters)
        key_ends.append(key_end)
        list_ends.append(list_end)
    return b"".join((
        struct.pack("<2I", len(rows), list_end),
        struct.pack(f"<{len(rows)}I", *key_ends),
        struct.pack(f"<{len(rows)}I", *list_ends),
        b"".join(struct.pack(f"<{len(c)}H", *map(ord, c)) for _, c in rows),
        keys,
    ))


if __name__ == "__main__":
    main()
