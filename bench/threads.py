# SPDX-License-Identifier: Apache-2.0
"""`tocsin trace` on one thread and on two: wall seconds, and whether the outputs are the same bytes."""
import filecmp
import statistics

import corpora
from measure import CACHE, measured, needs, offers, spread, table, trace_command


def part(shared, n, seed, repeats):
    print(f"### One thread and two, {n} messages\n")
    generator = corpora.generators(shared)["make_trace_corpus"]
    if not needs(generator):
        return
    if not offers("trace", "--threads"):
        print("left out: `tocsin trace` has no --threads\n")
        return
    corpus = corpora.made(generator, n, seed)
    (CACHE / "out").mkdir(parents=True, exist_ok=True)
    outs = {threads: CACHE / "out" / f"threads-{threads}.ndjson" for threads in (1, 2)}
    runs = {threads: [] for threads in outs}
    for _ in range(repeats):
        for threads, out in outs.items():
            runs[threads].append(measured([*trace_command(threads), corpus.messages], out))
    rows = []
    for threads, of in runs.items():
        ratios = [one.wall / own.wall for one, own in zip(runs[1], of)]
        rows.append([threads, spread([r.wall for r in of], 2), spread(ratios, 2), spread([r.cpu for r in of], 2),
                     f"{statistics.median(r.mib for r in of):.0f}", "yes" if filecmp.cmp(outs[1], outs[threads], shallow=False) else "NO"])
    table(["threads", "wall s", "× one thread", "CPU s", "MiB", "same output"], rows)
