#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far two annotations of the same MUC-4 articles agree: what `standoff.py --agreement FIRST SECOND` prints.

Neither side is the truth: F1 is the same both ways round. Spans of statements and claims are compared by the bytes that lie in any of them.
"""
import collections
import sys


def f1(both, left, right):
    return f"F1 {2 * both / (left + right) if left + right else 1:.3f}   first {left}  second {right}  both {both}"


def kappa(pairs):
    left, right = (collections.Counter(p[side] for p in pairs) for side in (0, 1))
    seen, chance = sum(a == b for a, b in pairs) / len(pairs), sum(left[k] * right[k] for k in left) / len(pairs) ** 2
    return f"kappa {1.0 if chance == 1 else (seen - chance) / (1 - chance):.3f}   the same {seen:.3f} of {len(pairs)}"


def giver(one, figure):
    said = next((s for s in one["statements"] if s["n"] == figure["by"]), None)
    return said and set(range(*(said["source"] or said["cue"] or said["content"][0])))


def agreement(first, second):
    count, pairs, givers = collections.defaultdict(lambda: [0, 0, 0]), [], []

    def add(name, a, b):
        count[name] = [x + y for x, y in zip(count[name], (sum((a & b).values()), sum(a.values()), sum(b.values())))]
    for one, two in ((first[i], second[i]) for i in sorted(first.keys() & second.keys())):
        if one["sha256"] != two["sha256"]:
            sys.exit(f"{one['id']}: the texts differ")
        sides = [one, two]
        add("figures: same span", *(collections.Counter((f["begin"], f["end"]) for f in s["figures"]) for s in sides))
        add("figures: same effect, min and max", *(collections.Counter((f["effect"], f["min"], f["max"]) for f in s["figures"]) for s in sides))
        near = sorted(((max(a["begin"], b["begin"]) - min(a["end"], b["end"]), a["n"], b["n"], a, b) for a in one["figures"] for b in two["figures"]), key=lambda t: t[:3])
        used = [set(), set()]
        for gap, x, y, a, b in near:
            if gap < 0 and x not in used[0] and y not in used[1]:
                used[0].add(x), used[1].add(y), pairs.append((a, b))
                g, h = giver(one, a), giver(two, b)
                givers.append(g is h if g is None or h is None else bool(g & h))
        for slot in ("source", "cue", "content"):
            add(f"statements: {slot}, bytes", *(collections.Counter({at for t in s["statements"] for p in (t[slot] if slot == "content" else [t[slot]]) if p for at in range(*p)}) for s in sides))
        add("claims: bytes", *(collections.Counter({at for c in s["claims"] for at in range(c["begin"], c["end"])}) for s in sides))
        add("claims: marks, bytes", *(collections.Counter({at for c in s["claims"] if c["mark"] for at in range(*c["mark"])}) for s in sides))
    print(f"articles in both: {len(first.keys() & second.keys())}")
    for name, (both, left, right) in count.items():
        print(f"{name:36} {f1(both, left, right)}")
    for key in ("category", "qualifier", "status") if pairs else ():
        print(f"{'figures that overlap: ' + key:36} {kappa([(a[key], b[key]) for a, b in pairs])}")
    if givers:
        print(f"{'figures that overlap: giver':36} the same {sum(givers) / len(givers):.3f} of {len(givers)}")
