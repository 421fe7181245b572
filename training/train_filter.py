# SPDX-License-Identifier: Apache-2.0
"""Trains the filter before the reader (filter.py) on what the reader says, and writes it into the reader's folder.

    training/train_filter.py --reader DIR --data DIR [--recall 0.997]

To pass is what the reader alerts on; what it nearly alerts on is not learnt from. On the held-out tenth it prints the threshold at
which the wished share of the alerts passes, and what share of all else and of ordinary messages does; filter.bin, the threshold and the
sha256 go into the reader. Logistic regression by its gradient; weights are kept as bytes.
"""

import argparse
import hashlib
import json
import pathlib
import sys

import numpy as np

import filter as filtering
from answers import Exported
from data import gather
from measure_sets import ORDINARY

SURELY_NOT = 0.1  # scores below


class Rows:
    """Texts as rows of a sparse matrix whose rows are one long, like the scorer's. `wanted`: which are to pass."""

    def __init__(self, texts, wanted):
        indices, ends, self.label = [], [0], []
        for text, passes in zip(texts, wanted):
            parts = filtering.stretches(text)
            # Of a long text that is to pass nobody says which part it is for: then only the whole is learnt from.
            for part in parts if not passes or len(parts) == 1 else [np.concatenate(filtering.halves(text))] if parts else []:
                indices.append(part.astype(np.int32))
                ends.append(ends[-1] + len(part))
                self.label.append(float(passes))
        self.indices = np.concatenate(indices)
        self.ends = np.array(ends)
        self.label = np.array(self.label, np.float32)
        self.length = np.diff(self.ends)

    def __len__(self):
        return len(self.label)

    def some(self, rows):
        picked = [self.indices[self.ends[r]:self.ends[r + 1]] for r in rows]
        of = np.repeat(np.arange(len(rows)), self.length[rows])
        return np.concatenate(picked), of, (1 / np.sqrt(self.length[rows])).astype(np.float32)


def trained(rows: Rows, passes: int, rate: float, seed: int, positive: float) -> filtering.Weights:
    """Logistic regression; steps by Adagrad; what is to pass weighs `positive` times as much, because it must not be missed."""
    random = np.random.default_rng(seed)
    w, seen = np.zeros(1 << filtering.BITS, np.float32), np.full(1 << filtering.BITS, 1e-2, np.float32)
    bias, bias_seen = 0.0, 1e-2
    for _ in range(passes):
        order = random.permutation(len(rows))
        for at in range(0, len(order), 256):
            batch = order[at:at + 256]
            indices, of, scale = rows.some(batch)
            score = np.bincount(of, w[indices], len(batch)) * scale + bias
            y = rows.label[batch]
            error = (1 / (1 + np.exp(-np.clip(score, -30, 30))) - y) * np.where(y > 0, positive, 1) / len(batch)
            gradient = np.bincount(indices, (error * scale)[of], 1 << filtering.BITS).astype(np.float32)
            touched = np.nonzero(gradient)[0]
            seen[touched] += gradient[touched] ** 2
            w[touched] -= rate * gradient[touched] / np.sqrt(seen[touched])
            step = float(error.sum())
            bias_seen += step * step
            bias -= rate * step / bias_seen ** .5
    return filtering.Weights.of(w, bias)


def put(reader: pathlib.Path, weights: filtering.Weights, measured: dict) -> None:
    weights.save(reader / "filter.bin")
    described = json.loads((reader / "reader.json").read_text())
    described["filter"] = measured
    described["files"]["filter.bin"] = hashlib.sha256((reader / "filter.bin").read_bytes()).hexdigest()
    (reader / "reader.json").write_text(json.dumps(described, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=pathlib.Path, required=True, help="the folder of a reader that export.py wrote")
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--corpus", type=int, default=52000)
    parser.add_argument("--recall", type=float, default=.997)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--rate", type=float, default=.1)
    parser.add_argument("--positive", type=float, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    reader = Exported(options.reader, options.threads)
    texts = [message.text for message in gather(options.data, options.corpus, options.seed)]
    clear = [(text, said.alert) for text, said in zip(texts, reader.ask(texts)) if said.alert or said.score < SURELY_NOT]
    weights = trained(Rows(*zip(*clear)), options.passes, options.rate, options.seed, options.positive)
    messages = gather(options.data, 8000, options.seed, "dev")
    held, ordinary = [message.text for message in messages], np.array([message.set in ORDINARY for message in messages])
    alert = np.array([said.alert for said in reader.ask(held)])
    if not alert.any():
        sys.exit("train_filter.py: the reader alerts on nothing that is held out")
    scores = np.array([weights.score(text) for text in held])
    wanted = np.sort(scores[alert])
    threshold = float(wanted[int(len(wanted) * (1 - options.recall))]) - 1e-4

    def share(which) -> float:
        return round(float((scores[which] >= threshold).mean()), 5)

    measured = {"threshold": round(threshold, 4), "recall": share(alert),
                "others_passed": share(~alert), "ordinary_passed": share(ordinary), "alerts": int(alert.sum()), "others": int((~alert).sum())}
    put(options.reader, weights, measured)
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
