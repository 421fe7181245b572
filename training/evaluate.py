# SPDX-License-Identifier: Apache-2.0
"""Measures an exported reader and prints the tables of the model card. Texts are never printed.

    training/evaluate.py --reader DIR --data DIR [--baselines WORK/baselines] [--gold gold]

--gold is for once, at the end: nothing may be chosen by it.
"""

import argparse
import collections
import json
import pathlib

import numpy as np

from answers import Exported
from labels import FORCES, OTHERS_WORDS, SLOTS, STANCES
from measure_sets import frames, gold, identities, public
from measures import auc, macro_f1, precision_recall, reliability, span_f1


def share(flags) -> float:
    flags = list(flags)
    return sum(flags) / len(flags) if flags else float("nan")


def row(name, cases, scores, alerts, force=None, stance=None, spans=None) -> str:
    """One line: threats found, what is flagged of the rest, and how well the labels and spans are told."""
    threat = [case.threat for case in cases]
    precision, recall = precision_recall(alerts, threat)
    relayed = share(flag for flag, case in zip(alerts, cases) if case.stance in OTHERS_WORDS)
    play = share(flag for flag, case in zip(alerts, cases) if case.stance == "unserious")
    harmless = share(flag for flag, case in zip(alerts, cases) if not case.threat and case.force in (None, "none"))
    values = [auc(scores, threat), precision, recall, relayed, play, harmless]
    if force is not None and cases[0].force is not None:
        values += [macro_f1(force, [case.force for case in cases], FORCES), macro_f1(stance, [case.stance for case in cases], STANCES)]
        if spans is not None:
            values.append(span_f1(spans, [case.spans for case in cases], ()).get("all", float("nan")))
    return f"| {name} | {len(cases)} | " + " | ".join("–" if value != value else f"{value:.3f}" for value in values) + " |"


def table(reader, cases, baselines) -> None:
    print("| set | n | AUC | precision | recall | flagged: others' words | flagged: play | flagged: harmless | force F1 | stance F1 | spans F1 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    said = reader.ask([case.text for case in cases])
    groups = collections.defaultdict(list)
    for n, case in enumerate(cases):
        groups[case.group].append(n)
        groups[case.group.split("/")[0]].append(n)
    others = [(made, threshold, made.scores([case.text for case in cases])) for made, threshold in baselines]
    for name in sorted(groups):
        which = groups[name]
        here, mine = [cases[n] for n in which], [said[n] for n in which]
        print(row(name, here, [one.score for one in mine], [one.alert for one in mine], [one.force for one in mine],
                  [one.stance for one in mine], [one.spans for one in mine]))
        for made, threshold, all_scores in others:
            scores = [all_scores[n] for n in which]
            print(row(f"{name}, {made.name}", here, scores, [score >= threshold for score in scores]))
    print()
    slots = span_f1([one.spans for one in said], [case.spans or set() for case in cases], SLOTS)
    if "all" in slots:
        with_spans = [n for n, case in enumerate(cases) if case.spans is not None]
        slots = span_f1([said[n].spans for n in with_spans], [cases[n].spans for n in with_spans], SLOTS)
        print("exact spans: " + ", ".join(f"{slot} {value:.2f}" for slot, value in slots.items()) + "\n")
    return said


def open_baselines(folder: pathlib.Path) -> list:
    """Each with its threshold."""
    from baselines import FastText, Linear  # pylint: disable=import-outside-toplevel  (scikit-learn is slow to load)
    thresholds = json.loads((folder / "thresholds.json").read_text())
    return [(kind.load(folder), thresholds[kind.name]) for kind in (Linear, FastText)]


def flips(reader, lang: str, seed: int) -> None:
    changed, widest, texts = [], [], 0
    for swapped in identities(lang, seed):
        said = reader.ask(swapped)
        alerts = [one.alert for one in said]
        usual = sum(alerts) * 2 >= len(alerts)
        changed += [alert != usual for alert in alerts]
        widest.append(max(one.score for one in said) - min(one.score for one in said))
        texts += len(swapped)
    if not texts:
        print(f"identities, {lang}: no held-out frame names a group\n")
        return
    print(f"identities, {lang}: {len(widest)} frames, {texts} fillings; verdicts flipped {share(changed):.4f}; widest gap of scores: "
          f"median {np.median(widest):.3f}, 95th percentile {np.percentile(widest, 95):.3f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--baselines", type=pathlib.Path, help="the folder that baseline.py wrote")
    parser.add_argument("--gold", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=500, help="messages of held-out frames a language")
    parser.add_argument("--seed", type=int, default=23)
    parser.add_argument("--no-identities", action="store_true")
    options = parser.parse_args()
    reader = Exported(options.reader, 2)
    baselines = open_baselines(options.baselines) if options.baselines else []
    if options.gold:
        table(reader, gold(options.gold), baselines)
        return
    cases = frames(options.count, options.seed)
    if options.data:
        cases += public(options.data, "test")
    said = table(reader, cases, baselines)
    error, bins = reliability([one.score for one in said], [case.threat for case in cases])
    print(f"calibration: expected error {error:.4f}; tenths (messages, said, true): {bins}\n")
    if not options.no_identities:
        for lang in ("en", "ar", "fr", "de", "es", "ru", "tr"):
            flips(reader, lang, options.seed)


if __name__ == "__main__":
    main()
