#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far two annotations of the same news articles agree.

    agreement.py [--differences] FIRST... -- SECOND...

Only articles that stand on both sides are compared, each language by itself; one whose text differs once the tags are gone is an error. Printed are
F1 of spans by tag, exact (same bytes) and overlapping (each used once, largest overlap first); over the same spans, how often times agree in value and type, and figures
in effect, category, qualifier, range and giver (both the outlet, or statements paired or with overlapping sources); F1 of statements paired by their contents, and how
often sources and cues of such pairs overlap or both lack; how often killed and injured of the main incident are the same, where either side has them. In brackets: of how many.
Neither side is the truth: F1 is the same both ways round. --differences lists what the two would have to talk about. Standard library only.
"""
import collections
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from check import Fault, checked, main_total, parsed

TAGS = "time place person org fig event src cue say claim".split()
VALUES = {"time": {"value": ["v"], "type": ["type"]}, "fig": {"effect": ["e"], "category": ["c"], "qualifier": ["q"], "min and max": ["min", "max"]}}
ROWS = {"times": ["value", "type"], "figures": [*VALUES["fig"], "giver"], "statements": ["paired", "their sources", "their cues"], "main incident": ["killed", "injured"]}


def load(paths):
    out = {}
    for path in paths:
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            try:
                article = checked(line) | {"tags": parsed(json.loads(line)["marked"])[1]}
            except (Fault, KeyError, ValueError) as fault:
                sys.exit(f"{path}:{number}: {fault}")
            out[article["id"]] = article
    return out


def overlap(one, two):
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in two)


def pairs(one, two):
    """Index in one -> index in two of the lists of spans that overlap: one to one, largest overlap first."""
    out = {}
    for *_, i, j in sorted((-overlap(a, b), a != b, i, j) for i, a in enumerate(one) for j, b in enumerate(two) if overlap(a, b)):
        if i not in out and j not in out.values():
            out[i] = j
    return out


def ends(found):
    return [(found["begin"], found["end"])] if found else []


def agree(one, two, count, differ):
    """Adds to `count` what the two say of one article: of a tag [exact, overlapping, marks of both], of what ROWS names [the same, of how many, on neither side]."""
    def note(name, same, words):
        count[name][0] += bool(same)
        count[name][1] += 1
        if not same:
            differ(name, words)

    data, sides = one["text"].encode(), (one, two)
    paired = pairs(*([[span for content in s["content"] for span in ends(content)] for s in side["statements"]] for side in sides))
    numbers = [{s["s"]: i for i, s in enumerate(side["statements"])} for side in sides]
    count["paired"][0] += 2 * len(paired)
    count["paired"][1] += sum(map(len, numbers))
    for i, j in paired.items():
        for slot in ("source", "cue"):
            a, b = one["statements"][i][slot], two["statements"][j][slot]
            note(f"their {slot}s", overlap(ends(a), ends(b)) or not (a or b), f"{a and a['text']!r} | {b and b['text']!r}")

    def same_giver(x, y):
        i, j = numbers[0].get(x), numbers[1].get(y)
        return i == j if None in (i, j) else paired.get(i) == j or overlap(ends(one["statements"][i]["source"]), ends(two["statements"][j]["source"]))

    for tag in TAGS:
        marks = [[((begin, end), a) for name, a, begin, end in side["tags"] if name == tag] for side in sides]
        spans = [collections.Counter(span for span, _ in side) for side in marks]
        exact = spans[0] & spans[1]
        for k, more in enumerate((exact.total(), len(pairs(*([[span] for span, _ in side] for side in marks))), sum(map(len, marks)))):
            count[tag][k] += more
        for which, span in [("first", span) for span in spans[0] - exact] + [("second", span) for span in spans[1] - exact]:
            differ(f"{tag} only {which}", repr(data[slice(*span)].decode()))
        for span in sorted(exact if tag in VALUES else ()):
            a, b = (dict(side)[span] for side in marks)
            words = f"{data[slice(*span)].decode()!r} {a} | {b}"
            for name, keys in VALUES[tag].items():
                note(name, all(a[key] == b[key] for key in keys), words)
            if tag == "fig":
                note("giver", same_giver(a.get("by"), b.get("by")), words)
    for effect in ("killed", "injured"):
        a, b = (main_total(side["incidents"], effect) for side in sides)
        count[effect][2] += not (a or b)
        if a or b:
            note(effect, a == b, f"{a} | {b}")


def main():
    words = [word for word in sys.argv[1:] if word != "--differences"]
    if "--" not in words[1:-1]:
        sys.exit(__doc__)
    one, two = load(words[:words.index("--")]), load(words[words.index("--") + 1:])
    for language in sorted({one[i]["lang"] for i in one.keys() & two.keys()}):
        ids, count = sorted(i for i in one.keys() & two.keys() if one[i]["lang"] == language), collections.defaultdict(lambda: [0, 0, 0])
        for i in ids:
            if one[i]["text"] != two[i]["text"]:
                sys.exit(f"{i}: the texts differ")
            agree(one[i], two[i], count, lambda name, words: "--differences" in sys.argv and print(i, name, words, sep="\t"))
        print(f"{language}: {len(ids)} articles\n{'':10}{'exact F1':>10}{'overlapping':>13}{'marks of both':>15}")
        for tag, (exact, over, n) in ((tag, count[tag]) for tag in TAGS if count[tag][2]):
            print(f"  {tag:8}{2 * exact / n:10.3f}{2 * over / n:13.3f}{n:15}")
        for title, names in ROWS.items():
            told = ((name, *count[name]) for name in names)
            print(f"  {title}: " + ", ".join(f"{name} " + (f"{same / n:.3f} ({n})" if n else "-") + (f", none in {none}" if none else "") for name, same, n, none in told))


if __name__ == "__main__":
    main()
