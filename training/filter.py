#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The filter before the reader: a linear scorer over hashed words, pairs of words and runs of bytes (src/read/filter.h).

    filter.py --reader models/reader --train TRAIN.ndjson… --measure HELD_OUT.ndjson… [--recall .998]

Each line of the input is {"text", "alert": true | false, "weight"?}: what the reader alerts on, or should. Logistic regression
by its gradient (numpy alone); weights are kept as bytes. Prints the threshold at which the wished share of the alerts held
out passes, with what share of all else does, and writes filter.bin, its threshold and its sha256 into the reader. `Weights.score` is the twin of Filter::look; src/read/filter_test.cc holds them equal.

The file, little-endian: "TOCSINFI", version 1, bits of an index, characters of the folding table (0x3000), three lengths of runs
(0: none), scale and bias as 32-bit floats; then of each character how many bytes it becomes (low eight bits) and these; then
2^bits weights of eight bits. The index of a feature is the top bits of its hash × 0x9E3779B97F4A7C15.
"""
import argparse
import hashlib
import json
import pathlib
import struct
import sys
import unicodedata

import numpy as np

BITS, RUNS, FOLDED, STRETCH = 18, (4, 6, 8), 0x3000, 64
ALL, MIX, RUN, FNV, FNV_STEP, PAIR = (1 << 64) - 1, 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xCBF29CE484222325, 0x100000001B3, 3
ARABIC = str.maketrans({"آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي"})


def becomes(character: str) -> bytes:
    """At most three bytes. Digits are one digit; marks nothing; letters lower case without marks; all else a space."""
    kind = unicodedata.category(character)
    if kind == "Nd":
        return b"0"
    if kind[0] == "M" or kind == "Cf" or character == "\u0640" or character in "'’":
        return b""
    if kind[0] != "L":
        return b" "
    folded = unicodedata.normalize("NFKD", character.casefold())
    folded = "".join(c for c in folded if unicodedata.category(c)[0] == "L") or character
    if "\u0600" <= character <= "\u06ff":
        folded = character.translate(ARABIC)
    if folded in "её":
        folded = "е"
    out = folded.encode()
    return out if len(out) <= 3 else character.encode()[:3] if len(character.encode()) <= 3 else b" "


TABLE = {i: becomes(chr(i)) for i in range(FOLDED) if not 0xD800 <= i < 0xE000}


def folded(text: str) -> bytes:
    out = bytearray(b" ")
    for character in text:
        point = ord(character)
        to = TABLE[point] if point < FOLDED else character.encode("utf-8", "replace") if point < 0x10000 else b" "
        if to != b" " or out[-1] != 32:
            out += to
    if out[-1] != 32:
        out += b" "
    return bytes(out)


WORDS = {}


def word_hash(word: bytes) -> int:
    known = WORDS.get(word)
    if known is None:
        known = FNV
        for byte in word:
            known = ((known ^ byte) * FNV_STEP) & ALL
        if len(WORDS) > 2_000_000:
            WORDS.clear()
        WORDS[word] = known
    return known


def index(hashes: np.ndarray, bits: int) -> np.ndarray:
    return ((hashes * np.uint64(MIX)) >> np.uint64(64 - bits)).astype(np.int64)


def halves(text: str, bits: int = BITS, runs=RUNS) -> list[np.ndarray]:
    """The indices of the features of each half stretch."""
    whole = folded(text)
    words = whole[1:-1].split(b" ") if len(whole) > 1 else []
    if len(whole) <= 1:
        return []
    padded = np.frombuffer(whole + b"\0" * 8, np.uint8).astype(np.uint64)
    n = len(whole)
    eight = np.zeros(n, np.uint64)
    for i in range(8):
        eight |= padded[i:i + n] << np.uint64(8 * i)
    starts = np.cumsum([0] + [len(w) + 1 for w in words])
    hashes = [word_hash(w) for w in words]
    out = []
    half = STRETCH // 2
    for first in range(0, len(words), half):
        last = min(first + half, len(words))
        some = hashes[first:last]
        before = [hashes[first - 1] if first else 0, *some[:-1]]
        parts = [np.array(some, np.uint64), np.array([(b * PAIR + h) & ALL for b, h in zip(before, some)], np.uint64)]
        for run in runs:
            stop = min(int(starts[last]), n - (run - 1))
            mask = np.uint64(ALL if run == 8 else (1 << (8 * run)) - 1)
            parts.append((eight[starts[first]:max(stop, starts[first])] & mask) ^ np.uint64(run * RUN & ALL))
        out.append(index(np.concatenate(parts), bits))
    return out


def stretches(text: str, bits: int = BITS, runs=RUNS) -> list[np.ndarray]:
    parts = halves(text, bits, runs)
    return [np.concatenate(parts[max(0, i - 1):i + 1]) for i in range(len(parts))]


class Weights:
    def __init__(self, table: np.ndarray, scale: float, bias: float, bits: int = BITS, runs=RUNS):
        self.table, self.scale, self.bias, self.bits, self.runs = table, scale, bias, bits, runs

    @staticmethod
    def empty(bits: int = 12) -> "Weights":
        return Weights(np.zeros(1 << bits, np.int8), 1.0, 0.0, bits, ())

    @staticmethod
    def of(floats: np.ndarray, bias: float) -> "Weights":
        scale = float(np.abs(floats).max()) / 127 or 1.0
        return Weights(np.round(floats / scale).astype(np.int8), scale, bias)

    def add_word(self, word: str, points: int) -> None:
        self.table[index(np.array([word_hash(folded(word)[1:-1])], np.uint64), self.bits)] = points

    def score(self, text: str) -> float:
        scores = [self.bias + np.float32(self.scale) * float(self.table[s].sum(dtype=np.int64)) / max(1, len(s)) ** .5
                  for s in stretches(text, self.bits, self.runs)]
        return max(scores, default=self.bias)

    def save(self, path: pathlib.Path) -> None:
        runs = [*self.runs, 0, 0, 0][:3]
        fold = np.zeros(FOLDED, "<u4")
        for point, to in TABLE.items():
            fold[point] = len(to) | int.from_bytes(to, "little") << 8
        path.write_bytes(struct.pack("<8s6I2f", b"TOCSINFI", 1, self.bits, FOLDED, *runs, self.scale, self.bias) + fold.tobytes() + self.table.tobytes())


class Rows:
    """Texts as rows of a sparse matrix whose rows are one long, like the scorer's."""

    def __init__(self, lines):
        indices, ends, self.label, self.weight, self.text_of = [], [0], [], [], []
        for number, line in enumerate(lines):
            parts = stretches(line["text"])
            # Of a long text that is an alert nobody says which part is one: then only the whole is learnt from.
            for part in parts if not line["alert"] or len(parts) == 1 else [np.concatenate(halves(line["text"]))]:
                indices.append(part.astype(np.int32))
                ends.append(ends[-1] + len(part))
                self.label.append(float(line["alert"]))
                self.weight.append(float(line.get("weight", 1)))
                self.text_of.append(number)
        self.indices = np.concatenate(indices)
        self.ends = np.array(ends)
        self.label, self.weight = np.array(self.label, np.float32), np.array(self.weight, np.float32)
        self.length = np.diff(self.ends)

    def __len__(self):
        return len(self.label)

    def some(self, rows):
        picked = [self.indices[self.ends[r]:self.ends[r + 1]] for r in rows]
        of = np.repeat(np.arange(len(rows)), self.length[rows])
        return np.concatenate(picked), of, (1 / np.sqrt(self.length[rows])).astype(np.float32)


