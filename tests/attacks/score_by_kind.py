#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Says by operation how many copies `tocsin trace` ties to a relative, and by kind how many hard negatives it ties to strangers.

    score_by_kind.py m.tsv out.ndjson [--kinds m.kinds.tsv] [--json] [--misses 20 [--messages m.ndjson]]

attached     share of copies in one family with a true relative;  to_first  with the true first post
joined       share of hard negatives (and singles) in one family with a stranger
pairs        precision and recall over pairs of messages in one family;  first_post  copies that name the true first post
--misses N   prints N copies that were not attached and N negatives that were joined, spread over operations, with their texts
"""
import argparse
import collections
import json
import sys


def pairs_of(counts):
    return sum(k * (k - 1) // 2 for k in counts.values())


def read_truth(path):
    """id -> (family, operation), in the order of the file."""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {id: (family, operation) for id, family, operation in rows[1:]}


def score(truth_path, out_lines, kinds_path=None):
    truth, kinds = read_truth(truth_path), {}
    if kinds_path:
        with open(kinds_path, encoding="utf-8") as lines:
            kinds = dict(line.rstrip("\n").split("\t", 1) for line in lines)
    given = {}
    for line in out_lines:
        row = json.loads(line)
        given[row["id"]] = row["family"]
    given = {id: given.get(id, id) for id in truth}
    in_given = collections.Counter(given.values())
    in_truth = collections.Counter(family for family, _ in truth.values())
    both = collections.Counter((truth[id][0], given[id]) for id in truth)
    tied = pairs_of(both)
    result = {"messages": len(truth), "precision": tied / max(1, pairs_of(in_given)), "recall": tied / max(1, pairs_of(in_truth))}
    operations, negatives, marks = (collections.defaultdict(lambda: [0, 0, 0]) for _ in range(3))
    misses, named = {"copies": [], "negatives": []}, [0, 0]
    for id, (family, operation) in truth.items():
        joint, kind = both[family, given[id]], kinds.get(id, "")
        if operation in ("single", "template"):
            row = negatives[operation if operation == "single" or not kind else "template " + kind]
            row[0] += 1
            row[1] += in_given[given[id]] > 1
            if in_given[given[id]] > 1:
                misses["negatives"].append((id, kind or operation))
            continue
        rows = [marks[kind.split("/")[0]]] if kind.startswith(("late", "same_time", "first_disguised")) else []
        if operation != "first":
            rows.append(operations["chained" if "+" in operation else operation])
            named[0] += 1
            named[1] += given[id] == family
            if joint == 1:
                misses["copies"].append((id, operation))
        elif in_truth[family] == 1:
            continue
        for row in rows:
            row[0] += 1
            row[1] += joint > 1
            row[2] += given[id] == given[family]
    every = [sum(row[i] for row in operations.values()) for i in range(3)]
    result |= {"attached": every[1] / max(1, every[0]), "to_first": every[2] / max(1, every[0]), "first_post": named[1] / max(1, named[0]),
               "operations": dict(sorted(operations.items())), "marks": dict(sorted(marks.items())), "negatives": dict(sorted(negatives.items()))}
    return result, misses, given


def spread(rows, many):
    """Some of each kind, rather than many of one."""
    groups = collections.defaultdict(list)
    for id, kind in rows:
        groups[kind].append((id, kind))
    ordered = [row for depth in range(many) for group in sorted(groups.values(), key=len, reverse=True) for row in group[depth:depth + 1]]
    return ordered[:many]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth")
    parser.add_argument("out")
    parser.add_argument("--kinds")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--messages")
    args = parser.parse_args()
    with open(args.out, encoding="utf-8") as lines:
        result, misses, given = score(args.truth, lines, args.kinds)
    if args.json:
        print(json.dumps(result))
        return
    for key in ("messages", "precision", "recall", "attached", "to_first", "first_post"):
        print(f"{key:22}{result[key]:.4f}" if key != "messages" else f"{key:22}{result[key]}")
    for title, columns in (("operations", ("attached", "to_first")), ("marks", ("attached", "to_first")), ("negatives", ("joined",))):
        print(f"\n{title:22}{'rows':>8}" + "".join(f"{c:>10}" for c in columns))
        for name, row in sorted(result[title].items(), key=lambda item: item[1][1] / item[1][0]):
            print(f"{name:22}{row[0]:8}" + "".join(f"{row[i + 1] / row[0]:10.3f}" for i in range(len(columns))))
    if not args.misses:
        return
    texts = {}
    if args.messages:
        with open(args.messages, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                texts[row["id"]] = row["text"]
    truth = read_truth(args.truth)
    for title, rows in misses.items():
        print(f"\n{title}: {len(rows)} wrong")
        for id, kind in spread(rows, args.misses):
            other = truth[id][0] if title == "copies" else next((i for i in given if given[i] == given[id] and i != id), id)
            print(f"- {id} {kind}\n  {texts.get(id, '')!r}\n  {other}: {texts.get(other, '')!r}")


if __name__ == "__main__":
    sys.exit(main())
