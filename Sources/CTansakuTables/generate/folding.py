"""The fold of the text, for generators; a test compares it with TansakuText's."""

import pathlib

import icu

TABLES = pathlib.Path(__file__).resolve().parent.parent

# What stands between the parts of a name, after the fold: all count as one space.
SPACES = set(" \t\n\r'’‘ʼ`´-‐‒–—−._\u3000")
# What stands between the parts of a name in katakana, and is passed over.
DOTS = set("・·=゠•‧")
# Latin letters whose mark is part of the letter, so that Unicode does not decompose them.
STROKED = {
    "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe",
    "ŧ": "t",
}

_casefold = icu.Normalizer2.getNFKCCasefoldInstance()
_decompose = icu.Normalizer2.getNFDInstance()


def _read_variants():
    with open(TABLES / "variants.tsv", encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t") for line in lines)


_variants = _read_variants()


def script(character):
    return icu.Script.getScript(character).getShortName()


def is_mark(character):
    return icu.Char.charType(character) in (6, 7, 8)


def fold(text):
    folded = []
    for character in _casefold.normalize(text):
        character = _variants.get(character, character)
        if character > "\x7f" and script(character) == "Latn":
            decomposed = _decompose.normalize(character)
            if all(map(is_mark, decomposed[1:])):
                character = STROKED.get(decomposed[0], decomposed[0])
        elif "\u0300" <= character <= "\u036f" and folded and script(folded[-1][-1]) == "Latn":
            continue
        folded.append(character)
    return "".join(folded)


HAN, KATAKANA, HANGUL, UNSPACED, ALPHABETIC, SPACE, DOT = range(1, 8)


def kind(character):
    """How names that begin or end with this character part from the text around them."""
    if character in SPACES:
        return SPACE
    if character in DOTS:
        return DOT
    name = script(character)
    if name in ("Hani", "Hira"):
        return HAN
    if name == "Kana" or character == "ー":
        return KATAKANA
    if name == "Hang":
        return HANGUL
    if name in ("Thai", "Laoo", "Khmr", "Mymr"):
        return UNSPACED
    return ALPHABETIC


def key(name):
    """A name as the packed table holds it: folded, parts joined by single spaces."""
    characters = []
    for character in fold(name):
        if character in SPACES:
            if characters and characters[-1] != " ":
                characters.append(" ")
        elif character in DOTS and characters and kind(characters[-1]) == KATAKANA:
            continue
        else:
            characters.append(character)
    return "".join(characters).strip(" ")
