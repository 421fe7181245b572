# SPDX-License-Identifier: Apache-2.0
"""What `tocsin trace` and its peers find of each thing that is done to a copy, on the corpora of both generators."""
import collections

import corpora
from measure import needs, table
from peers import output, programs, race, score

NO_COPY = {"first", "single", "template"}


def copies_by_operation(truth):
    """How many copies each operation made; those of two operations count as `chained`, as the scorer has it."""
    count = collections.Counter()
    with open(truth, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            operation = line.rstrip("\n").split("\t")[2]
            if operation not in NO_COPY:
                count["chained" if "+" in operation else operation] += 1
    return count


def of_one(shared, name, generator, contestants, n, seed):
    corpus = corpora.made(generator, n, seed)
    race(contestants, corpus, 1)
    scores = {p.name: score(shared, corpus.truth, output(p)) for p in contestants}
    print(f"**{name}, {n} messages, seed {seed}**\n")
    four = lambda v: f"{v:.4f}"
    table(["program", "pair P", "pair R", "pair F1", "P without templates", "B³ F1", "attached", "first post", "families' first",
           "singles joined", "templates joined", "relation"],
          [[p, *(four(s["pairs"][k]) for k in ("precision", "recall", "f1")), four(s["pairs_without_templates"]["precision"]),
            four(s["b3"]["f1"]), *(four(s[k]) for k in ("attach", "first_post", "families_first", "false_single", "false_template")),
            four(s["relation"])] for p, s in scores.items()])
    print("Share of copies that are in one family with a true relative, by what was done to them:\n")
    table(["operation", "copies", *scores],
          [[o, c, *(four(s["attach_by_operation"].get(o, 0.0)) for s in scores.values())]
           for o, c in sorted(copies_by_operation(corpus.truth).items())])


def part(shared, n, seed):
    print(f"### Copies found, by operation, {n} messages\n")
    if not needs(shared / "tools" / "score_trace.py"):
        return
    contestants = [p for p in programs(shared) if not p.slow]
    for name, generator in corpora.generators(shared).items():
        if needs(generator):
            of_one(shared, name, generator, contestants, n, seed)
