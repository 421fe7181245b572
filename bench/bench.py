#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measured tables, as docs/measures.md holds them: bench.py [--only peers,growth] [--n 1000000] [--write docs/measures.md]

whole     the whole way over real posts and reports: documents a second, peak memory, oddities, families, incidents
growth    1k, 10k, 100k … messages up to --to: nothing may grow faster than the input
quality   the peers' scorers on tune and dev sets (needs `tocsin read`, `record`, `trace`)
peers     `tocsin trace` against rensa, gaoya and datasketch on --n messages, in turn on one core
threads   `tocsin trace` on one thread and on two
news      `tocsin record` beside spaCy on articles of 500 words
accuracy  copies found by operation, on the corpora of both generators
cases     a store of --n messages, a tenth of them threats: linking, one more, decisions, forms, delivery

The data lies in ../shared beside the project (--shared); what needs it says so and is left out where it is absent.
CPU seconds are user + system of the one process; memory is its largest resident size.
"""
import argparse
import collections
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import accuracy
import cases
import corpora
import document
import exports
import news
import peers
import reader
import threads
from measure import CACHE, ROOT, TOCSIN, measured, needs, table, trace_command

SIZES = (1000, 10000, 100000, 1000000, 10000000)
SCORED = 1000000  # the scorer holds every id: half a GiB a million


def whole(shared, folder):
    rows, oddities = [], []
    posts = shared / "data/tune/telegram_ru_news"
    muc = shared / "data/train/muc4/dev"
    inputs = [("samples", [ROOT / "samples/story/export", ROOT / "samples/story/articles"])]
    if needs(posts):
        inputs.append(("telegram_ru_news", [posts]))
    if needs(muc):
        file = folder / "muc.ndjson"
        with open(file, "w") as f:
            subprocess.run([sys.executable, ROOT / "bench/muc_documents.py", muc], stdout=f, check=True)
        inputs.append(("muc4 dev", [file]))
    for name, paths in inputs:
        out = folder / f"{name.replace(' ', '_')}.json"
        wall, cpu, memory = measured([TOCSIN, "scan", *paths, "--format", "json"], out)
        found = json.loads(out.read_text())
        n = len(found["documents"])
        joined = sum(len(f["members"]) - 1 for f in found["families"])
        rows.append([name, n, f"{wall:.1f}", f"{cpu:.1f}", f"{n / cpu:.0f}", f"{memory:.0f}", len(found["families"]), joined,
                     len(found["incidents"]), sum(len(i["figures"]) for i in found["incidents"]), len(found["statements"]),
                     len(found["claims"]), len(found["alerts"])])
        kinds = collections.Counter((o["action"], o["what"].split(":")[0]) for o in found["oddities"])
        oddities += [[name, kind, action, count] for (action, kind), count in sorted(kinds.items())]
    print("### The whole way\n")
    table(["input", "documents", "wall s", "CPU s", "documents / CPU s", "MiB", "families", "copies", "incidents", "figures",
           "statements", "claims", "alerts"], rows)
    table(["input", "oddity", "action", "files or records"], oddities)


def growth(shared, folder, most, commands):
    generator = corpora.generators(shared)["make_trace_corpus"]
    print(f"### Growth to {most} messages\n")
    if not needs(generator):
        return
    rows, last, per_message = [], None, {}
    for n in [n for n in SIZES if n <= most]:
        corpus = corpora.made(generator, n, 1)
        for command in commands:
            whole_command = {"trace": trace_command(), "scan": [TOCSIN, "scan", "--format", "json"]}.get(command, [TOCSIN, command])
            run = measured([*whole_command, corpus.messages], folder / "out")
            per_message[command, n] = cost = 1e6 * run.cpu / n
            against = f"{cost / per_message[command, 100000]:.2f}" if n >= 100000 else ""
            rows.append([command, n, f"{run.wall:.1f}", f"{run.cpu:.1f}", f"{n / run.cpu:.0f}", f"{cost:.1f}", against, f"{run.mib:.0f}"])
            if command == "trace" and n <= SCORED:
                last = n, subprocess.run([sys.executable, shared / "tools/score_trace.py", corpus.truth, folder / "out"],
                                         capture_output=True, text=True).stdout
    table(["command", "messages", "wall s", "CPU s", "messages / CPU s", "µs a message", "× at 100k", "MiB"],
          sorted(rows, key=lambda r: (r[0], r[1])))
    if last:
        print(f"**Copies, {last[0]} messages, seed 1**\n\n```\n{last[1]}```\n")


def quality(shared, folder):
    tools = shared / "tools"
    if not needs(tools):
        return
    print("### Quality on tune and dev sets\n")
    for name, gold_tool, command, scorers in (
            ("GUM dev, news and interviews", ["gum_gold.py", "--partition", "dev", "--genre", "news,interview"], "read",
             [["score_times.py"], ["score_spans.py", "--kinds", "place,person,organisation"]]),
            ("PolNeAR dev", ["polnear_gold.py", "--part", "dev"], "read", [["score_statements.py"]]),
            ("MUC-4 dev, numbers of two and more", ["muc_gold.py", "--set", "dev"], "record", [["score_figures.py", "--least", "2"]])):
        gold, out = folder / "gold.ndjson", folder / "out.ndjson"
        with open(gold, "w") as f:
            subprocess.run([sys.executable, tools / gold_tool[0], *gold_tool[1:]], stdout=f, check=True)
        _, cpu, memory = measured([TOCSIN, command, gold], out)
        n = sum(1 for _ in open(gold))
        print(f"**{name}** ({n} documents, {n / cpu:.0f} / CPU s, {memory:.0f} MiB)\n\n```")
        for scorer in scorers:
            more = [x for x in scorer[1:]]
            print(subprocess.run([sys.executable, tools / scorer[0], gold, out, *more], capture_output=True, text=True, check=True).stdout.rstrip())
        print("```\n", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="whole,growth,quality,peers,threads,accuracy,reader,news,exports,cases")
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path(os.environ.get("TOCSIN_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--to", type=int, default=100000, help="growth: the most messages")
    parser.add_argument("--commands", default="trace,read,scan", help="growth: of which commands")
    parser.add_argument("--n", type=int, default=100000, help="peers, threads, accuracy, cases: how many messages")
    parser.add_argument("--small", type=int, default=20000, help="peers: how many for the slow ones")
    parser.add_argument("--repeats", type=int, default=3, help="peers, threads: rounds")
    parser.add_argument("--mb", type=int, default=200, help="exports: the size of the export")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=pathlib.Path, metavar="DOCUMENT", help="put each table into its marked place there too")
    args = parser.parse_args()
    args.shared = args.shared.resolve()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    parts = {
        "whole": (lambda folder: whole(args.shared, folder), "whole"),
        "growth": (lambda folder: growth(args.shared, folder, args.to, args.commands.split(",")), f"growth-{args.commands}-{args.to}"),
        "quality": (lambda folder: quality(args.shared, folder), "quality"),
        "peers": (lambda folder: peers.part(args.shared, args.n, args.small, args.seed, args.repeats), f"peers-{args.n}"),
        "threads": (lambda folder: threads.part(args.shared, args.n, args.seed, args.repeats), f"threads-{args.n}"),
        "accuracy": (lambda folder: accuracy.part(args.shared, args.n, args.seed), f"accuracy-{args.n}"),
        "reader": (lambda folder: reader.part(args.shared), "reader"),
        "news": (lambda folder: news.part(), "news"),
        "exports": (lambda folder: exports.part(args.shared, args.mb, args.repeats), f"exports-{args.mb}"),
        "cases": (lambda folder: cases.part(args.n, args.seed, folder), f"cases-{args.n}"),
    }
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in args.only.split(","):
        if name not in parts:
            parser.error(f"no part {name}; there are {', '.join(parts)}")
        run, place = parts[name]
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            printed = document.printed(lambda: run(pathlib.Path(folder)))
        if args.write:
            document.put(args.write, place, printed)


if __name__ == "__main__":
    main()