def trained(rows: Rows, passes: int, rate: float, seed: int, positive: float) -> Weights:
    """Logistic regression; steps by Adagrad; alerts weigh `positive` times as much, because they must not be missed."""
    random = np.random.default_rng(seed)
    w, seen = np.zeros(1 << BITS, np.float32), np.full(1 << BITS, 1e-2, np.float32)
    bias, bias_seen = 0.0, 1e-2
    for _ in range(passes):
        order = random.permutation(len(rows))
        for at in range(0, len(order), 256):
            batch = order[at:at + 256]
            indices, of, scale = rows.some(batch)
            score = np.bincount(of, w[indices], len(batch)) * scale + bias
            y = rows.label[batch]
            error = (1 / (1 + np.exp(-np.clip(score, -30, 30))) - y) * rows.weight[batch] * np.where(y > 0, positive, 1) / len(batch)
            gradient = np.bincount(indices, (error * scale)[of], 1 << BITS).astype(np.float32)
            touched = np.nonzero(gradient)[0]
            seen[touched] += gradient[touched] ** 2
            w[touched] -= rate * gradient[touched] / np.sqrt(seen[touched])
            step = float(error.sum())
            bias_seen += step * step
            bias -= rate * step / bias_seen ** .5
    return Weights.of(w, bias)


def lines_of(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=pathlib.Path, required=True, help="the folder of a reader that export.py wrote")
    parser.add_argument("--train", nargs="+", type=pathlib.Path, required=True)
    parser.add_argument("--measure", nargs="+", type=pathlib.Path, required=True)
    parser.add_argument("--recall", type=float, default=.998)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--rate", type=float, default=.1)
    parser.add_argument("--positive", type=float, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = Rows(lines_of(options.train))
    weights = trained(rows, options.passes, options.rate, options.seed, options.positive)
    held = list(lines_of(options.measure))
    scores = np.array([weights.score(line["text"]) for line in held])
    alert = np.array([bool(line["alert"]) for line in held])
    if not alert.any():
        sys.exit("filter.py: no alerts among what is measured")
    wanted = np.sort(scores[alert])
    threshold = float(wanted[int(len(wanted) * (1 - options.recall))]) - 1e-4
    measured = {"threshold": round(threshold, 4), "recall": round(float((scores[alert] >= threshold).mean()), 5),
                "others_passed": round(float((scores[~alert] >= threshold).mean()), 5), "alerts": int(alert.sum()), "others": int((~alert).sum())}
    put(options.reader, weights, measured)
    print(f"{len(rows)} stretches, {int(rows.label.sum())} of alerts: {json.dumps(measured)}")


def put(reader: pathlib.Path, weights: Weights, measured: dict) -> None:
    weights.save(reader / "filter.bin")
    described = json.loads((reader / "reader.json").read_text())
    described["filter"] = measured
    described["files"]["filter.bin"] = hashlib.sha256((reader / "filter.bin").read_bytes()).hexdigest()
    (reader / "reader.json").write_text(json.dumps(described, indent=1) + "\n")


if __name__ == "__main__":
    main()
