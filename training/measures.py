# SPDX-License-Identifier: Apache-2.0
"""What the reader's answers are worth: areas, F1, spans, calibration. Plain numpy, no model."""

import numpy as np


def auc(scores, truth) -> float:
    """The chance that a true one scores above a false one; ties count half."""
    scores, truth = np.asarray(scores, float), np.asarray(truth, bool)
    if truth.all() or not truth.any():
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    n = truth.sum()
    return float((ranks[truth].sum() - n * (n + 1) / 2) / (n * (~truth).sum()))


def precision_recall(flagged, truth) -> tuple[float, float]:
    flagged, truth = np.asarray(flagged, bool), np.asarray(truth, bool)
    hit = (flagged & truth).sum()
    return float(hit / max(1, flagged.sum())), float(hit / max(1, truth.sum()))


def macro_f1(guess, truth, labels) -> float:
    """Over the labels that the truth has."""
    guess, truth, out = np.asarray(guess), np.asarray(truth), []
    for label in labels:
        hit, wrong, missed = ((guess == label) & (truth == label)).sum(), ((guess == label) & (truth != label)).sum(), (
            (guess != label) & (truth == label)).sum()
        if hit + missed:
            out.append(2 * hit / (2 * hit + wrong + missed))
    return float(np.mean(out)) if out else float("nan")


def span_f1(guess: list[set], truth: list[set], slots) -> dict:
    """Exact: same slot, same ends. By slot, and over all of them ("all")."""
    out = {}
    for slot in (*slots, "all"):
        hit = guessed = there = 0
        for a, b in zip(guess, truth):
            a = {x for x in a if slot in ("all", x[0])}
            b = {x for x in b if slot in ("all", x[0])}
            hit, guessed, there = hit + len(a & b), guessed + len(a), there + len(b)
        if there:
            out[slot] = round(2 * hit / max(1, guessed + there), 4)
    return out


def reliability(probabilities, truth, bins: int = 10) -> tuple[float, list]:
    """The expected calibration error, and for each tenth (count, mean probability, share true)."""
    probabilities, truth = np.asarray(probabilities, float), np.asarray(truth, float)
    which, rows, error = np.minimum((probabilities * bins).astype(int), bins - 1), [], 0.0
    for b in range(bins):
        here = which == b
        if here.any():
            said, true = probabilities[here].mean(), truth[here].mean()
            rows.append((int(here.sum()), round(float(said), 4), round(float(true), 4)))
            error += here.mean() * abs(said - true)
    return float(error), rows


def threshold_at(scores, rate: float) -> float:
    """The lowest threshold over which no more than `rate` of these (harmless) scores lie."""
    scores = np.sort(np.asarray(scores, float))[::-1]
    allowed = int(rate * len(scores))
    return float(scores[min(allowed, len(scores) - 1)])
