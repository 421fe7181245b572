#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Feeds as Tocsin reads them beside the package feedparser, field by field: feeds.py FILE_OR_FOLDER…

Runs in the Python of tools/set_up.sh bench (build/bench/venv). Items are paired by their order in the file; an item that
Tocsin leaves out for having no text is paired with nothing. Texts are compared by their letters and digits.
"""
import argparse
import calendar
import collections
import html
import pathlib
import re
import sqlite3
import subprocess
import tempfile

import feedparser


def plain(text):
    return re.sub(r"\W+", "", html.unescape(re.sub(r"<[^>]*>", " ", html.unescape(text or ""))))


def seconds(parsed):
    return calendar.timegm(parsed) if parsed else None


def theirs(path):
    feed = feedparser.parse(path.read_bytes())
    for e in feed.entries:
        texts = [c.get("value", "") for c in e.get("content", [])] + [e.get("summary", "")]
        text = max(map(plain, texts), key=len) or plain(e.get("title"))
        if text:
            yield {"outlet": plain(e.get("source", {}).get("title") or feed.feed.get("title")), "title": plain(e.get("title")),
                   "url": e.get("link") or "", "text": text,
                   "published": seconds(e.get("published_parsed")) or seconds(e.get("created_parsed")) or seconds(e.get("updated_parsed"))}


def ours(path, tocsin):
    """A store for each file: one item in two files is one document, with the address that came first."""
    with tempfile.TemporaryDirectory() as folder:
        store = folder + "/feed.db"
        subprocess.run([tocsin, "scan", str(path), "--store", store, "--model", "none"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rows = sqlite3.connect(store).execute("SELECT outlet, title, url, text, published FROM documents d JOIN provenances p ON p.document = d.id ORDER BY p.at")
        return [dict(zip(["outlet", "title", "url", "text", "published"], row)) for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tocsin", default="build/tocsin")
    parser.add_argument("--show", default="", help="print each difference of this field")
    parser.add_argument("paths", nargs="+")
    args = parser.parse_args()
    files = [f for p in map(pathlib.Path, args.paths) for f in (sorted(p.rglob("*")) if p.is_dir() else [p]) if f.suffix in (".xml", ".json", ".rdf")]
    counts, fields = collections.Counter(), collections.defaultdict(collections.Counter)
    for path in files:
        mine, other = ours(path, args.tocsin), list(theirs(path))
        kind = "as many items" if len(mine) == len(other) else "more items here" if len(mine) > len(other) else "fewer items here"
        counts[kind] += 1
        if args.show == "items" and len(mine) != len(other):
            print(path, len(mine), len(other))
        if len(mine) != len(other):
            continue
        for a, b in zip(mine, other):
            for field in b:
                x, y = (a[field] or None, b[field] or None)
                if field in ("outlet", "title", "text"):
                    x = plain(x) or None
                same = "same" if x == y else "only here" if y is None else "only there" if x is None else "other"
                fields[field][same] += 1
                if args.show == field and same != "same":
                    print(path, same, repr(x)[:70], repr(y)[:70])
    print("| files | " + " | ".join(counts) + " |\n|---|" + "---|" * len(counts))
    print(f"| {len(files)} | " + " | ".join(str(n) for n in counts.values()) + " |\n")
    print("| field | same | only here | only there | other |\n|---|---|---|---|---|")
    for field, n in fields.items():
        print(f"| {field} | {n['same']} | {n['only here']} | {n['only there']} | {n['other']} |")


if __name__ == "__main__":
    main()
