#!/usr/bin/env python3
"""Makes ../cities.bin from ../cities.tsv and ../transliteration.tsv.

The grammar of the packed form stands in TansakuText/Concepts/Cities/CityTable.swift.
"""

import collections
import struct
import sys

from folding import DOT, DOTS, HAN, KATAKANA, SPACE, SPACES, TABLES, key, kind, script

PAGE_BITS = 6
END, SPACE_CODE, DOT_CODE = 0, 1, 2
NO_CITY = 0xFFFF
# Flags of a name, above the 16 bits of its city.
WEAK, CAPITALS, MARKS, STEM, MONGOLIAN = 1 << 16, 1 << 17, 1 << 18, 1 << 19, 1 << 20
DECLENSION = 21
DOUBTFUL, FOREIGN = 1 << 24, 1 << 25
# Traits of a character, above the three bits of its kind.
TRANSLITERATION, ADMINISTRATIVE, PREPOSITION, INITIAL, REGION = (
    1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7)
ADMINISTRATIVE_SUFFIXES = key("省市縣區府都道州國")
REGION_SUFFIXES = key("省州縣郡")
PREPOSITIONS = key("在於到從往向赴抵離訪與和及至自由由對回來去是為以")
EAST_ASIA = {"CN", "JP", "KR", "KP", "TW", "HK", "MO", "VN", "SG"}
TAMIL_VIRAMA = "\u0bcd"
VOWELS = "аоуыэяёюие"


def read_cities():
    with open(TABLES / "cities.tsv", encoding="utf-8") as lines:
        for line in lines:
            identifier, country, thousands, english, names = line.rstrip("\n").split("\t")
            yield int(identifier), country, int(thousands), english, names.split("|")


def flags(name, folded, country, thousands):
    bits = 0
    letters = [c for c in folded if c != " "]
    han = all(kind(c) == HAN for c in letters)
    if han and country not in EAST_ASIA:
        bits |= FOREIGN
    if all(kind(c) == KATAKANA for c in letters) and country != "JP" and thousands < 150:
        bits |= FOREIGN
    latin = all(script(c) == "Latn" for c in letters)
    if latin and name.isupper() and len(name) <= 4:
        bits |= CAPITALS
    if latin and not name.isascii() and len(letters) < 6:
        bits |= MARKS
    if all(script(c) == "Cyrl" for c in letters) and len(letters) >= 4:
        bits |= MONGOLIAN
    return bits


def declension(folded):
    """The stem that endings follow, and the number of their set in NameEndings.swift."""
    last = folded[-1]
    if last == TAMIL_VIRAMA:
        return folded[:-1], 6
    if script(last) != "Cyrl" or len(folded) < 4:
        return None
    if last == "а":
        return folded[:-1], 4
    if last == "я":
        return folded[:-1], 5
    if last == "й":
        return folded[:-1], 2
    if last == "ь":
        return folded[:-1], 3
    if last not in VOWELS:
        return folded, 1
    return None


def records(cities):
    """folded name → city number and flags."""
    result = {}
    stems = {}
    for number, (identifier, country, thousands, _, names) in enumerate(cities):
        city = number if identifier else NO_CITY
        for name in names:
            bare = name.rstrip("~")
            folded = key(bare)
            bits = flags(bare, folded, country, thousands)
            bits |= [0, WEAK, WEAK | DOUBTFUL][len(name) - len(bare)]
            earlier = result.get(folded)
            if earlier is not None and earlier & 0xFFFF != city:
                sys.exit(f"{bare} is a name of two entries")
            # Of two ways of writing one name, the rule that lets more through counts.
            result[folded] = city | (bits if earlier is None else bits & earlier)
            declined = declension(folded)
            if declined and city != NO_CITY:
                stem, endings = declined
                other = stems.setdefault(stem, (city, endings, bits & (WEAK | DOUBTFUL)))
                if other[0] != city:
                    stems[stem] = (NO_CITY, 0, 0)
    for stem, (city, endings, weak) in stems.items():
        if city == NO_CITY:
            continue
        if stem in result:
            if result[stem] & 0xFFFF == city:
                result[stem] |= endings << DECLENSION
        else:
            result[stem] = city | weak | STEM | endings << DECLENSION
    return result


def codes_of(names, traits):
    """character → code, the commonest characters first: END, SPACE_CODE and DOT_CODE are fixed."""
    counts = collections.Counter("".join(names))
    for character in SPACES:
        counts.pop(character, None)
    order = sorted(set(counts) | set(traits), key=lambda c: (-counts[c], c))
    codes = {c: SPACE_CODE for c in SPACES} | {c: DOT_CODE for c in DOTS}
    for place, character in enumerate(order):
        codes[character] = DOT_CODE + 1 + place
    return codes, order


