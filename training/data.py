# SPDX-License-Identifier: Apache-2.0
"""What the reader is trained on: public sets and the project's corpus, cut into pieces, in batches of like length.

    encoded = encode(gather(options), pieces, longest=96)
    for batch in batches(encoded, seed=7, epoch=0, pieces_at_once=1024): …

Everything is made anew in memory from seeds: no text, and no identity filled in, is ever written.
"""

import argparse
import dataclasses
import pathlib
import random
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "corpus"))
import expand  # noqa: E402

from everyday import everyday  # noqa: E402
from labels import FORCES, STANCES, TAGS, bits  # noqa: E402
from messages import Message, from_corpus  # noqa: E402
from public import read_public  # noqa: E402

# Messages of the project's corpus for each language, as shares of the number asked for.
SHARE = {"en": 0.34, "ar": 0.36, "fr": 0.06, "de": 0.06, "es": 0.06, "ru": 0.06, "tr": 0.06}
THREATS_OFTEN = 4      # a public threat is shown this often in an epoch: there are few
KNOWN_NOT = -1         # a label that is not known


@dataclasses.dataclass
class Encoded:
    ids: np.ndarray       # int32, with begin and end
    tags: np.ndarray      # int8, one a piece; KNOWN_NOT where nobody marked
    forces: int           # bits of the labels that may be true; 0: not known
    stances: int
    threat: int           # 0, 1 or KNOWN_NOT
    weight: float


@dataclasses.dataclass
class Batch:
    ids: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    forces: torch.Tensor   # [batch, 6] whether a label may be true; a row of zeros: not known
    stances: torch.Tensor
    threat: torch.Tensor   # [batch]
    weight: torch.Tensor

    def to(self, device: str) -> "Batch":
        return Batch(**{field.name: getattr(self, field.name).to(device) for field in dataclasses.fields(self)})


def corpus(count: int, seed: int, part: str, identity: str = "real", langs=tuple(SHARE)) -> list[Message]:
    """Half of the messages that name a group come again with another one."""
    out = []
    total = sum(SHARE[lang] for lang in langs)
    for lang in langs:
        made, wanted = expand.Corpus(lang, part, identity), int(count * SHARE[lang] / total)
        out += [from_corpus(item, part) for item in made.messages(seed, wanted // 2)]
        out += [from_corpus(item, part) for item in made.messages(seed + 1, wanted - wanted // 2, swaps=2)]
    return out


def gather(data: pathlib.Path | None, corpus_messages: int, seed: int, part: str = "train", share: float = 1) -> list[Message]:
    """This share of the public messages of this part (none without `data`), and the project's corpus."""
    out, dice = corpus(corpus_messages, seed, part) + everyday(part), random.Random(seed)
    if data is not None:
        for message in read_public(data):
            if message.part == part and dice.random() < share:
                out += [message] * (THREATS_OFTEN if message.threat and part == "train" else 1)
    random.Random(seed).shuffle(out)
    return out


def tags_of(cut: list, spans: list, text: str) -> list[int]:
    """BIO: a piece belongs to the span that its first letter, not its blank, stands in."""
    slot_at = {}
    for number, (kind, begin, end) in enumerate(spans):
        for place in range(begin, end):
            slot_at[place] = (number, kind)
    out, last = [], None
    for _, begin, end in cut:
        while begin < end - 1 and text[begin].isspace():
            begin += 1
        here = slot_at.get(begin) if begin < end else None
        if here is None:
            out.append(0)
        else:
            out.append(TAGS.index(("I-" if here == last else "B-") + here[1]))
        last = here
    return out


def encode_one(message: Message, pieces, longest: int) -> Encoded:
    cut = pieces.cut(message.text)[:longest - 2]
    ids = [pieces.begin, *(number for number, *_ in cut), pieces.end]
    if message.spans is None:
        tags = [KNOWN_NOT] * len(ids)
    else:
        tags = [KNOWN_NOT, *tags_of(cut, message.spans, message.text), KNOWN_NOT]
    threat = KNOWN_NOT if message.threat is None else int(message.threat)
    return Encoded(np.array(ids, np.int32), np.array(tags, np.int8), bits(message.forces, FORCES),
                   bits(message.stances, STANCES), threat, message.weight)


def encode(messages: list[Message], pieces, longest: int) -> list[Encoded]:
    return [encode_one(message, pieces, longest) for message in messages]


def plan(lengths: list[int], seed: int, epoch: int, pieces_at_once: int, chunk: int = 4096) -> list[list[int]]:
    """Which messages go together: shuffled, then by length within a chunk, then the batches of a chunk shuffled."""
    rng = random.Random(f"{seed}/{epoch}")
    order = list(range(len(lengths)))
    rng.shuffle(order)
    out = []
    for start in range(0, len(order), chunk):
        part = sorted(order[start:start + chunk], key=lambda i: lengths[i])
        made, rows = [], []
        for i in part:
            if rows and lengths[i] * (len(rows) + 1) > pieces_at_once:
                made.append(rows)
                rows = []
            rows.append(i)
        made.append(rows)
        rng.shuffle(made)
        out += made
    return out


def arguments(description: str) -> argparse.ArgumentParser:
    """What train.py and distil.py are told of their messages: with the same, message n of one is message n of the others."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, help="the public sets; without, the corpus alone")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="checkpoints, and vocabulary.json")
    parser.add_argument("--corpus", type=int, default=52000, help="messages of the project's corpus")
    parser.add_argument("--public", type=float, default=1, help="share of the public messages, in a run that goes on from earlier weights")
    parser.add_argument("--longest", type=int, default=96, help="pieces of a message")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", help="or cuda")
    return parser


def unpacked(values: list[int], width: int) -> torch.Tensor:
    return torch.tensor([[value >> i & 1 for i in range(width)] for value in values], dtype=torch.float32)


def collate(items: list[Encoded], pad: int) -> Batch:
    longest = max(len(item.ids) for item in items)
    ids = np.full((len(items), longest), pad, np.int64)
    mask = np.zeros((len(items), longest), np.float32)
    tags = np.full((len(items), longest), KNOWN_NOT, np.int64)
    for row, item in enumerate(items):
        ids[row, :len(item.ids)] = item.ids
        mask[row, :len(item.ids)] = 1
        tags[row, :len(item.ids)] = item.tags
    return Batch(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(tags),
                 unpacked([item.forces for item in items], len(FORCES)),
                 unpacked([item.stances for item in items], len(STANCES)),
                 torch.tensor([item.threat for item in items]), torch.tensor([item.weight for item in items]))


def batches(encoded: list[Encoded], pad: int, seed: int, epoch: int, pieces_at_once: int, skip: int = 0):
    """The batches of an epoch after the first `skip`, for a run that goes on."""
    for rows in plan([len(item.ids) for item in encoded], seed, epoch, pieces_at_once)[skip:]:
        yield collate([encoded[i] for i in rows], pad)
