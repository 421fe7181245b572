# SPDX-License-Identifier: Apache-2.0
"""`tocsin trace` beside rensa, gaoya and datasketch: same messages, same output, one core, in turn.

Every program reads the NDJSON file and prints the family of each message; its whole process counts. In each round the programs
run one after the other, and a ratio is made within its round, so that a machine that slows down slows both. rensa and
datasketch run through ../shared/tools/peers_trace.py in build/bench/venv, gaoya through bench/peers/gaoya.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
from typing import NamedTuple

import corpora
from measure import CACHE, ONE_CORE, ONE_THREAD, ROOT, TOCSIN, measured, needs, spread, table, trace_command

PYTHON = CACHE / "venv" / "bin" / "python"
GAOYA = CACHE / "gaoya" / "release" / "gaoya_peer"
AGAINST = "rensa"


class Program(NamedTuple):
    name: str
    version: str
    command: list
    slow: bool = False  # runs on the smaller corpus only


def said(command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=ROOT).stdout.strip()


def installed(package):
    return said([PYTHON, "-c", f"import importlib.metadata as m; print(m.version('{package}'))"])


def gaoya_version():
    manifest = (ROOT / "bench/peers/gaoya/Cargo.toml").read_text()
    return next(line.split('"')[1].lstrip("=") for line in manifest.splitlines() if line.startswith("gaoya ="))


def programs(shared):
    """Those that are here; what is missing is said, and how it comes."""
    found = [Program("tocsin", f"{said([TOCSIN, '--version'])} {said(['git', 'describe', '--always', '--dirty'])}".strip(), trace_command())]
    tool = shared / "tools" / "peers_trace.py"
    if needs(tool) and needs(PYTHON):
        found += [Program("rensa", installed("rensa"), [PYTHON, tool, "rensa"]),
                  Program("rensa, words", installed("rensa"), [PYTHON, tool, "rensa", "--tokens", "w"])]
    if needs(GAOYA):
        found += [Program("gaoya", gaoya_version(), [GAOYA]), Program("gaoya, words", gaoya_version(), [GAOYA, "--tokens", "w"])]
    if tool.exists() and PYTHON.exists():
        found += [Program("datasketch", installed("datasketch"), [PYTHON, tool, "datasketch"], slow=True)]
    if len(found) < 6:
        print("What is missing comes with `tools/set_up.sh bench`; peers_trace.py is looked for in --shared.\n")
    return found


def output(program):
    folder = CACHE / "out"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{program.name.replace(', ', '-')}.ndjson"


def race(contestants, corpus, repeats):
    """{name: [Run of each round]}; the last round's outputs stay for scoring."""
    runs = {p.name: [] for p in contestants}
    for _ in range(repeats):
        for p in contestants:
            runs[p.name].append(measured([*ONE_CORE, *p.command, corpus.messages], output(p), ONE_THREAD))
    return runs


def score(shared, truth, out):
    return json.loads(subprocess.run([sys.executable, shared / "tools" / "score_trace.py", truth, out, "--json"],
                                     capture_output=True, text=True, check=True).stdout)


def short(command):
    """As one would type it in the project's folder."""
    return " ".join(os.path.relpath(c, ROOT) if isinstance(c, pathlib.Path) else c for c in command)


def compare(shared, contestants, n, seed, repeats):
    corpus = corpora.made(corpora.generators(shared)["make_trace_corpus"], n, seed)
    before = os.getloadavg()[0]
    runs, rows = race(contestants, corpus, repeats), []
    load = f"load {before:.1f} before and {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores"
    for p in contestants:
        cpu, mib = [r.cpu for r in runs[p.name]], statistics.median(r.mib for r in runs[p.name])
        ratios = [other.cpu / own.cpu for other, own in zip(runs.get(AGAINST, []), runs[p.name])]
        s = score(shared, corpus.truth, output(p))
        rows.append([p.name, spread([n / c for c in cpu]), spread(ratios, 2) if ratios else "–", f"{mib:.0f}", f"{mib * 1e6 / n:.0f}",
                     *(f"{s['pairs'][k]:.4f}" for k in ("precision", "recall", "f1")), f"{s['pairs_without_templates']['f1']:.4f}",
                     f"{s['first_post']:.4f}", f"{s['false_template']:.4f}"])
    print(f"**{n} messages, seed {seed}, rounds: {repeats}; {load}**\n")
    table(["program", "messages / CPU s", f"× {AGAINST}", "MiB", "MiB / 1M", "pair P", "pair R", "pair F1", "F1 without templates",
           "first post", "templates joined"], rows)


def part(shared, n, small, seed, repeats):
    print(f"### Tracing against others, {n} messages\n")
    if not needs(corpora.generators(shared)["make_trace_corpus"]):
        return
    found = programs(shared)
    table(["program", "version", "command, on one core"], [[p.name, p.version, f"`{short(p.command)} FILE`"] for p in found])
    print(f"Each as `{' '.join(f'{k}={v}' for k, v in ONE_THREAD.items())} {' '.join(ONE_CORE)} COMMAND`.\n")
    if any(p.slow for p in found) and small < n:
        compare(shared, [p for p in found if not p.slow], n, seed, repeats)
        print(f"With {', '.join(p.name for p in found if p.slow)}, which is slow, on fewer messages:\n")
        compare(shared, found, small, seed, repeats)
    else:
        compare(shared, found, n, seed, repeats)
