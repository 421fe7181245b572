# SPDX-License-Identifier: Apache-2.0
"""What the teacher says of every message, for the small reader to learn from: WORK/answers/NNN.npz, one file a shard.

    training/teach.py --data DIR --work DIR [--corpus 52000]

Holds numbers only. Shards that are there are kept.
"""

import os

import numpy as np
import torch

import network
from base import open_base
from data import arguments, collate, encode, gather
from pieces import Pieces
from vocabulary import Vocabulary

SHARD = 4096  # messages


def answers_of(reader, items, pad: int, device: str) -> dict:
    """In the order of `items`; slots one row a piece, end to end."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
    rows = [None] * len(items)
    for start in range(0, len(order), 32):
        which = order[start:start + 32]
        batch = collate([items[i] for i in which], pad)
        with torch.no_grad():
            said = {name: values.cpu() for name, values in reader(batch.ids.to(device), batch.mask.to(device)).items()}
        for row, i in enumerate(which):
            rows[i] = {name: values[row][:len(items[i].ids)] if name == "slots" else values[row] for name, values in said.items()}
    out = {name: torch.stack([row[name] for row in rows]).half().numpy() for name in ("force", "stance", "threat", "embedding")}
    out["slots"] = torch.cat([row["slots"] for row in rows]).half().numpy()
    return out


def main() -> None:
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(options.threads)
    pieces = Pieces(Vocabulary.load(options.work / "vocabulary.json", open_base()))
    encoded = encode(gather(options.data, options.corpus, options.seed, share=options.public), pieces, options.longest)
    reader = network.load(options.work / "teacher.pt")[0].eval().to(options.device)
    folder = options.work / "answers"
    folder.mkdir(exist_ok=True)
    for shard, start in enumerate(range(0, len(encoded), SHARD)):
        path = folder / f"{shard:03}.npz"
        if not path.exists():
            said = answers_of(reader, encoded[start:start + SHARD], pieces.pad, options.device)
            with open(f"{path}.new", "wb") as file:
                np.savez(file, **said)
            os.replace(f"{path}.new", path)
            print(path.name, flush=True)
    (folder / "done").touch()


if __name__ == "__main__":
    main()
