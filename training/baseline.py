# SPDX-License-Identifier: Apache-2.0
"""The linear model to be beaten: TF-IDF of words and of characters, logistic regression, the same messages.

    training/baseline.py --data DIR --out FILE [--corpus 52000]      # for evaluate.py --baseline

Its threshold is chosen as the reader's: one false alarm in a thousand ordinary messages of the dev part.
"""

import argparse
import pathlib
import pickle

from data import gather
from linear import Baseline
from measure_sets import public
from measures import threshold_at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=int, default=52000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    messages = [m for m in gather(options.data, options.corpus, options.seed) if m.threat is not None]
    made = Baseline()
    made.model.fit([m.text for m in messages], [m.threat for m in messages],
                   logisticregression__sample_weight=[m.weight for m in messages])
    ordinary = [case.text for case in public(options.data, "dev") if case.ordinary]
    made.threshold = threshold_at(made.scores(ordinary), 0.001) + 1e-9
    options.out.write_bytes(pickle.dumps(made))
    print(f"{len(messages)} messages; threshold {made.threshold:.4f}")


if __name__ == "__main__":
    main()
