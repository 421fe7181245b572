# SPDX-License-Identifier: Apache-2.0
"""Trains the models to be beaten (baselines.py) on the reader's messages.

    training/baseline.py --data DIR --out FOLDER [--corpus 52000]      # for evaluate.py --baselines

Their thresholds are chosen as the reader's: as many false alarms on the ordinary messages of the dev part.
"""

import argparse
import json
import pathlib

from baselines import FastText, Linear
from data import gather
from measure_sets import public
from measures import threshold_at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=int, default=52000)
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    messages = [m for m in gather(options.data, options.corpus, options.seed) if m.threat is not None]
    ordinary = [case.text for case in public(options.data, "dev") if case.ordinary]
    thresholds = {}
    for kind in (Linear, FastText):
        made = kind([m.text for m in messages], [m.threat for m in messages], [m.weight for m in messages])
        made.save(options.out)
        thresholds[kind.name] = float(threshold_at(made.scores(ordinary), options.rate)) + 1e-9
    (options.out / "thresholds.json").write_text(json.dumps(thresholds) + "\n")
    print(f"{len(messages)} messages; thresholds {thresholds}")


if __name__ == "__main__":
    main()
