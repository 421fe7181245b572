# SPDX-License-Identifier: Apache-2.0
"""Trains the small reader: on the labels, and on what the teacher says (teach.py) where it has spoken.

    training/distil.py --data DIR --work DIR [--epochs 2]      # writes WORK/small.pt at the end

Of the teacher it learns the answers as distributions (Hinton et al. 2015), and which texts are near which: the cosines
within a batch. Without WORK/answers it learns from the labels alone.
"""

import json
import pathlib
import time

import numpy as np
import torch
from torch.nn import functional

import network
from base import open_base
from data import arguments, collate, encode, gather, plan
from losses import losses, total
from pieces import Pieces
from student import small
from train import check, rate_at
from vocabulary import Vocabulary

FROM_TEACHER = {"force": 0.5, "stance": 0.7, "threat": 1.0, "slots": 1.0, "near": 20.0}


class Answers:
    """The teacher's, one message at a time; None where it has not spoken."""

    def __init__(self, folder: pathlib.Path, lengths: list[int]):
        self.parts, start = [], 0
        for path in sorted(folder.glob("*.npz")) if folder.is_dir() else []:
            with np.load(path) as stored:
                part = dict(stored)
            rows = np.cumsum([0] + lengths[start:start + len(part["threat"])])
            if rows[-1] != len(part["slots"]):
                raise SystemExit(f"{path}: made from other messages; remove the folder and run teach.py again")
            part["rows"] = rows
            self.parts.append((start, part))
            start += len(part["threat"])
        self.count = start

    def __call__(self, i: int):
        if i >= self.count:
            return None
        start, part = next((start, part) for start, part in reversed(self.parts) if start <= i)
        n = i - start
        said = {name: part[name][n] for name in ("force", "stance", "threat", "embedding")}
        said["slots"] = part["slots"][part["rows"][n]:part["rows"][n + 1]]
        return said


def as_teacher(mine: dict, batch, said: list) -> dict:
    known = [row for row, answer in enumerate(said) if answer is not None]
    if not known:
        return {}

    def theirs(name):
        return torch.from_numpy(np.stack([said[row][name] for row in known])).float().to(mine["threat"].device)

    out = {name: functional.kl_div(functional.log_softmax(mine[name][known], 1), functional.softmax(theirs(name), 1),
                                   reduction="batchmean") for name in ("force", "stance")}
    out["threat"] = functional.binary_cross_entropy_with_logits(mine["threat"][known], torch.sigmoid(theirs("threat")))
    rows = torch.cat([mine["slots"][row, :len(said[row]["slots"])] for row in known])
    slots = torch.from_numpy(np.concatenate([said[row]["slots"] for row in known])).float().to(rows.device)
    out["slots"] = functional.kl_div(functional.log_softmax(rows, 1), functional.softmax(slots, 1), reduction="batchmean")
    near = functional.normalize(theirs("embedding"), dim=1)
    own = mine["embedding"][known]
    out["near"] = functional.mse_loss(own @ own.T, near @ near.T)
    return out


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--out", default="small.pt")
    parser.add_argument("--start", type=pathlib.Path, help="weights of an earlier run to begin with, when frames were added")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=2e-4)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    source = open_base()
    vocabulary = Vocabulary.load(options.work / "vocabulary.json", source)
    pieces = Pieces(vocabulary)
    encoded = encode(gather(options.data, options.corpus, options.seed, share=options.public), pieces, options.longest)
    held = encode(gather(options.data, 4000, options.seed, "dev")[:3000], pieces, options.longest)
    lengths = [len(item.ids) for item in encoded]
    answers = Answers(options.work / "answers", lengths)
    print(f"{len(encoded)} messages; the teacher has spoken of {answers.count}", flush=True)
    reader = network.load(options.start)[0] if options.start else small(network.load(options.work / "teacher.pt")[0])
    reader.word.requires_grad_(False)
    reader.to(options.device).train()
    trained = [p for p in reader.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    plans = [plan(lengths, options.seed, epoch, options.pieces) for epoch in range(options.epochs)]
    steps, step, means, seen, since, saved = sum(map(len, plans)), 0, {}, 0, time.process_time(), time.time()
    for epoch, batches in enumerate(plans):
        for which in batches:
            for group in optimizer.param_groups:
                group["lr"] = options.rate * rate_at(step / steps)
            batch = collate([encoded[i] for i in which], pieces.pad).to(options.device)
            mine = reader(batch.ids, batch.mask)
            parts = losses(mine, batch)
            taught = as_teacher(mine, batch, [answers(i) for i in which])
            loss = total(parts) + sum(FROM_TEACHER[name] * value for name, value in taught.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + len(which)
            for name, value in [*parts.items(), *((f"taught_{name}", value) for name, value in taught.items())]:
                means[name] = 0.95 * means.get(name, value.item()) + 0.05 * value.item()
            if step % 100 == 0 or step == steps:
                print(json.dumps({"epoch": epoch, "step": step, "of": steps, "messages_a_cpu_second": round(seen / (time.process_time() - since)),
                                  **{name: round(value, 4) for name, value in means.items()}}), flush=True)
            if step % 500 == 0 or step == steps:
                print(json.dumps({"held_out": check(reader, held, pieces.pad, options.device)}), flush=True)
            if time.time() - saved > 180 or step == steps:
                network.save(options.work / (options.out if step == steps else options.out + ".part"), reader)
                saved = time.time()


if __name__ == "__main__":
    main()
