#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`tocsin watch` as messages come: time for each and memory, while the window fills and long after.

    bench/watch.py [--tocsin build/tocsin] [--n 300000] [--window 50000] [--step 25000] [--read] [--shared ../shared]

Messages with a known answer go in through a pipe, `--step` at a time; the next go in when all events of the last are out, so that a
step's time is what its messages took until they were in the store. Then `trace` reads the same file: how often `watch`, which holds
only the window and asks the store for the rest, says the same.
"""
import argparse
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

import corpora
from measure import ROOT, TOCSIN, needs, table


def memory(pid, field):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tocsin", type=pathlib.Path, default=TOCSIN)
    parser.add_argument("--n", type=int, default=300000)
    parser.add_argument("--window", type=int, default=50000)
    parser.add_argument("--step", type=int, default=25000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read", action="store_true", help="also read what each message says")
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    generator = corpora.generators(args.shared)["make_trace_corpus"]
    if not needs(generator):
        return
    messages = corpora.made(generator, args.n, args.seed).messages
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder) / "watch.db"
        command = [args.tocsin, "watch", "-", "--store", store, "--window-messages", args.window, "--window-days", 36500]
        if not args.read:
            command.append("--only-trace")
        process = subprocess.Popen([str(c) for c in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        rows, kinds = [], {}

        def feed(lines):  # in a child, so that events can be read meanwhile
            child = os.fork()
            if child == 0:
                process.stdin.write(lines)
                process.stdin.flush()
                os._exit(0)
            return child

        with open(messages, "rb") as file:
            done = 0
            while done < args.n:
                lines = [line for line in (file.readline() for _ in range(min(args.step, args.n - done))) if line]
                if not lines:
                    break
                began = time.perf_counter()
                ticks = sum(map(int, open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()[11:13]))
                child = feed(b"".join(lines))
                events = 0
                while events < len(lines):
                    event = json.loads(process.stdout.readline())["event"]
                    kinds[event] = kinds.get(event, 0) + 1
                    events += event in ("new", "joined", "edited")
                os.waitpid(child, 0)
                done += len(lines)
                used = sum(map(int, open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()[11:13])) - ticks
                rows.append([done, f"{(time.perf_counter() - began) / len(lines) * 1e6:.0f}",
                             f"{used / os.sysconf('SC_CLK_TCK') / len(lines) * 1e6:.0f}",
                             f"{memory(process.pid, 'VmRSS'):.0f}", f"{memory(process.pid, 'VmHWM'):.0f}", f"{store.stat().st_size / 2**20:.0f}"])
        process.stdin.close()
        process.wait()
        print(f"### `watch`, {args.n} messages through a window of {args.window}\n")
        table(["messages", "µs each", "of CPU", "MiB", "most MiB", "store MiB"], rows)
        print("Events: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) + ".\n")

        with sqlite3.connect(store) as db:
            source = dict(db.execute("SELECT id, source_id FROM documents"))
            first = dict(db.execute("SELECT family, document FROM members WHERE relation = 'first'"))
            family = {source[d]: source[first[f]] for d, f in db.execute("SELECT document, family FROM members")}
        traced = subprocess.run([str(args.tocsin), "trace", "--translations", "none", str(messages)], capture_output=True, check=True)
        other = missed = more = copies = 0
        for line in traced.stdout.splitlines():
            r = json.loads(line)
            was, now = r["family"], family.get(r["id"], r["id"])
            copies += was != r["id"]
            other += was != now
            missed += was != now and now == r["id"]
            more += was != now and was == r["id"]
        print(f"`trace`, which holds all of them, has {copies} copies; {other} messages have another first in `watch`: {missed} copies that it"
              f" takes for new, {more} that only it takes for copies.\n")


if __name__ == "__main__":
    sys.exit(main())
