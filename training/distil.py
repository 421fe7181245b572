# SPDX-License-Identifier: Apache-2.0
"""Trains the small reader: on the labels, and on what the teacher makes of the same messages.

    training/distil.py --data DIR --work DIR [--epochs 2]      # reads WORK/teacher.pt, writes WORK/small.pt at the end

Of the teacher it learns the state of each piece after the last layer (Jiao et al. 2020), without which it knows the frames and little
beside them; the answers as distributions (Hinton et al. 2015); and which texts are near which: the cosines within a batch.
"""

import json
import pathlib
import time

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

FROM_TEACHER = {"states": 3.0, "force": 0.5, "stance": 0.7, "threat": 1.0, "slots": 1.0, "near": 20.0}


def as_teacher(mine: dict, states, theirs: dict, their_states, mask) -> dict:
    """How far the answers, and the states [batch, length, width], are from the teacher's."""
    pieces = mask.bool()
    states, their_states = states[pieces], their_states[pieces]
    out = {"states": functional.mse_loss(states, their_states) / their_states.var(0).mean()}
    out |= {name: functional.kl_div(functional.log_softmax(mine[name], 1), functional.softmax(theirs[name], 1), reduction="batchmean")
            for name in ("force", "stance")}
    out["threat"] = functional.binary_cross_entropy_with_logits(mine["threat"], torch.sigmoid(theirs["threat"]))
    out["slots"] = functional.kl_div(functional.log_softmax(mine["slots"][pieces], 1), functional.softmax(theirs["slots"][pieces], 1),
                                     reduction="batchmean")
    out["near"] = functional.mse_loss(mine["embedding"] @ mine["embedding"].T, theirs["embedding"] @ theirs["embedding"].T)
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
    print(f"{len(encoded)} messages", flush=True)
    teacher = network.load(options.work / "teacher.pt")[0]
    reader = network.load(options.start)[0] if options.start else small(teacher)
    teacher.to(options.device).eval()
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
            states = reader.states(batch.ids, batch.mask)
            mine = reader.answer(states, batch.mask)
            with torch.no_grad():
                their_states = teacher.states(batch.ids, batch.mask)
                theirs = teacher.answer(their_states, batch.mask)
            parts = losses(mine, batch)
            taught = as_teacher(mine, states, theirs, their_states, batch.mask)
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
