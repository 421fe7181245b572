#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a reader of a few words for the tests: the form of models/reader, none of its knowledge.

    make_tiny_reader.py FOLDER          reader.xml, reader.bin, second.xml, pieces.bin, filter.bin, reader.json

Each piece of its vocabulary has points for the heads: those of a text are added up (the label of a piece is its own), so a
test can tell from src/read/tiny_reader.tsv what a text must be read as. Every letter of a few alphabets is a piece as well.
The second network threatens nobody; reader.json does not name it as such, a test that wants it does.
"""
import hashlib
import json
import pathlib
import sys
import types

import numpy as np
import openvino as ov
from openvino import opset13 as op

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "training")]
import filter as filtering  # noqa: E402
import make_embedding  # noqa: E402
from share_weights import share_weights  # noqa: E402

FORCES = "intends calls_for wishes warns praises none".split()
STANCES = "own forwarded quoted reported negated opposed unserious".split()
SLOTS = "caller addressee act victim chosen rejected place time means motive condition".split()
TAGS = ["O"] + [f"{edge}-{slot}" for slot in SLOTS for edge in "BI"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئабвгдежзиклмнопрстуфхцчшщъыьэюя"


def vocabulary():
    """Pieces with their scores and points: {head: points}; a label stands alone."""
    rows = []
    for line in (ROOT / "src/read/tiny_reader.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "piece\t")):
            continue
        piece, *points = line.split("\t")
        rows.append((piece, -2.0, dict((p.split("=")[0], float(p.split("=")[1])) if "=" in p else (p, 6.0) for p in " ".join(points).split())))
    rows += [(piece, -8.0, {}) for piece in ["▁", *LETTERS]]
    return rows


def twin(folder: pathlib.Path) -> None:
    """filter_twin.bin, of random weights, and what training/filter.py makes of some texts with it: score, then text."""
    weights = filtering.Weights(np.random.default_rng(5).integers(-127, 128, 1 << 14).astype(np.int8), 0.013, -2.5, 14, (4, 6, 8))
    weights.save(folder / "filter_twin.bin")
    texts = ["", " ", "a", "We will burn the old pier on Friday.", "Ça ÉTÉ Straße ﬁre", "سنحرقُ المرفأَ يومَ الجمعة ٢٠", "Мы сожжём пирс", "烧 码头 🔥 now",
             "don't  --  12,5%", "ΟΔΟΣ İstanbul ığdır", "x" * 5000, "the pier and the mill " * 40, "مرفأ السوق " * 100, "a " * 64, "b " * 65, "c " * 32]
    (folder / "filter_cases.tsv").write_text("".join(f"{weights.score(text):.9f}\t{text}\n" for text in texts), encoding="utf-8")


def network(tables: dict, threat_at_least: float) -> ov.Model:
    ids = op.parameter([-1, -1], np.int64, name="input_ids")
    mask = op.parameter([-1, -1], np.int64, name="attention_mask")
    seen = op.unsqueeze(op.convert(mask, "f32"), op.constant([2], np.int64))
    results = []
    for head, table in tables.items():
        bias = np.zeros(table.shape[1], np.float32)
        if head == "force":
            bias[FORCES.index("none")] = 3
        if head == "stance":
            bias[STANCES.index("own")] = 2
        if head == "threat":
            bias[0] = threat_at_least
        x = op.gather(op.constant(table), ids, op.constant(0, np.int64))
        if head != "slots":
            x = op.add(op.reduce_sum(op.multiply(x, seen), op.constant([1], np.int64)), op.constant(bias))
        if head == "threat":
            x = op.squeeze(x, op.constant([1], np.int64))
        x.output(0).set_names({head})
        results.append(op.result(x))
    return ov.Model(results, [ids, mask], "tiny reader")


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    rows = [("<begin>", 0, {}), ("<pad>", 0, {}), ("<end>", 0, {}), ("<unknown>", 0, {}), *vocabulary()]
    sizes = {"force": FORCES, "stance": STANCES, "threat": ["threat"], "slots": TAGS}
    tables = {head: np.zeros((len(rows), len(names)), np.float32) for head, names in sizes.items()}
    tables["slots"][:, 0] = 1
    for number, (_, _, points) in enumerate(rows):
        for name, value in points.items():
            head = next(head for head, names in sizes.items() if name in names)
            tables[head][number, sizes[head].index(name)] += value
    ov.save_model(network(tables, -4), folder / "reader.xml", compress_to_fp16=False)
    ov.save_model(network(tables, -40), folder / "second.xml", compress_to_fp16=False)
    share_weights(folder / "reader.xml", folder / "second.xml")
    source = types.SimpleNamespace(pieces=[piece.encode() for piece, _, _ in rows], scores=np.array([score for _, score, _ in rows], np.float32),
                                   becomes={9: (32,), 10: (32,), 13: (32,), 0x200B: ()}, begin=0, pad=1, end=2, unknown=3)
    (folder / "pieces.bin").write_bytes(make_embedding.pieces_file(source))
    weights = filtering.Weights.empty()
    for piece, _, points in rows:
        if points.get("threat", 0) > 0:
            weights.add_word(piece.lstrip("▁"), 100)
    weights.scale, weights.bias = 0.2, -4.0
    weights.save(folder / "filter.bin")
    twin(folder)
    names = ["reader.xml", "reader.bin", "second.xml", "pieces.bin", "filter.bin"]
    (folder / "reader.json").write_text(json.dumps({
        "reader": 1, "name": "tiny", "longest": 32, "forces": FORCES, "stances": STANCES, "tags": TAGS,
        "calibration": {"threat": {"scale": 1.0, "shift": 0.0}}, "operating_point": {"threshold": 0.5}, "evaluated": ["en", "ar"],
        "filter": {"threshold": -3.9},
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}}, indent=1) + "\n")


if __name__ == "__main__":
    main()
