#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""MUC-4 articles annotated without their texts: checks the marks, packs them, puts them together with the texts again, compares two of them.

    standoff.py FILE...                 quote form checked: every quote found, ids, closed lists, spans; faults on stderr with file, line and article, exit 1
    standoff.py --pack FILE...          quote form -> stand-off form, sorted by id: offsets in bytes and the SHA-256 of the text, no words of it
    standoff.py --gold DATA FILE        stand-off form -> what score_figures.py, score_statements.py and score_spans.py read, as check.py --gold of gold/news
    standoff.py --agreement FIRST SECOND   how far two stand-off files agree on the articles that both hold
    standoff.py --self-test             the checks on lines made to fail

Quote form: a span is [quote, nth], nth counted from 1 over the article, or {"from": [quote, nth], "to": [quote, nth]}. A quote is searched byte for byte;
one that is not there nth times is searched again with every run of white space standing for any other (the texts are wrapped). DATA is the folder of the
MUC-4 texts or an NDJSON file of documents; for quote form (--texts) dev.ndjson beside this file, else ../shared/data/train/muc4/dev. Standard library only.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
CLOSED = {"effect": "killed injured missing detained displaced".split(),
          "category": "people civilians children women men elderly combatants security_forces medics journalists aid_workers prisoners attackers".split(),
          "qualifier": "exactly about at_least up_to between tens dozens hundreds".split(),
          "status": "attributed asserted confirmed unclear disputed denied never_confirmed".split()}
KEYS = {"figures": "n q nth effect category qualifier min max by of status incident", "statements": "n manner source cue content told_to role affiliation",
        "claims": "n q nth status mark by", "incidents": "n what killed injured main"}
SLOTS = ("source", "role", "affiliation", "told_to", "cue")


class Fault(Exception):
    pass


def texts(data):
    """{id: document} of the folder of the texts, or of an NDJSON file."""
    data = pathlib.Path(data) if data else HERE / "dev.ndjson" if (HERE / "dev.ndjson").exists() else HERE.parents[2] / "shared/data/train/muc4/dev"
    if data.is_file():
        return {d["id"]: d for d in map(json.loads, open(data, encoding="utf-8"))}
    sys.path.insert(0, str(HERE.parents[1] / "bench"))
    from muc_documents import documents
    return {d["id"]: d for d in documents(data)} or sys.exit(f"standoff.py: {data}: no texts there")


def found(text, quote, nth):
    """Bytes [begin, end] of the nth occurrence."""
    if not isinstance(quote, str) or not quote.strip() or quote != quote.strip() or not isinstance(nth, int) or nth < 1:
        raise Fault(f"{quote!r}, {nth}: empty, a space at an end, or no nth")
    for pattern in (re.escape(quote), r"\s+".join(map(re.escape, quote.split()))):
        hits = [m.span() for m in re.finditer(f"(?={pattern})", text)]
        if nth <= len(hits):
            begin, end = hits[nth - 1][0], re.compile(pattern).match(text, hits[nth - 1][0]).end()
            return [len(text[:begin].encode()), len(text[:end].encode())]
    raise Fault(f"{quote!r} stands {len(hits)} times in the article, not {nth}")


def span(text, mark):
    if mark is None:
        return None
    if isinstance(mark, dict):
        (begin, last), (first, end) = found(text, *mark["from"]), found(text, *mark["to"])
        if begin > first or last > end:
            raise Fault(f"{mark['to'][0]!r} does not come after {mark['from'][0]!r}")
        return [begin, end]
    return found(text, *mark)


def checked_figure(one, figures, incidents):
    low, high, qualifier, by = one["min"], one["max"], one["qualifier"], one["by"]
    for name, allowed in CLOSED.items():
        yield one[name] in allowed, f"{name} {one[name]} is not known"
    yield all(n is None or isinstance(n, int) and n >= 0 for n in (low, high)) and (low, high) != (None, None) and (None in (low, high) or low <= high), f"min {low}, max {high}"
    yield qualifier != "exactly" or low == high, "exactly, but min is not max"
    yield qualifier != "at_least" or low is not None and high is None, "at_least, but min is open or max is not"
    yield (one["status"] != "asserted" or by is None) and (one["status"] != "attributed" or by), f"{one['status']} with by {by}"
    yield one["of"] is None or one["of"] in figures - {one["n"]}, f"of {one['of']} is no other figure"
    yield one["incident"] is None or one["incident"] in incidents, f"incident {one['incident']} is none"


def checked_statement(made):
    yield made["manner"] in {"direct", "indirect", "mixed"}, f"manner {made['manner']}"
    yield made["content"] or made["cue"], "neither cue nor content"
    yield made["content"] == sorted(made["content"]), "the pieces of the content are out of order"
    spans = [(slot, made[slot]) for slot in ("source", "told_to", "cue") if made[slot]] + [("content", piece) for piece in made["content"]]
    for i, (slot, a) in enumerate(spans):
        for other, b in spans[i + 1:]:
            yield a[1] <= b[0] or b[1] <= a[0], f"{slot} and {other} overlap"
        for inner, b in ((inner, made[inner]) for inner in ("role", "affiliation") if made[inner]):
            yield a[1] <= b[0] or b[1] <= a[0] or slot in ("source", "told_to") and a[0] <= b[0] and b[1] <= a[1], f"{inner} and {slot} cross"


