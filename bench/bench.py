#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measured tables, as docs/measures.md holds them: bench.py [--only whole,growth,quality] [--to 100000]

whole    the whole way over real posts and reports: documents a second, peak memory, oddities, families, incidents
growth   1k, 10k, 100k messages: nothing may grow faster than the input
quality  the peers' scorers on tune and dev sets (needs `tocsin read`, `record`, `trace`)

The data lies in ../shared beside the project (or $TOCSIN_SHARED); what needs it says so and is left out where it is absent.
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
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("TOCSIN_SHARED", ROOT.parent / "shared"))
TOCSIN = ROOT / "build" / "tocsin"


def measured(arguments, out):
    """Runs one process; returns (wall seconds, CPU seconds, peak MiB)."""
    began = time.perf_counter()
    with open(out, "wb") as f:
        process = subprocess.Popen([str(a) for a in arguments], stdout=f, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(map(str, arguments))}: exit {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def table(head, rows):
    rows = [head, *rows]
    widths = [max(len(str(r[i])) for r in rows) for i in range(len(head))]
    for n, row in enumerate(rows):
        print("| " + " | ".join(str(c).ljust(w) for c, w in zip(row, widths)) + " |")
        if n == 0:
            print("|" + "|".join("-" * (w + 2) for w in widths) + "|")
    print(flush=True)


def needs(path):
    if path.exists():
        return True
    print(f"left out: {path} is not here\n")
    return False


def whole(folder):
    rows, oddities = [], []
    posts = SHARED / "data/tune/telegram_ru_news"
    muc = SHARED / "data/train/muc4/dev"
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


def growth(folder, most):
    tool = SHARED / "tools/make_trace_corpus.py"
    if not needs(tool):
        return
    rows = []
    for n in [n for n in (1000, 10000, 100000, 1000000) if n <= most]:
        corpus, truth = folder / f"{n}.ndjson", folder / f"{n}.tsv"
        subprocess.run([sys.executable, tool, str(n), "--seed", "1", "--out", corpus, "--truth", truth], check=True, stderr=subprocess.DEVNULL)
        for command in ("trace", "read", "scan"):
            more = ["--format", "json"] if command == "scan" else []
            wall, cpu, memory = measured([TOCSIN, command, corpus, *more], folder / "out")
            rows.append([command, n, f"{wall:.1f}", f"{cpu:.1f}", f"{n / cpu:.0f}", f"{1e6 * cpu / n:.0f}", f"{memory:.0f}"])
            if command == "trace":
                score = subprocess.run([sys.executable, SHARED / "tools/score_trace.py", truth, folder / "out"], capture_output=True, text=True)
                (folder / f"score-{n}.txt").write_text(score.stdout)
    print("### Growth\n")
    table(["command", "messages", "wall s", "CPU s", "messages / CPU s", "µs a message", "MiB"], sorted(rows, key=lambda r: (r[0], r[1])))
    biggest = max(n for n in (1000, 10000, 100000, 1000000) if n <= most)
    print(f"### Copies, {biggest} messages, seed 1\n\n```\n{(folder / f'score-{biggest}.txt').read_text()}```\n")


def quality(folder):
    tools = SHARED / "tools"
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
    parser.add_argument("--only", default="whole,growth,quality")
    parser.add_argument("--to", type=int, default=100000)
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in args.only.split(","):
            {"whole": lambda: whole(folder), "growth": lambda: growth(folder, args.to), "quality": lambda: quality(folder)}[part]()


if __name__ == "__main__":
    main()
