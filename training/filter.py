#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The filter before the reader: a linear scorer over hashed words, pairs of words and runs of bytes (src/read/filter.h).
train_filter.py makes its weights. `Weights.score` is the twin of Filter::look; src/read/filter_test.cc holds them equal.

The file, little-endian: "TOCSINFI", version 1, bits of an index, characters of the folding table (0x3000), three lengths of runs
(0: none), scale and bias as 32-bit floats; then of each character how many bytes it becomes (low eight bits) and these; then
2^bits weights of eight bits. The index of a feature is the top bits of its hash × 0x9E3779B97F4A7C15.
"""
import pathlib
import struct
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