def packed(article, known):
    """Stand-off form of a line in quote form. Raises Fault with all that is wrong with it."""
    if article["id"] not in known:
        raise Fault("no such article")
    text = known[article["id"]]["text"]
    out = {"id": article["id"], "sha256": hashlib.sha256(text.encode()).hexdigest()} | {key: [] for key in KEYS}
    ids = {key: [one.get("n") for one in article.get(key, [])] for key in KEYS}
    wrong = [f"n {n} stands {times} times" for n, times in collections.Counter(n for key in KEYS for n in ids[key]).items() if times > 1 or not isinstance(n, int)]
    wrong += [f"{key} is no list of this article" for key in article.keys() - KEYS.keys() - {"id"}]
    for key, one in ((key, one) for key in KEYS for one in article.get(key, [])):
        names = KEYS[key].split()
        try:
            strange = one.keys() - set(names) - ({"from", "to"} if "q" in names else set())
            faults = [(not strange, f"has {sorted(strange)}"), (one.get("by") is None or one["by"] in ids["statements"], f"by {one.get('by')} is no statement")]
            made = {"n": one["n"]}
            if "q" in names:
                made["begin"], made["end"] = span(text, {"from": one["from"], "to": one["to"]} if "from" in one else [one["q"], one["nth"]])
            made |= {name: span(text, one.get(name)) if name in (*SLOTS, "mark") else one[name] for name in names if name not in ("q", "nth")}
            if key == "figures":
                faults += checked_figure(one, set(ids["figures"]), ids["incidents"])
            elif key == "statements":
                made["content"] = [span(text, piece) for piece in one["content"]]
                faults += checked_statement(made)
            elif key == "claims":
                faults.append((one["status"] in CLOSED["status"], f"status {one['status']} is not known"))
            else:
                totals = all(v is None or isinstance(v, list) and len(v) == 2 for v in (one["killed"], one["injured"]))
                faults.append((totals and isinstance(one["main"], bool), "killed and injured are [min, max] or null, main true or false"))
            out[key].append(made)
        except (Fault, KeyError, TypeError, ValueError) as fault:
            faults = [(False, str(fault) if isinstance(fault, Fault) else f"{type(fault).__name__} {fault}")]
        wrong += [f"{key} {one.get('n')}: {why}" for good, why in faults if not good]
    if out["incidents"] and sum(bool(i["main"]) for i in out["incidents"]) != 1:
        wrong.append("not one main incident")
    if wrong:
        raise Fault("\n    ".join(wrong))
    return out


def notes(one):
    """What is likely a slip, though it may stand: a figure whose giver is not the innermost statement around it."""
    for figure in one["figures"]:
        around = [(e - b, s["n"]) for s in one["statements"] for b, e in s["content"] if b <= figure["begin"] and figure["end"] <= e]
        if (min(around)[1] if around else None) != figure["by"]:
            yield f"figure {figure['n']} stands in the content of {min(around)[1] if around else 'no statement'}, by is {figure['by']}"


def gold(one, document):
    data = document["text"].encode()
    if hashlib.sha256(data).hexdigest() != one["sha256"]:
        raise Fault("this is not the text that was annotated")

    def put(mark):
        return mark and {"begin": mark[0], "end": mark[1], "text": data[mark[0]:mark[1]].decode()}

    def name(n):
        return None if n is None else str(n)
    out = {key: document[key] for key in ("id", "lang", "published", "outlet") if document.get(key)} | {"text": document["text"]}
    out["mentions"] = [{"kind": "casualty", **put([f["begin"], f["end"]])} for f in one["figures"]]
    out["statements"] = [{"s": name(s["n"]), **{slot: put(s[slot]) for slot in SLOTS}, "content": [put(c) for c in s["content"]], "manner": s["manner"]} for s in one["statements"]]
    out["claims"] = [{"id": name(c["n"]), "status": c["status"], "by": name(c["by"]), "span": put([c["begin"], c["end"]]), "status_span": put(c["mark"])} for c in one["claims"]]
    out["figures"] = [{"id": name(f["n"]), **{key: f[key] for key in ("effect", "category", "qualifier", "min", "max", "status")}, "by": name(f["by"]),
                       "subset_of": name(f["of"]), "incident": name(f["incident"]), "span": put([f["begin"], f["end"]])} for f in one["figures"]]
    return out | {"incidents": [{"i": i["n"], **{key: i[key] for key in ("what", "main", "killed", "injured")}} for i in one["incidents"]]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--pack", "--agreement", "--self-test"):
        parser.add_argument(flag, action="store_true")
    for flag in ("--gold", "--texts"):
        parser.add_argument(flag, metavar="DATA")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if options.self_test:
        from standoff_test import self_test
        return self_test()
    known = {} if options.agreement else texts(options.gold or options.texts)
    articles, faults = [{} for _ in options.files], 0
    for path, into in zip(options.files, articles):
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            where = f"{path}:{number}:"
            try:
                article = json.loads(line)
                where, name = f"{where} {article['id']}:", article["id"]
                if any(name in a for a in ([into] if options.agreement else articles)):
                    raise Fault("twice")
                into[name] = article if options.agreement else gold(article, known[name]) if options.gold else packed(article, known)
                for note in [] if options.gold or options.agreement or options.pack else notes(into[name]):
                    print(f"{where} note: {note}", file=sys.stderr)
            except (Fault, KeyError, TypeError, ValueError) as fault:
                print(where, *([] if isinstance(fault, Fault) else [type(fault).__name__]), fault, file=sys.stderr)
                faults += 1
    flat = sorted((a for into in articles for a in into.values()), key=lambda a: a["id"])
    if options.agreement:
        from agreement import agreement
        agreement(*articles)
    elif options.gold or options.pack:
        print(*(json.dumps(article, ensure_ascii=False, separators=(",", ":") if options.pack else None) for article in flat), sep="\n")
    else:
        print(", ".join([f"{len(flat)} articles"] + [f"{sum(len(a[key]) for a in flat)} {key}" for key in KEYS]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
