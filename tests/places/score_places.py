#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well `tocsin read` finds the places of a marked set, and whether they are the right ones.

    score_places.py [--tocsin build/tocsin] [--gazetteer build/gazetteer.bin] [--errors] [FILE.tsv …]

Span F1 is strict. Resolved right: of the marked places found with their very extent, those within 161 km of the marked point, or in the
marked country where no point is marked ("-": not asked).
"""
import argparse
import collections
import json
import math
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")
NEAR_KM = 161


def load(path):
    rows = []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#") or line.startswith("class\t"):
            continue
        kind, published, marked = line.split("\t")
        text, places, at = "", {}, 0
        for m in MARK.finditer(marked):
            text += marked[at : m.start()]
            begin = len(text.encode())
            text += m[1]
            country, _, point = m[2].partition(" ")
            places[begin, len(text.encode())] = (country, tuple(map(float, point.split(","))) if point else None)
            at = m.end()
        rows.append({"id": f"{path.stem}:{n}", "class": kind, "published": published, "text": text + marked[at:], "places": places})
    return rows


def read(tocsin, gazetteer, rows):
    lines = [json.dumps({"id": r["id"], "text": r["text"], "kind": "article", "published": r["published"] + "T12:00:00Z"}, ensure_ascii=False) for r in rows]
    done = subprocess.run([str(tocsin), "read", "--model", "none", "--gazetteer", str(gazetteer), "-"], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, check=True)
    readings = map(json.loads, done.stdout.splitlines())
    return {r["id"]: {(m["begin"], m["end"]): m.get("value") or {} for m in r["mentions"] if m["kind"] == "place"} for r in readings}


def km(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def right(marked, value):
    country, point = marked
    if point:
        return "lat" in value and km(point, (value["lat"], value["lon"])) <= NEAR_KM
    return country == "-" or value.get("country") == country


def score(tocsin, gazetteer, paths, errors=None):
    """By file and class: marked, found, with the same extent, resolved right."""
    counts = collections.defaultdict(lambda: [0, 0, 0, 0])
    for path in paths:
        rows = load(path)
        found = read(tocsin, gazetteer, rows)
        for r in rows:
            system, gold, text = found[r["id"]], r["places"], r["text"].encode()
            good = {s for s in gold.keys() & system.keys() if right(gold[s], system[s])}
            for count in (counts[path.stem, ""], counts[path.stem, r["class"]]):
                for i, n in enumerate((len(gold), len(system), len(gold.keys() & system.keys()), len(good))):
                    count[i] += n
            if errors is not None:
                for s in sorted(gold.keys() | system.keys()):
                    if s not in good:
                        what = "missed" if s not in system else "no place" if s not in gold else f"resolved {system[s]}, not {gold[s]}"
                        errors.append(f"{r['id']} [{text[s[0]:s[1]].decode()}] {what}")
    return counts


def f1(count):
    return 2 * count[2] / (count[0] + count[1]) if count[0] + count[1] else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    build = HERE.parent.parent / "build"
    parser.add_argument("--tocsin", default=build / "tocsin")
    parser.add_argument("--gazetteer", default=build / "gazetteer.bin")
    parser.add_argument("--errors", action="store_true")
    a = parser.parse_args()
    errors = [] if a.errors else None
    counts = score(a.tocsin, a.gazetteer, a.files or sorted(HERE.glob("*.tsv")), errors)
    for (name, kind), c in sorted(counts.items()):
        print(f"{name + ' ' + kind:16} strict F1 {f1(c):.3f}  resolved right {c[3] / max(1, c[2]):.3f}   marked {c[0]}, found {c[1]}, same extent {c[2]}, right {c[3]}")
    print("\n".join(errors or []))


if __name__ == "__main__":
    main()
