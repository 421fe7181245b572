# SPDX-License-Identifier: Apache-2.0
"""`exports`: a Telegram export to documents, beside chatpack (Rust) and Python's json on the same file, clean and damaged.

Each program is one process bound to one core, from opening the file to the end: ours hashes it, makes documents, tells their
languages and makes ids; chatpack makes messages; Python's json makes objects and counts them. In each round the programs run
one after the other. What a program cannot read at all is said.
"""
import re
import subprocess
import sys

import corpora
from measure import CACHE, ONE_CORE, ONE_THREAD, ROOT, measured, needs, spread, table

INGEST_FILE = ROOT / "build" / "release" / "ingest_file"
CHATPACK = CACHE / "chatpack" / "release" / "chatpack_peer"
COUNT = "import json, sys; m = json.load(open(sys.argv[1], encoding='utf-8'))['messages']; print(len(m), sum(len(str(x['text'])) for x in m))"
VARIANTS = {"clean": 0, "one message in 20 damaged": 20, "every message damaged": 1}


def made(shared, mb, every):
    """An export of so many megabytes out of the messages of the first generator that is here."""
    found = corpora.generators(shared)
    generator = next(g for name in ("make_trace_corpus", "make_copies") if (g := found[name]).exists())
    corpus = corpora.made(generator, 100000, 1)
    path = CACHE / "corpus" / f"export-{mb}-{every}.json"
    subprocess.run([sys.executable, ROOT / "bench/make_export.py", corpus.messages, "--mb", str(mb), "--broken", str(every), "--out", path], check=True)
    return path


def programs():
    found = {"tocsin": [INGEST_FILE]} if needs(INGEST_FILE) else {}
    if needs(CHATPACK):
        found |= {"chatpack 0.7, whole": [CHATPACK], "chatpack 0.7, streamed": [CHATPACK, "--stream"]}
    else:
        print("chatpack comes with `tools/set_up.sh bench`.\n")
    return {**found, f"Python {sys.version.split()[0]}, json": [sys.executable, "-c", COUNT]}


def messages(text):
    told = re.search(r"(\d+) documents|^(\d+) \d+$", text, re.M)
    return next(g for g in told.groups() if g) if told else ""


def part(shared, mb, repeats):
    print(f"### Reading a Telegram export of {mb} MB\n")
    out = CACHE / "out" / "exports.txt"
    out.parent.mkdir(parents=True, exist_ok=True)
    rows = []
    for variant, every in VARIANTS.items():
        path = made(shared, mb, every)
        size = path.stat().st_size / 1e6
        runs, failed, read = {name: [] for name in programs()}, set(), {}
        for _ in range(repeats):
            for name, command in programs().items():
                try:
                    runs[name].append(measured([*ONE_CORE, *command, path], out, ONE_THREAD))
                    read[name] = messages(out.read_text())
                except SystemExit:
                    failed.add(name)
        for name, of in runs.items():
            rows.append([variant, name, *(["fails", "", ""] if name in failed else [spread([size / r.cpu for r in of]), f"{max(r.mib for r in of):.0f}", read[name]])])
        told = subprocess.run([*ONE_CORE, INGEST_FILE, "--parts", path], capture_output=True, text=True).stdout
        rows.append([variant, "tocsin, by parts", re.sub(r".*?; ", "", told.strip(), count=1), "", ""])
        path.unlink()
    table(["export", "program", "MB / CPU s", "MiB", "messages"], rows)
