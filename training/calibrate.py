# SPDX-License-Identifier: Apache-2.0
"""Makes probabilities of the threat logits, and chooses the operating point: WORK/calibration.json for export.py.

    training/calibrate.py --reader DIR --data DIR --out FILE [--rate 0.001] [--by-labels 0.5]

On the held-out tenth (dev): the line is Platt's (1999), found by Newton's steps with messages of the corpus and the public
sets in equal parts; the threshold is the lowest at which no more than --rate of the ordinary messages would be alerts, and no
more than --others of what the frames quote, report, deny or oppose.
"""

import argparse
import json
import pathlib

import numpy as np

from answers import Exported
from labels import OTHERS_WORDS
from measure_sets import frames, public
from measures import threshold_at


def platt(logits, truth, weight) -> tuple[float, float]:
    """Scale and shift that make the truth likeliest."""
    x = np.stack([np.asarray(logits, float), np.ones(len(logits))], 1)
    y, w, at = np.asarray(truth, float), np.asarray(weight, float), np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ at, -30, 30)))
        slope = x.T @ (w * (y - p)) - 1e-3 * (at - [1, 0])
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        at = at + np.clip(np.linalg.solve(curve, slope), -1, 1)
    return float(at[0]), float(at[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rate", type=float, default=0.001, help="false alarms on ordinary messages")
    parser.add_argument("--others", type=float, default=0.05, help="false alarms on others' words")
    parser.add_argument("--by-labels", type=float, default=0.5, help="what force and stance heads weigh beside the threat head")
    parser.add_argument("--count", type=int, default=400, help="messages of the corpus a language")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    reader = Exported(options.reader, 2)
    reader.by_labels = options.by_labels
    cases = frames(options.count, options.seed) + public(options.data, "dev")
    said = reader.ask([case.text for case in cases])
    logits, truth = [one.logit for one in said], [case.threat for case in cases]
    written = sum(case.group.startswith("frames") for case in cases)
    weight = [1 / written if case.group.startswith("frames") else 1 / (len(cases) - written) for case in cases]
    scale, shift = platt(logits, truth, np.array(weight) * len(cases) / 2)

    def lowest(kept, rate) -> float:
        """The score at which no more than this share of these messages would be alerts."""
        line = threshold_at([one.logit for one, case in zip(said, cases) if kept(case)], rate) + 1e-6
        return 1 / (1 + np.exp(-(scale * line + shift)))

    ordinary = [case for case in cases if case.ordinary]
    threshold = max(lowest(lambda case: case.ordinary, options.rate), lowest(lambda case: case.stance in OTHERS_WORDS, options.others))
    found = {"calibration": {"threat": {"scale": round(scale, 5), "shift": round(shift, 5), "by_labels": options.by_labels}},
             "operating_point": {"threshold": round(float(threshold), 5), "false_alarms": options.rate,
                                 "on": f"{len(ordinary)} ordinary messages: reports of disasters, news, forum posts, everyday sentences"}}
    options.out.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