class DoubleArray:
    """A double-array trie with tails (Aoe 1989), filled from sorted keys by first fit."""

    def __init__(self, keys, values):
        self.base, self.check, self.tails = [0], [0], [0]
        self.free_from = 1
        self.build(keys, values)

    def grow(self, size):
        missing = size - len(self.base)
        if missing > 0:
            self.base += [0] * missing
            self.check += [-1] * missing

    def place(self, labels):
        """The smallest base that finds all labels free; base + label is never 0, the root."""
        while self.free_from < len(self.check) and self.check[self.free_from] != -1:
            self.free_from += 1
        slot = max(self.free_from, labels[0] + 1)
        while True:
            base = slot - labels[0]
            self.grow(base + labels[-1] + 1)
            if all(self.check[base + label] == -1 for label in labels):
                return base
            slot += 1

    def build(self, keys, values):
        pending = [(0, 0, len(keys), 0)]
        while pending:
            node, first, last, depth = pending.pop()
            groups = []
            for index in range(first, last):
                label = keys[index][depth]
                if not groups or groups[-1][0] != label:
                    groups.append([label, index, index])
                groups[-1][2] = index + 1
            base = self.place([group[0] for group in groups])
            self.base[node] = base
            for label, start, end in groups:
                self.check[base + label] = node
            for label, start, end in groups:
                child = base + label
                if end - start == 1:
                    tail = keys[start][depth + 1:]
                    tail = tail[:-1] if tail else tail
                    self.base[child] = -len(self.tails)
                    value = values[start]
                    self.tails += [value & 0xFFFF, value >> 16, len(tail), *tail]
                else:
                    pending.append((child, start, end, depth + 1))


def page_table(codes):
    size = 1 << PAGE_BITS
    limit = (max(map(ord, codes)) // size + 1) * size
    pages, numbers = {(0,) * size: 0}, []
    for start in range(0, limit, size):
        page = tuple(codes.get(chr(c), 0) for c in range(start, start + size))
        numbers.append(pages.setdefault(page, len(pages)))
    return limit, numbers, [code for page in pages for code in page]


def padded(section):
    return section + b"\0" * (-len(section) % 4)


def main():
    rows = list(read_cities())
    cities = [row for row in rows if row[0]]
    names = records(cities + [row for row in rows if not row[0]])

    traits = collections.Counter()
    with open(TABLES / "transliteration.tsv", encoding="utf-8") as lines:
        for line in lines:
            traits[line.split("\t")[0]] |= TRANSLITERATION
    for character in ADMINISTRATIVE_SUFFIXES:
        traits[character] |= ADMINISTRATIVE
    for character in REGION_SUFFIXES:
        traits[character] |= REGION
    for character in PREPOSITIONS:
        traits[character] |= PREPOSITION
    for name in names:
        traits[name[0]] |= INITIAL
    codes, order = codes_of(names, traits)
    trait_bytes = bytes([0, SPACE, DOT] + [kind(c) | traits[c] for c in order])

    keyed = sorted(([*(codes[c] for c in name), END], value) for name, value in names.items())
    trie = DoubleArray([k for k, _ in keyed], [v for _, v in keyed])
    limit, page_numbers, pages = page_table(codes)

    text = bytearray()
    city_records = []
    for identifier, country, thousands, english, written in cities:
        shown = "|".join(name.rstrip("~") for name in written).encode()
        title = english.encode()
        city_records.append(struct.pack(
            "<IIIHH2s2x", identifier, thousands, len(text), len(title), len(shown),
            country.encode()))
        text += title + shown
    by_id = sorted(range(len(cities)), key=lambda number: cities[number][0])

    header = struct.pack(
        "<8I", limit, len(pages), len(trait_bytes), len(trie.base), len(trie.tails), len(cities),
        len(text), len(names))
    nodes = b"".join(
        struct.pack("<ii", base, check) for base, check in zip(trie.base, trie.check))
    (TABLES / "cities.bin").write_bytes(b"".join(map(padded, (
        header, nodes, b"".join(city_records),
        struct.pack(f"<{len(page_numbers)}H", *page_numbers),
        struct.pack(f"<{len(pages)}H", *pages),
        struct.pack(f"<{len(trie.tails)}H", *trie.tails),
        struct.pack(f"<{len(by_id)}H", *by_id),
        trait_bytes, bytes(text)))))
    used = sum(check >= 0 for check in trie.check)
    print(f"{len(names)} folded names, {len(order)} characters, {len(trie.base)} nodes "
          f"({used} used), {len(trie.tails)} units of tails, {len(text)} bytes of text")


if __name__ == "__main__":
    main()
