#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Casualty figures of `tocsin record` against MUC-4's keys, the same output read in four ways.

    muc_figures.py GOLD.ndjson OUT.ndjson [--least 2] [--wrong]

GOLD: a line a document, {"id","text","published","incidents":[…],"figures":[{"effect","effects"?,"min","max","optional"}]}; OUT: what
`tocsin record` prints for its texts. Pairs of effect (killed, injured) and number, each once a document, numbers under --least left out.

  all         every pair, as the keys have them: the measure of 1992
  one effect  where a key leaves open which of two effects a number has (its entries name the people by one word, "PEOPLE"), finding
              either is right and missing the other is not wrong: no text says that 9 people were killed and the same 9 injured
  with key    only documents whose key has such a pair: what the task asked about, without what it did not ask about
  task        the output as the task wanted it, by its rules as we understand them, not learnt from its keys: no combat (clashes, offensives,
              battles; losses of guerrillas and armies), nothing but what somebody did (no accidents), nothing more than two months old
"""
import argparse
import collections
import datetime
import json

COMBAT = {"clash", "clashes", "fighting", "offensive", "battle", "combat", "skirmish", "skirmishes", "firefight", "gunbattle",
          "armed confrontation", "exchange of fire", "shootout", "shoot - out"}
NOBODY = {"crash", "accident", "earthquake", "flood", "floods", "collapse", "sinking", "derailment", "stampede"}
FIGHTERS = {"combatants", "security_forces", "attackers"}


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def numbers(figure):
    return [n for n in (figure["min"], figure["max"]) if n is not None]


def agree(gold, found):
    if gold[0] != found[0]:
        return False
    wanted = {n for n in gold[1:] if n is not None}
    low, high = (found[1] if found[1] is not None else found[2]), (found[2] if found[2] is not None else found[1])
    return (low in wanted or high in wanted) and (low == high or {low, high} == wanted)


def old(when, published):
    if not when or not when.get("to") or not published:
        return False
    day = lambda s: datetime.date.fromisoformat(s[:10])
    return (day(published) - day(when["to"])).days > 62


def found_pairs(document, least, published=None, task=False):
    out = {}
    for i in document["incidents"]:
        if task and (i["what"] in COMBAT | NOBODY or old(i["when"], published)):
            continue
        for f in i["figures"]:
            if f["effect"] not in ("killed", "injured") or not numbers(f) or max(numbers(f)) < least:
                continue
            if task and f["category"] in FIGHTERS:
                continue
            out.setdefault((f["effect"], f["min"], f["max"]), (i, f))
    return out


def gold_pairs(document, least):
    out = {}
    for f in document["figures"]:
        if not numbers(f) or max(numbers(f)) < least:
            continue
        effects = [e for e in f.get("effects") or [f["effect"]] if e in ("killed", "injured")]
        for e in effects:
            pair = (e, f["min"], f["max"])
            others = {(o, f["min"], f["max"]) for o in effects if o != e}
            optional = out[pair][0] if pair in out else True
            out[pair] = (optional and bool(f.get("optional")), others)
    return out


def score(documents, one_effect=False):
    count = collections.Counter()
    wrong = []
    for identity, gold, found in documents:
        hit = set()
        for pair in sorted(found, key=str):
            right = next((g for g in sorted(gold, key=str) if g not in hit and agree(g, pair)), None)
            if right:
                hit.add(right)
                count["right"] += 1
            else:
                count["wrong"] += 1
                wrong.append((identity, pair, found[pair]))
        for g, (optional, others) in gold.items():
            if g not in hit and not optional and not (one_effect and others & hit):
                count["missed"] += 1
                wrong.append((identity, g, None))
    p = count["right"] / max(1, count["right"] + count["wrong"])
    r = count["right"] / max(1, count["right"] + count["missed"])
    return {"precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r), **count}, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("out")
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--wrong", action="store_true", help="print what is missed and what the keys do not have, of \"with key\"")
    a = parser.parse_args()
    out = {d["id"]: d for d in lines(a.out)}
    rows = [(d["id"], gold_pairs(d, a.least), out[d["id"]], d.get("published")) for d in lines(a.gold)]
    every = [(i, g, found_pairs(d, a.least)) for i, g, d, _ in rows]
    keyed = [row for row in every if row[1]]
    task = [(i, g, found_pairs(d, a.least, published, task=True)) for i, g, d, published in rows]
    for name, documents, one in (("all", every, False), ("one effect", every, True), ("with key", keyed, True), ("task", task, True)):
        got, wrong = score(documents, one)
        print(f"{name:11}", *(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in got.items()))
        if a.wrong and name == "with key":
            for identity, pair, where in wrong:
                print("  ", identity, "beside" if where else "missed", pair, f"[{where[0]['what']}] {where[1]['span']['text']}" if where else "")


if __name__ == "__main__":
    main()
