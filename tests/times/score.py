#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well `tocsin read` finds and values the times of a marked set.

    score.py [--tocsin build/tocsin] [--errors] [FILE.tsv …]      (without files: all beside this one)

Strict: same extent. Relaxed: overlap, one to one. Value: relaxed, and the same TIMEX3 type and value. Per class too.
A line is published by noon of its day, or has no date of its own.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")


def type_of(value: str) -> str:
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value.replace("PAST", "").replace("PRESENT", "").replace("FUTURE", "") else "DATE"


def load(path: pathlib.Path):
    """The lines of a set as documents with their gold times: (begin, end, type, value) in bytes."""
    rows = []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#") or line.startswith("class\t"):
            continue
        kind, published, marked = line.split("\t")
        text, times, at = "", [], 0
        for m in MARK.finditer(marked):
            text += marked[at : m.start()]
            begin = len(text.encode())
            text += m[1]
            value = m[2].removeprefix("SET ")
            times.append((begin, len(text.encode()), "SET" if m[2].startswith("SET ") else type_of(value), value))
            at = m.end()
        text += marked[at:]
        if "|" in text:
            sys.exit(f"{path}:{n}: a mark is broken")
        rows.append({"id": f"{path.stem}:{n}", "class": kind, "published": published, "text": text, "times": times})
    return rows


def read(tocsin, rows):
    lines = []
    for r in rows:
        document = {"id": r["id"], "text": r["text"], "kind": "article"}
        if r["published"]:
            document["published"] = r["published"] + "T12:00:00Z"
        lines.append(json.dumps(document, ensure_ascii=False))
    done = subprocess.run([str(tocsin), "read", "--model", "none", "-"], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        reading = json.loads(line)
        found[reading["id"]] = [
            (m["begin"], m["end"], (m.get("value") or {}).get("type"), (m.get("value") or {}).get("timex"))
            for m in reading["mentions"]
            if m["kind"] == "time"
        ]
    return found


def pairs(gold, system):
    """Overlapping spans one to one, largest overlap first."""
    both = sorted(((min(g[1], s[1]) - max(g[0], s[0]), g, s) for g in gold for s in system if min(g[1], s[1]) > max(g[0], s[0])),
                  key=lambda t: (-t[0], t[1], t[2][:2]))
    out, used_gold, used_system = [], set(), set()
    for _, g, s in both:
        if g not in used_gold and s not in used_system:
            out.append((g, s))
            used_gold.add(g)
            used_system.add(s)
    return out


class Count:
    def __init__(self):
        self.gold = self.system = self.strict = self.relaxed = self.value = 0

    def add(self, gold, system):
        matched = pairs(gold, system)
        self.gold += len(gold)
        self.system += len(system)
        self.strict += len({g[:2] for g in gold} & {s[:2] for s in system})
        self.relaxed += len(matched)
        self.value += sum(g[2:] == s[2:] for g, s in matched)
        return matched

    def f1(self, name):
        total = self.gold + self.system
        return 2 * getattr(self, name) / total if total else 1.0

    def __str__(self):
        return "".join(f"  {n} {self.f1(n):.3f}" for n in ("strict", "relaxed", "value")) + f"   gold {self.gold}, found {self.system}"


def score(tocsin, paths, errors=None):
    """Counts by file and by class of each file; `errors` gets a line for each disagreement."""
    counts = collections.defaultdict(Count)
    for path in paths:
        rows = load(path)
        found = read(tocsin, rows)
        for r in rows:
            system, text = found[r["id"]], r["text"].encode()
            counts[path.stem, ""].add(r["times"], system)
            matched = counts[path.stem, r["class"]].add(r["times"], system)
            if errors is None:
                continue
            say = lambda t: f"[{text[t[0]:t[1]].decode()}] {t[2]} {t[3]}"
            for g, s in matched:
                if g != s:
                    errors.append(f"{r['id']} {r['class']}: {say(g)}  ≠  {say(s)}")
            errors.extend(f"{r['id']} {r['class']}: missed {say(g)}" for g in r["times"] if g not in [m[0] for m in matched])
            errors.extend(f"{r['id']} {r['class']}: no time {say(s)}   in: {r['text']}" for s in system if s not in [m[1] for m in matched])
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--tocsin", default=HERE.parent.parent / "build" / "tocsin")
    parser.add_argument("--errors", action="store_true")
    a = parser.parse_args()
    errors = [] if a.errors else None
    counts = score(a.tocsin, a.files or sorted(HERE.glob("*.tsv")), errors)
    for (name, kind), count in sorted(counts.items()):
        print(f"{name + ' ' + kind:22}{count}")
    for line in errors or []:
        print(line)


if __name__ == "__main__":
    main()
