#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks annotated articles against docs/annotation_news.md, and turns them into what other programs read.

    check.py FILE...           every line checked; faults on stderr with file, line and place, counts on stdout; exit 1 if there was a fault
    check.py --raw FILE...     the articles as documents, one a line: input for `tocsin read` and `tocsin record`
    check.py --gold FILE...    "mentions", "statements", "claims", "figures", "incidents" of each, offsets in bytes of its text: the gold
                               side of score_times.py, score_spans.py, score_statements.py and score_figures.py
    check.py --main OUT FILE...  killed and injured of the main incident, exactly as in the gold, against what `tocsin record` printed
    check.py --self-test       the checks on lines made to fail

Standard library only.
"""
import argparse
import collections
import json
import re
import sys

TAG = re.compile(r"<(/?)([a-z]+)((?: [a-z]+=\"[^\"]*\"| [a-z]+=[^\s\">]*)*)>")
ATTRIBUTE = re.compile(r" ([a-z]+)=(?:\"([^\"]*)\"|([^\s\">]*))")
NEEDED = {"time": {"v", "type"}, "place": set(), "person": set(), "org": set(), "fig": {"id", "e", "c", "q", "min", "max"}, "src": {"s"}, "cue": {"s"},
          "say": {"s", "manner"}, "to": {"s"}, "role": {"s"}, "aff": {"s"}, "claim": {"id", "st"}, "mark": {"c"}, "event": {"i"}}
MORE = {"place": {"real", "country"}, "fig": {"by", "of", "st", "i"}, "claim": {"by"}}
EFFECTS = set("killed injured missing detained displaced".split())
CATEGORIES = set("people civilians children women men elderly combatants security_forces medics journalists aid_workers prisoners attackers".split())
QUALIFIERS = set("exactly about at_least up_to between tens dozens hundreds".split())
CLAIMS = set("attributed asserted confirmed unclear disputed denied never_confirmed".split())
MENTIONS = {"time": "time", "place": "place", "person": "person", "org": "organisation", "fig": "casualty", "event": "event"}
SLOTS = {"src": "source", "role": "role", "aff": "affiliation", "to": "told_to", "cue": "cue", "say": "content"}
TIMEX = re.compile(r"PRESENT_REF|PAST_REF|FUTURE_REF|-?[0-9X]{2,4}(-(Q[1-4X]|H[12X]|SP|SU|FA|WI|W[0-9X]{2}(-([1-7X]|WE))?|[0-9X]{2}(-[0-9X]{2})?))?"
                   r"(T(MO|MI|AF|EV|NI|DT|[0-9X]{2}(:[0-9X]{2}){0,2}Z?))?|P(T?[0-9X]+(\.[0-9]+)?(DE|CE|[YMWDHSQ]))+|P[0-9X]+[YMWD]T[0-9X]+[HMS]")


class Fault(Exception):
    pass


def parsed(marked):
    """-> (text, [(tag, {attribute: value}, begin, end)]), offsets in bytes, in the order in which the tags open."""
    text, found, opened, at = "", [], [], 0
    for tag in TAG.finditer(marked):
        text += marked[at:tag.start()]
        at = tag.end()
        closes, name, attributes = tag[1], tag[2], {m[1]: m[2] if m[2] is not None else m[3] for m in ATTRIBUTE.finditer(tag[3])}
        where = len(text.encode())
        if name not in NEEDED:
            raise Fault(f"no tag is called {name}")
        if closes:
            if not opened or found[opened[-1]][0] != name:
                raise Fault(f"</{name}> closes {found[opened[-1]][0] if opened else 'nothing'}, after …{text[-30:]!r}")
            found[opened.pop()][3] = where
            continue
        lacks = NEEDED[name] - attributes.keys()
        strange = attributes.keys() - NEEDED[name] - MORE.get(name, set())
        if lacks or strange:
            raise Fault(f"<{name}> after …{text[-30:]!r}: lacks {sorted(lacks)}, has {sorted(strange)}")
        opened.append(len(found))
        found.append([name, attributes, where, None])
    text += marked[at:]
    if opened:
        raise Fault(f"<{found[opened[-1]][0]}> is never closed")
    if "<" in text:
        raise Fault(f"< in the text near {text[max(0, text.find('<') - 20):][:50]!r}")
    return text, found


def whole(value):
    return None if value in ("", None, "null") else int(value)


def range_of(attributes):
    return whole(attributes["min"]), whole(attributes["max"])


def checked(line):
    """The article as the gold side of the scorers. Raises Fault."""
    article = json.loads(line)
    text, tags = parsed(article["marked"])
    data = text.encode()
    incidents = {str(i["i"]): i for i in article["incidents"]}
    said = {a["s"] for name, a, *_ in tags if name in SLOTS}
    figures = {a["id"] for name, a, *_ in tags if name == "fig"}
    claims = {a["id"] for name, a, *_ in tags if name == "claim"}
    out = {key: article.get(key) for key in ("id", "lang", "published", "outlet", "title", "kind")} | {"text": text}
    out |= {"mentions": [], "statements": [], "claims": [], "figures": [], "incidents": article["incidents"]}
    statements, marks = collections.defaultdict(lambda: dict.fromkeys(SLOTS.values()) | {"content": [], "manner": None}), {}
    for name, a, begin, end in tags:
        words = data[begin:end].decode()
        span = {"begin": begin, "end": end, "text": words}
        near = f"<{name}> {words[:40]!r}"
        if not words.strip() or words != words.strip():
            raise Fault(f"{near}: empty, or a space at an end")

        def among(key, allowed, optional=False):
            if not (a.get(key, "") in allowed or (optional and not a.get(key))):
                raise Fault(f"{near}: {key}={a.get(key)} is not known here")

        if name in MENTIONS:
            mention = {"kind": MENTIONS[name], **span}
            if name == "time":
                among("type", {"DATE", "TIME", "DURATION", "SET"})
                if a["v"] and not TIMEX.fullmatch(a["v"]):
                    raise Fault(f"{near}: {a['v']} is no TIMEX3 value")
                mention["value"] = {"type": a["type"], "timex": a["v"] or None}
            out["mentions"].append(mention)
        if name == "fig":
            among("e", EFFECTS), among("c", CATEGORIES), among("q", QUALIFIERS), among("st", CLAIMS, True)
            among("of", figures, True), among("by", said, True), among("i", incidents, True)
            low, high = range_of(a)
            out["figures"].append({"id": a["id"], "effect": a["e"], "category": a["c"], "qualifier": a["q"], "min": low, "max": high, "by": a.get("by") or None,
                                   "subset_of": a.get("of") or None, "status": a.get("st") or None, "incident": a.get("i") or None, "span": span})
        elif name == "claim":
            among("st", CLAIMS), among("by", said, True)
            out["claims"].append({"id": a["id"], "status": a["st"], "by": a.get("by") or None, "span": span})
        elif name == "mark":
            among("c", claims)
            marks[a["c"]] = span
        elif name == "event":
            among("i", incidents)
        elif name in SLOTS:
            among("s", said)
            statement = statements[a["s"]]
            if name == "say":
                among("manner", {"direct", "indirect", "mixed"})
                statement["content"].append(span)
                statement["manner"] = a["manner"] if statement["manner"] in (None, a["manner"]) else "mixed"
            elif statement[SLOTS[name]] is None:
                statement[SLOTS[name]] = span
    out["statements"] = [{"s": s, **statement} for s, statement in sorted(statements.items())]
    for claim in out["claims"]:
        claim["status_span"] = marks.get(claim["id"])
    return out


def main_total(incidents, effect):
    """(min, max) of the main incident; None where there is none, or two articles in one text have one each."""
    main = [incident for incident in incidents if incident.get("main")]
    return tuple(main[0][effect]) if len(main) == 1 and main[0].get(effect) else None


def said_total(printed, effect):
    """The same of an object that `tocsin record` printed: of people, else of the one category that it counts."""
    main = next((d.get("main_incident") for d in printed.get("documents", [])), None)
    totals = {total["category"]: (total["min"], total["max"]) for incident in printed.get("incidents", []) if incident["id"] == main
              for total in incident["totals"] if total["effect"] == effect}
    return totals.get("people", next(iter(totals.values())) if len(totals) == 1 else None)


def main_incidents(out, articles):
    printed = {line["id"]: line for line in map(json.loads, open(out, encoding="utf-8"))}
    for effect in ("killed", "injured"):
        told = [(a, main_total(a["incidents"], effect)) for a in articles]
        right = sum(wanted == said_total(printed.get(a["id"], {}), effect) for a, wanted in told if wanted)
        none = sum(said_total(printed.get(a["id"], {}), effect) is None for a, wanted in told if not wanted)
        some, empty = sum(bool(wanted) for _, wanted in told), sum(not wanted for _, wanted in told)
        print(f"{effect}: exact {right} of {some}; none where none is told {none} of {empty}")


def self_test():
    good = '{"id":"x","lang":"en","published":"2026-03-11T00:00:00Z","incidents":[{"i":1,"what":"fire","main":true}],"marked":"%s"}'
    checked(good % "<event i=1>A fire</event> killed <fig id=f1 e=killed c=people q=exactly min=2 max=2 by= of= st= i=1>two people</fig>.")
    for wrong in ("<time v=2026-3 type=DATE>March</time>", "<time v=2026-03 type=DAY>March</time>", "<fig id=f1>two</fig>", "<person>Ada", "<person>Ada</org>",
                  "<org> the pier</org>", "<mark c=c9>unclear</mark>", "<event i=2>A fire</event>", "<fig id=f1 e=killed c=people q=exactly min=2 max=2 by=7>two</fig>", "<b>Ada</b>", "1 < 2"):
        try:
            checked(good % wrong)
        except Fault:
            continue
        sys.exit(f"check.py: nothing was found wrong with {wrong}")
    print("check.py: self-test passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--main", metavar="OUT")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    articles, faults, seen = [], 0, set()
    for path in options.files:
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            try:
                article = checked(line)
                if article["id"] in seen:
                    raise Fault(f"{article['id']} twice")
                seen.add(article["id"])
                articles.append(article)
            except (Fault, KeyError, ValueError) as fault:
                print(f"{path}:{number}: {type(fault).__name__ if not isinstance(fault, Fault) else ''} {fault}", file=sys.stderr)
                faults += 1
    if options.main:
        main_incidents(options.main, articles)
    elif options.raw or options.gold:
        for article in articles:
            keys = ("id", "lang", "published", "outlet", "title", "text") if options.raw else article.keys()
            print(json.dumps({key: article[key] for key in keys if article[key] is not None}, ensure_ascii=False))
    else:
        count = collections.Counter()
        for article in articles:
            count.update({"articles": 1, "words": len(article["text"].split()), "figures": len(article["figures"]), "statements": len(article["statements"]),
                          "claims": len(article["claims"]), "incidents": len(article["incidents"])})
            count.update(mention["kind"] + " mentions" for mention in article["mentions"])
        print(", ".join(f"{n} {name}" for name, n in sorted(count.items())))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
