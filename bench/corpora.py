# SPDX-License-Identifier: Apache-2.0
"""Message corpora with a known answer, made once for each generator, size and seed and kept in build/bench/corpus.

    corpora.made(generators(shared)["make_trace_corpus"], 100000, seed=1)  →  Corpus(messages=….ndjson, truth=….tsv)

A generator is a script: GENERATOR N --seed S --out FILE.ndjson --truth FILE.tsv. When it or a file beside it changed, its corpora
are made anew.
"""
import hashlib
import pathlib
import subprocess
import sys
from typing import NamedTuple

from measure import CACHE, ROOT


class Corpus(NamedTuple):
    messages: pathlib.Path
    truth: pathlib.Path


def generators(shared):
    """The scripts by name, whether or not they are here."""
    return {"make_trace_corpus": shared / "tools" / "make_trace_corpus.py", "make_copies": ROOT / "tests" / "attacks" / "make_copies.py"}


def made(generator, n, seed):
    folder = CACHE / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    beside = sorted(p for p in generator.parent.iterdir() if p.suffix in (".py", ".tsv"))
    digest = hashlib.sha256(b"\0".join(p.read_bytes() for p in beside)).hexdigest()[:8]
    stem = folder / f"{generator.stem}-{n}-seed{seed}-{digest}"
    corpus = Corpus(stem.with_suffix(".ndjson"), stem.with_suffix(".tsv"))
    if not (corpus.messages.exists() and corpus.truth.exists()):
        for old in folder.glob(f"{generator.stem}-{n}-seed{seed}-*"):
            old.unlink()
        print(f"making {corpus.messages.relative_to(ROOT)}", file=sys.stderr)
        parts = [path.with_suffix(".part" + path.suffix) for path in corpus]
        subprocess.run([sys.executable, generator, str(n), "--seed", str(seed), "--out", parts[0], "--truth", parts[1]], check=True)
        for part, path in zip(parts, corpus):
            part.rename(path)
    return corpus
