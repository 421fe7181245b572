# SPDX-License-Identifier: Apache-2.0
"""Writes a trained reader as the program reads it.

    training/export.py --checkpoint WORK/small.pt --vocabulary WORK/vocabulary.json --out DIR [--calibration FILE]

    DIR/reader.xml, reader.bin   the graph (training/graph.py), weights at eight bits, the vocabulary at four
    DIR/second.xml               with --second TEACHER: a larger one, asked of what the first does not find harmless; its weights
                                 stand in reader.bin too, and the vocabulary there once for both
    DIR/pieces.bin               the vocabulary (src/read/pieces.h)
    DIR/reader.json              version, labels in order, calibration, operating point, sha256 of each file

Without --calibration the scores are the network's own and the operating point is 0.5: for trying only. `--untrained`
needs no checkpoint, for building and testing what reads the files.
"""

import argparse
import hashlib
import json
import pathlib
import sys

import openvino as ov

import network
from base import kept_rows, open_base
from graph import Graph
from labels import FORCES, LANGUAGES, STANCES, TAGS
from share_weights import share_weights
from student import small
from vocabulary import Vocabulary

from make_embedding import pieces_file  # noqa: E402  (base.py made tools/ known)

VERSION = 1
UNCALIBRATED = {"calibration": {"threat": {"scale": 1.0, "shift": 0.0, "by_labels": 0.5}},
                "operating_point": {"threshold": 0.5, "false_alarms": None, "on": "not measured"}}


def sha256(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(out: pathlib.Path, name: str, shape, vocabulary, calibration: dict) -> dict:
    files = ("reader.xml", "reader.bin", "pieces.bin", *(("second.xml",) if "second" in calibration else ()))
    return {
        "reader": VERSION, "name": name, "base": "multilingual-e5-small (MIT)", "forces": FORCES, "stances": STANCES, "tags": TAGS,
        "width": shape.width, "layers": shape.layers, "longest": 128, "eight_bit_groups": 128, "rows": len(vocabulary.kept),
        "begin": vocabulary.begin, "end": vocabulary.end, "pad": vocabulary.pad, "unknown": vocabulary.unknown,
        "evaluated": LANGUAGES, **calibration,
        "files": {name: sha256(out / name) for name in files},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=pathlib.Path)
    parser.add_argument("--untrained", choices=("large", "small"))
    parser.add_argument("--vocabulary", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--name", default="small", help="how readings call it")
    parser.add_argument("--second", type=pathlib.Path, help="weights of the larger network")
    parser.add_argument("--second-from", type=float, default=-3.0, help="threat_odds of the first from which the second is asked")
    parser.add_argument("--second-share", type=float, default=0.6, help="of the second in what both say")
    parser.add_argument("--calibration", type=pathlib.Path, help="what training/calibrate.py wrote")
    options = parser.parse_args()
    if (options.untrained is None) == (options.checkpoint is None):
        sys.exit("export.py: either --checkpoint or --untrained")
    source = open_base()
    vocabulary = Vocabulary.load(options.vocabulary, source)
    reader = network.load(options.checkpoint)[0] if options.checkpoint else network.from_base(source, vocabulary)
    if options.untrained == "small":
        reader = small(reader)
    weights = {name: values.float().numpy() for name, values in reader.state_dict().items()}
    rows = kept_rows(source, vocabulary.kept)  # not trained
    calibration = json.loads(options.calibration.read_text()) if options.calibration else dict(UNCALIBRATED)
    options.out.mkdir(parents=True, exist_ok=True)
    ov.save_model(Graph(weights, reader.shape, rows).model(), options.out / "reader.xml", compress_to_fp16=False)
    if options.second:
        second = network.load(options.second)[0]
        weights = {name: values.float().numpy() for name, values in second.state_dict().items()}
        ov.save_model(Graph(weights, second.shape, rows).model(), options.out / "second.xml", compress_to_fp16=False)
        share_weights(options.out / "reader.xml", options.out / "second.xml")
        calibration["second"] = {"from": options.second_from, "share": options.second_share}
    (options.out / "pieces.bin").write_bytes(pieces_file(vocabulary))
    described = describe(options.out, options.name, reader.shape, vocabulary, calibration)
    (options.out / "reader.json").write_text(json.dumps(described, indent=1) + "\n")
    for path in sorted(options.out.iterdir()):
        print(f"{path.name:12} {path.stat().st_size / 1e6:8.2f} MB")


if __name__ == "__main__":
    main()
