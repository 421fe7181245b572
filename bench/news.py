#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast news is read: `tocsin record` beside spaCy on the same articles of 500 words, in turn on one core.

    bench/news.py [--rounds 3] [--n 200] [--spacy PYTHON]        (`bench/bench.py --only news` is this)

Articles: the English ones of gold/news, their words put together anew into pieces of some 500 (they are for speed only). A CPU second counts the
whole process, start and printing too; the start is what one article of three words takes. PYTHON has spaCy (`tools/set_up.sh bench` installs it); its
English pipeline is in no package registry, so where it is not installed the peer is what bench/peers/spacy_news.py can do without (it says what that is).
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from measure import CACHE, ONE_CORE, ONE_THREAD, ROOT, TOCSIN, measured, spread, table

WORDS = 500
SPACY_AT = CACHE / "venv" / "bin" / "python"


def articles(n):
    raw = subprocess.run([sys.executable, ROOT / "gold/news/check.py", "--raw", *sorted((ROOT / "gold/news").glob("english*.ndjson"))],
                         capture_output=True, text=True, check=True).stdout
    sentences = [p for line in raw.splitlines() for p in json.loads(line)["text"].split("\n") if p.strip()]
    out, piece, length = [], [], 0
    for sentence in sentences:
        piece.append(sentence)
        length += len(sentence.split())
        if length >= WORDS:
            out.append((length, "\n\n".join(piece)))
            piece, length = [], 0
    return [{"id": f"n{k}", "lang": "en", "kind": "article", "outlet": "Meridian Wire", "published": "2026-03-12T12:00:00Z", "text": out[k % len(out)][1]} for k in range(n)]


def write(path, lines):
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def programs(python):
    record = [TOCSIN, "record", "--gazetteer", ROOT / "build/gazetteer.bin"]
    out = [("tocsin record", [*record, "--model", ROOT / "models/reader"]), ("tocsin record --model none", [*record, "--model", "none"])]
    if not python.exists():
        print(f"left out: spaCy ({python} is not here)\n")
        return out
    peer = [python, ROOT / "bench/peers/spacy_news.py"]
    has = subprocess.run([python, "-c", "import en_core_web_sm"], capture_output=True).returncode == 0
    if has:
        out.append(("spaCy, en_core_web_sm and rules", peer))
    else:
        out.append(("spaCy, a pipeline of en_core_web_sm's shape, untrained", [*peer, "--shape"]))
    out.append(("spaCy, no model, word rules only", [*peer, "--blank"]))
    return out


def part(n=200, rounds=3, python=SPACY_AT):
    lines = articles(n)
    words = sum(len(line["text"].split()) for line in lines) / len(lines)
    print(f"### Reading news\n\n{n} articles of {words:.0f} words, a process each, {rounds} rounds in turn on one core\n")
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        folder = pathlib.Path(folder)
        many, one = write(folder / "many.ndjson", lines), write(folder / "one.ndjson", [{**lines[0], "text": "Boats sailed today."}])
        listed = programs(python)
        rates, starts, memory = {}, {}, {}
        for _ in range(rounds):
            for name, command in listed:
                run = measured([*ONE_CORE, *command, many], folder / "out", ONE_THREAD)
                start = measured([*ONE_CORE, *command, one], folder / "out", ONE_THREAD)
                rates.setdefault(name, []).append(n / run.cpu)
                starts.setdefault(name, []).append(start.wall * 1000)
                memory[name] = max(memory.get(name, 0), run.mib)
        table(["program", "articles / CPU s", "start, ms", "MiB"],
              [[name, spread(rates[name], 1), spread(starts[name]), f"{memory[name]:.0f}"] for name, _ in listed])
    asked = "asked for: at least 30 articles a CPU second, at most 300 MB, start in at most 250 ms"
    print(asked)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spacy", type=pathlib.Path, default=SPACY_AT, metavar="PYTHON")
    options = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    part(options.n, options.rounds, options.spacy)


if __name__ == "__main__":
    main()
