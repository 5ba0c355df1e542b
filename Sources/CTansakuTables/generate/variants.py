#!/usr/bin/env python3
"""Makes ../variants.tsv and ../variants.bin: which Han characters are written for one another.

Needs PyICU, Debian's `unicode-data` (Unihan) and `libopencc1.1`. ../README.md says how to run it.
Each source gives edges between characters; the classes are what the edges connect.
"""

import ctypes
import pathlib
import re
import struct
import sys

import icu

from unihan import unihan

TABLES = pathlib.Path(__file__).resolve().parent.parent

# Forms of names and of print that no source joins.
BY_HAND = """
崎﨑嵜 高髙 邊邉 島嶋嶌 桑桒 吉𠮷 館舘 船舩 淵渕 柳栁 籠篭 鶯鴬 剣劔剱劒 壺壷 兎兔 飲飮 既旣 概槪 鎖鎻
珍珎鉁 諫諌 賤賎 頸頚 鯵鰺 野埜 餅餠 麹麴 頬頰 濱濵 富冨 秋穐 涙淚 鴎鷗 屏屛 噛嚙 掴摑 繋繫 蝋蠟 醤醬
嘘噓 嚢囊 顛顚 躯軀 騨驒 箪簞 繍繡 蒋蔣 醗醱 莱萊 焔焰 痩瘦 侠俠 鹸鹼 攪撹 竈竃 檜桧 槇槙 薮藪
麺麵 倶俱 祷禱 涛濤 蝉蟬
""".split()

# Edges of a source that join two words which nobody writes for one another.
REFUSED = """
沪濾 連聯 予豫 鮎鯰 么幺 么麽 覆复 俱具 核覈 参蔘 參蔘 酢醋 閒間
""".split()


def is_han(text):
    return len(text) == 1 and icu.Char.hasBinaryProperty(ord(text), icu.UProperty.IDEOGRAPHIC)


def pointers(value):
    return [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,6})", value)]


def opencc_pairs(configuration, characters):
    """What OpenCC makes of each character that stands alone."""
    library = ctypes.CDLL("libopencc.so.1.1")
    library.opencc_open.restype = ctypes.c_void_p
    library.opencc_convert_utf8.restype = ctypes.c_void_p
    library.opencc_convert_utf8.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    library.opencc_convert_utf8_free.argtypes = [ctypes.c_void_p]
    library.opencc_close.argtypes = [ctypes.c_void_p]
    converter = library.opencc_open(configuration.encode())
    if converter in (None, ctypes.c_void_p(-1).value):
        sys.exit(f"OpenCC cannot open {configuration}: install libopencc-data")
    for character in characters:
        source = character.encode()
        result = library.opencc_convert_utf8(converter, source, len(source))
        text = ctypes.string_at(result).decode()
        library.opencc_convert_utf8_free(result)
        if text != character and is_han(text):
            yield character, text
    library.opencc_close(converter)


def edges(characters):
    """Every edge as (a, b, source)."""
    simplify = icu.Transliterator.createInstance("Traditional-Simplified")
    for character in characters:
        simplified = simplify.transliterate(character)
        if simplified != character and is_han(simplified):
            yield character, simplified, "ICU Traditional-Simplified"

    national = set()
    mappings = list(unihan("OtherMappings"))
    for character, field, value in mappings:
        if field in ("kGB0", "kTGH", "kBigFive", "kJis0", "kJoyoKanji", "kJinmeiyoKanji"):
            national.add(character)
    for character, field, value in unihan("Variants"):
        if field in ("kSimplifiedVariant", "kTraditionalVariant") and character in national:
            for other in pointers(value):
                if other in national:
                    yield character, other, field
    for character, field, value in mappings:
        if field in ("kJinmeiyoKanji", "kJoyoKanji"):
            for other in pointers(value):
                yield character, other, field

    for configuration in ("t2jp", "jp2t", "t2tw", "tw2t", "t2hk", "hk2t"):
        for a, b in opencc_pairs(f"{configuration}.json", characters):
            yield a, b, f"OpenCC {configuration}"
    for group in BY_HAND:
        for other in group[1:]:
            yield group[0], other, "by hand"


def variant_table():
    fold = icu.Normalizer2.getNFKCCasefoldInstance()
    characters = [
        chr(code)
        for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
        for code in range(first, last + 1)
        if is_han(chr(code))
    ]
    refused = {frozenset(pair) for pair in REFUSED}
    parent = {}

    def find(character):
        while parent.setdefault(character, character) != character:
            parent[character] = parent[parent[character]]
            character = parent[character]
        return character

    for a, b, _ in edges(characters):
        a, b = fold.normalize(a), fold.normalize(b)
        if a == b or not is_han(a) or not is_han(b) or frozenset((a, b)) in refused:
            continue
        parent[find(a)] = find(b)
    for a, b in REFUSED:
        if find(a) == find(b):
            sys.exit(f"{a} and {b} are joined by a way around the refused edge")

    core = {c for c, field, _ in unihan("DictionaryLikeData") if field == "kUnihanCore2020"}
    core |= {c for c, field, _ in unihan("IRGSources") if field == "kUnihanCore2020"}
    classes = {}
    for character in parent:
        classes.setdefault(find(character), []).append(character)
    table = {}
    for members in classes.values():
        representative = min(members, key=lambda c: (c not in core, c))
        for member in members:
            if member != representative:
                table[member] = representative
    return table, classes


PAGE_BITS = 6


def packed(table):
    """The two-stage form that VariantTable.swift reads; its grammar stands there."""
    representatives = sorted(set(table.values()))
    number = {character: index + 1 for index, character in enumerate(representatives)}
    page_size = 1 << PAGE_BITS
    limit = (ord(max(table)) // page_size + 1) * page_size
    pages = {(0,) * page_size: 0}
    stage1 = []
    for start in range(0, limit, page_size):
        page = tuple(number.get(table.get(chr(c)), 0) for c in range(start, start + page_size))
        stage1.append(pages.setdefault(page, len(pages)))
    stage2 = [entry for page in pages for entry in page]
    return b"".join((
        struct.pack("<4I", limit, len(pages), len(representatives) + 1, 0),
        struct.pack(f"<{len(representatives) + 1}I", 0, *map(ord, representatives)),
        struct.pack(f"<{len(stage1)}H", *stage1),
        struct.pack(f"<{len(stage2)}H", *stage2),
    ))


def main():
    table, classes = variant_table()
    rows = sorted(table.items())
    text = "".join(f"{a}\t{b}\n" for a, b in rows)
    (TABLES / "variants.tsv").write_text(text, encoding="utf-8")
    (TABLES / "variants.bin").write_bytes(packed(table))
    outside = sum(ord(a) > 0xFFFF for a in table)
    print(f"{len(rows)} characters ({outside} beyond the BMP) in {len(classes)} classes")
    sizes = sorted(classes.values(), key=len, reverse=True)[:6]
    print("largest:", " ".join("".join(sorted(members)) for members in sizes))


if __name__ == "__main__":
    main()
