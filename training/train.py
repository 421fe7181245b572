# SPDX-License-Identifier: Apache-2.0
"""Trains the teacher: the base encoder, its upper layers, and the heads.

    training/train.py --data DIR --work DIR [--corpus 52000] [--epochs 1] [--layers 6] [--start TEACHER]

Stops and goes on where it was: every few minutes it writes WORK/teacher.pt, and WORK/teacher.done at the end. The embedding is held to the base's own, so that
translations of one text stay near each other.
"""

import copy
import json
import pathlib
import time

import torch

import network
from base import open_base
from data import arguments, batches, encode, gather, plan
from labels import FORCES, STANCES
from losses import losses, total
from measures import auc, macro_f1
from pieces import Pieces
from vocabulary import Vocabulary

EMBEDDING_EVERY = 3  # batches; comparing with the base costs as much as reading half the text again


def rate_at(done: float, warm: float = 0.05) -> float:
    """Rises at first, then falls in a line to a twentieth."""
    return done / warm if done < warm else 0.05 + 0.95 * (1 - done) / (1 - warm)


def check(reader, encoded, pad, device: str = "cpu") -> dict:
    """A quick look at held-out messages; training/evaluate.py measures for good."""
    reader.eval()
    threat, truth, force, force_truth, stance, stance_truth = [], [], [], [], [], []
    tags_hit = tags_all = 0
    with torch.no_grad():
        for batch in batches(encoded, pad, 0, 0, 2048):
            batch = batch.to(device)
            answers = reader(batch.ids, batch.mask)
            known = batch.threat >= 0
            threat += answers["threat"][known].tolist()
            truth += batch.threat[known].tolist()
            for name, guess, gold, allowed in (("force", force, force_truth, batch.forces), ("stance", stance, stance_truth, batch.stances)):
                sure = allowed.sum(1) == 1
                guess += answers[name][sure].argmax(1).tolist()
                gold += allowed[sure].argmax(1).tolist()
            marked = batch.tags > 0
            tags_hit += int((answers["slots"].argmax(2) == batch.tags)[marked].sum())
            tags_all += int(marked.sum())
    reader.train()
    return {"threat_auc": round(auc(threat, truth), 4), "force_f1": round(macro_f1(force, force_truth, range(len(FORCES))), 4),
            "stance_f1": round(macro_f1(stance, stance_truth, range(len(STANCES))), 4), "tags": round(tags_hit / max(1, tags_all), 4)}


def base_embedding(upper, states, mask):
    """What the base itself would have said, from the states of the layers that are not trained."""
    with torch.no_grad():
        hidden = mask[:, None, None, :].bool()
        for layer in upper:
            states = layer(states, hidden, 0.0)
        weights = mask[:, :, None]
        return torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=1)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--start", type=pathlib.Path, help="weights of an earlier run to begin with, when frames were added")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--layers", type=int, default=6, help="upper layers that are trained")
    parser.add_argument("--pieces", type=int, default=1024, help="of a batch, with padding")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--steps", type=int, help="stop after so many batches of this run, for a trial")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    source = open_base()
    pieces = Pieces(Vocabulary.load(options.work / "vocabulary.json", source))
    vocabulary = Vocabulary.load(options.work / "vocabulary.json", source)
    begun = time.time()
    encoded = encode(gather(options.data, options.corpus, options.seed, share=options.public), pieces, options.longest)
    held = encode(gather(options.data, 2000, options.seed, "dev")[:700], pieces, options.longest)
    print(f"{len(encoded)} messages, {sum(len(item.ids) for item in encoded)} pieces, made in {time.time() - begun:.0f} s", flush=True)

    base = network.from_base(source, vocabulary)
    reader = network.load(options.start)[0] if options.start else copy.deepcopy(base)
    reader.freeze(len(reader.layer) - options.layers)
    reader.to(options.device).train()
    upper = base.layer[reader.frozen:].to(options.device).eval()
    heads = [p for name, p in reader.named_parameters() if name.split(".")[0] in ("pool", "force", "stance", "threat", "slots")]
    body = [p for name, p in reader.named_parameters() if name.startswith("layer") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": options.rate}, {"params": heads, "lr": options.rate * 10}],
                                  weight_decay=0.01, betas=(0.9, 0.98))
    lengths = [len(item.ids) for item in encoded]
    sizes = [len(plan(lengths, options.seed, epoch, options.pieces)) for epoch in range(options.epochs)]
    epoch = at = 0
    checkpoint = options.work / "teacher.pt"
    if checkpoint.exists():
        stored = torch.load(checkpoint, map_location=options.device, weights_only=False)
        reader.load_state_dict(stored["weights"])
        optimizer.load_state_dict(stored["optimizer"])
        torch.set_rng_state(stored["dice"].cpu())
        epoch, at = stored["epoch"], stored["at"]
        print(f"goes on at epoch {epoch}, batch {at}", flush=True)

    saved, means, seen, run, since = time.time(), {}, 0, 0, time.process_time()
    while epoch < options.epochs:
        for batch in batches(encoded, pieces.pad, options.seed, epoch, options.pieces, at):
            done = (sum(sizes[:epoch]) + at) / sum(sizes)
            for group, full in zip(optimizer.param_groups, (options.rate, options.rate * 10)):
                group["lr"] = full * rate_at(done)
            batch = batch.to(options.device)
            low = reader.lower(batch.ids, batch.mask)
            answers = reader.answer(reader.upper(low, batch.mask), batch.mask)
            parts = losses(answers, batch)
            if at % EMBEDDING_EVERY == 0:
                parts["embedding"] = (1 - (answers["embedding"] * base_embedding(upper, low, batch.mask)).sum(1)).mean()
            total(parts).backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            at, run, seen = at + 1, run + 1, seen + len(batch.threat)
            for name, value in parts.items():
                means[name] = 0.98 * means.get(name, value.item()) + 0.02 * value.item()
            if run % 100 == 0:
                speed = seen / (time.process_time() - since)
                print(json.dumps({"epoch": epoch, "batch": at, "of": sizes[epoch], "messages_a_cpu_second": round(speed, 1),
                                  **{name: round(value, 4) for name, value in means.items()}}), flush=True)
            stop = options.steps is not None and run >= options.steps
            if stop or run % 1000 == 0:
                print(json.dumps({"held_out": check(reader, held, pieces.pad, options.device)}), flush=True)
            if stop or time.time() - saved > 240:
                network.save(checkpoint, reader, optimizer=optimizer.state_dict(), dice=torch.get_rng_state(), epoch=epoch, at=at)
                saved = time.time()
            if stop:
                return
        epoch, at = epoch + 1, 0
        network.save(checkpoint, reader, optimizer=optimizer.state_dict(), dice=torch.get_rng_state(), epoch=epoch, at=at)
    (options.work / "teacher.done").touch()
    print(json.dumps({"done": True, "held_out": check(reader, held, pieces.pad, options.device)}), flush=True)


if __name__ == "__main__":
    main()
