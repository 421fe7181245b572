#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well `tocsin record` takes figures from short news.

    figures.py [--tocsin build/tocsin] [--wrong] FILE.tsv…      the files of tests/figures, which explain their notation

numbers: F1 of (effect, min, max) in each text. whole: F1 of the same with category, part and reckoned.
"""
import argparse
import csv
import json
import pathlib
import re
import subprocess

NUMBER = re.compile(r"(?P<about>~)?(?:(?P<low>\d+)-(?P<high>\d+)|-(?P<most>\d+)|(?P<least>\d+)\+|(?P<exact>\d+))")


def figure(text):
    effect, number, category, *flags = text.split()
    m = NUMBER.fullmatch(number)
    low, high = (m["low"], m["high"]) if m["low"] else (None, m["most"]) if m["most"] else (m["least"], None) if m["least"] else (m["exact"],) * 2
    whole = lambda n: int(n) if n else None
    return effect, whole(low), whole(high), category, "<" in flags, "=" in flags


def texts(path):
    rows = csv.reader((line for line in path.open(encoding="utf-8") if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    next(rows)
    for identity, text, figures in rows:
        yield identity, text, set() if figures == "none" else {figure(f.strip()) for f in figures.split(";")}


def record(tocsin, documents):
    lines = "".join(json.dumps({"id": i, "text": t, "outlet": "Harbour Courier", "published": "2026-03-13T08:00:00Z"}) + "\n" for i, t in documents)
    done = subprocess.run([str(tocsin), "record", "--model", "none"], input=lines, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {d["id"]: {(f["effect"], f["min"], f["max"], f["category"], f["subset_of"] is not None, f.get("derived", False))
                      for i in d["incidents"] for f in i["figures"]} for d in found}


def f1(pairs):
    right = sum(len(a & b) for a, b in pairs)
    all_ = sum(len(a) + len(b) for a, b in pairs)
    return 2 * right / all_ if all_ else 1.0


def measure(tocsin, path, wrong=False):
    gold = list(texts(path))
    got = record(tocsin, [(i, t) for i, t, _ in gold])
    pairs = [(figures, got[i]) for i, _, figures in gold]
    if wrong:
        for (i, text, figures), (_, found) in zip(gold, pairs):
            if figures != found:
                print(i, text, "\n   missed", sorted(map(str, figures - found)), "\n   beside", sorted(map(str, found - figures)))
    return {"numbers": f1([({x[:3] for x in a}, {x[:3] for x in b}) for a, b in pairs]), "whole": f1(pairs), "texts": len(gold)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tocsin", default="build/tocsin")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    a = parser.parse_args()
    for path in a.files:
        print(path.name, *(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in measure(a.tocsin, path, a.wrong).items()))
