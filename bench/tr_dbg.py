#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures how copies in another language are found: prints the tables of docs/measures.md, section Translations.

    bench/translations.py [--tatoeba ../shared/data/train/tatoeba] [--build build/release] [--languages ar,ru]

retrieval  of 1,000 sentences each, whether the nearest (by cosine, and by the margin over the two nearest others) is the
           sentence's own translation, both ways; and how many sentences the encoder does in a second of one core
joins      what `tocsin trace --translations all` joins (texts of fewer than five words in the longer and three in the shorter
           are never joined and left out here): of n sentences and their translations ("true": pairs joined that
           are, of n), and of n sentences and the translations of n others ("unrelated": joined all the same, of n). The second
           draw still has sentences that happen to say the same ("I knew it." twice): they are counted apart where the
           English of both is at least .96 alike.
"""
import argparse
import array
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH = 384
ALIKE = 0.96


def embed(program, lines):
    done = subprocess.run([program, ROOT / "build/embedding"], input=("\n".join(lines) + "\n").encode(), capture_output=True,
                          check=True)
    values = array.array("f", done.stdout)
    assert len(values) == WIDTH * len(lines)
    return values, float(done.stderr)


def table(head, rows):
    widths = [max(len(str(row[i])) for row in [head, *rows]) for i in range(len(head))]
    line = lambda row: "| " + " | ".join(str(c).ljust(w) for c, w in zip(row, widths)) + " |"
    print("\n".join([line(head), "|" + "|".join("-" * (w + 2) for w in widths) + "|", *map(line, rows)]) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tatoeba", type=pathlib.Path, default=ROOT / "../shared/data/train/tatoeba")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="a configured build folder")
    parser.add_argument("--languages", default="ar,ru")
    options = parser.parse_args()
    if not options.tatoeba.exists() or not (ROOT / "build/embedding/pieces.bin").exists():
        print("translations.py: needs build/embedding (make build/embedding) and", options.tatoeba)
        return 0
    import numpy as np  # comes with the encoder's packages
    subprocess.run(["cmake", "--build", options.build, "--target", "embed_lines", "tocsin"], check=True, stdout=subprocess.DEVNULL)

    def matrix(lines):
        values, seconds = embed(options.build / "embed_lines", lines)
        return np.frombuffer(values, np.float32).reshape(-1, WIDTH), seconds

    retrieval, joins = [], []
    for lang in options.languages.split(","):
        english = (options.tatoeba / f"en-{lang}.en").read_text(encoding="utf-8").splitlines()
        other = (options.tatoeba / f"en-{lang}.{lang}").read_text(encoding="utf-8").splitlines()
        (e, a), (f, b) = matrix(english), matrix(other)
        s = e @ f.T
        near = lambda x: np.sort(x, 1)[:, -2:].mean(1)
        margin = 2 * s - near(s)[:, None] - near(s.T)[None]
        right = lambda x: f"{(x.argmax(1) == np.arange(len(x))).mean():.3f}"
        retrieval.append([lang, len(s), right(s), right(s.T), right(margin), right(margin.T), f"{len(s) * 2 / (a + b):.0f}"])
        long = [i for i, both in enumerate(zip(english, other)) for words in [sorted(len(t.split()) for t in both)]
                if words[1] >= 5 and words[0] >= 3]
        for n in (2, 20, 100, len(long) // 2):
            shuffle, count = random.Random(n), collections.Counter()
            for _ in range({2: 50, 20: 20, 100: 8}.get(n, 3)):
                order = shuffle.sample(long, 2 * n)
                for kind, firsts, seconds in (("true", order[:n], order[:n]), ("false", order[:n], order[n:])):
                    lines = [{"id": f"e{i}", "text": english[i], "lang": "en"} for i in firsts]
                    lines += [{"id": f"f{i}", "text": other[i], "lang": lang} for i in seconds]
                    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
                        file.writelines(json.dumps(line) + "\n" for line in lines)
                        file.flush()
                        out = subprocess.run([options.build / "tocsin", "trace", file.name, "--translations", "all"],
                                             capture_output=True, text=True, check=True).stdout
                    families = collections.defaultdict(list)
                    for line in map(json.loads, out.splitlines()):
                        families[line["family"]].append(line["id"])
                    for members in families.values():
                        left = [int(m[1:]) for m in members if m[0] == "e"]
                        for j in (int(m[1:]) for m in members if m[0] == "f"):
                            if not left:
                                continue
                            if kind == "false" and max(float(e[i] @ e[j]) for i in left) < ALIKE: print(lang, n, [english[i] for i in left], "|", other[j], "|", english[j])
                            same = j in left or max(float(e[i] @ e[j]) for i in left) >= ALIKE
                            count[kind, "right" if j in left else "alike" if same else "wrong"] += 1
                count["n"] += n
            of = count["n"]
            joins.append([lang, n, of, f"{count['true', 'right'] / of:.3f}", f"{count['true', 'wrong'] / of * 1000:.1f}",
                          f"{count['false', 'wrong'] / of * 1000:.1f}", f"{count['false', 'alike'] / of * 1000:.1f}"])
    print("**Retrieval**\n")
    table(["language", "pairs", "en→ cosine", "→en cosine", "en→ margin", "→en margin", "sentences / CPU s"], retrieval)
    print("**Joins**\n")
    table(["language", "n", "drawn", "true joined", "wrong beside them, ‰", "unrelated joined, ‰", "… that say the same, ‰"], joins)
    return 0


if __name__ == "__main__":
    sys.exit(main())
