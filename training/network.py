# SPDX-License-Identifier: Apache-2.0
"""The reader as a network: an encoder (Vaswani et al. 2017, in BERT's form) and a head for each question.

    reader = Reader(Shape(rows=60000))
    answers = reader(ids, mask)     # ids and mask [batch, length] → a dictionary:
        force [batch, 6], stance [batch, 7], threat [batch], slots [batch, length, 23], embedding [batch, width]

All but the embedding are logits; the embedding is the mean of the states over the pieces, made one long.
"""

import dataclasses

import torch
from torch import nn
from torch.nn import functional

from labels import FORCES, STANCES, TAGS


@dataclasses.dataclass
class Shape:
    rows: int
    width: int = 384
    layers: int = 12
    heads: int = 12
    inner: int = 1536
    longest: int = 512
    epsilon: float = 1e-12


class Layer(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, eps=shape.epsilon) for _ in range(2))

    def forward(self, x, hidden, drop: float):
        batch, length, width = x.shape

        def split(y):
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        y = functional.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), hidden)
        y = self.ao(y.transpose(1, 2).reshape(batch, length, width))
        x = self.aln(x + functional.dropout(y, drop, self.training))
        y = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(y, drop, self.training))


class Reader(nn.Module):
    def __init__(self, shape: Shape, drop: float = 0.1):
        super().__init__()
        self.shape, self.drop = shape, drop
        self.word = nn.Embedding(shape.rows, shape.width)
        self.place = nn.Embedding(shape.longest, shape.width)  # the base's one kind of text is added into it
        self.ln = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layer = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.pool = nn.Linear(2 * shape.width, shape.width)
        self.force, self.stance = nn.Linear(shape.width, len(FORCES)), nn.Linear(shape.width, len(STANCES))
        self.threat, self.slots = nn.Linear(shape.width, 1), nn.Linear(shape.width, len(TAGS))
        self.frozen = 0  # layers from below, with the vocabulary, that are not trained

    def freeze(self, layers: int) -> None:
        """The vocabulary, and this many layers from below, keep the base's weights."""
        self.frozen = layers
        for module in (self.word, self.place, self.ln, *self.layer[:layers]):
            module.requires_grad_(False)

    def lower(self, ids, mask):
        """The states after the layers that are not trained."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and self.word.weight.requires_grad):
            x = self.ln(self.word(ids) + self.place.weight[:ids.shape[1]])
            for layer in self.layer[:self.frozen]:
                x = layer(x, mask[:, None, None, :].bool(), 0.0)
        return x

    def upper(self, x, mask):
        for layer in self.layer[self.frozen:]:
            x = layer(x, mask[:, None, None, :].bool(), self.drop)
        return x

    def states(self, ids, mask):
        """After the last layer, [batch, length, width]."""
        return self.upper(self.lower(ids, mask), mask)

    def answer(self, x, mask) -> dict:
        weights = mask[:, :, None].to(x.dtype)
        mean = (x * weights).sum(1) / weights.sum(1)
        y = functional.dropout(torch.tanh(self.pool(torch.cat([x[:, 0], mean], 1))), self.drop, self.training)
        return {"force": self.force(y), "stance": self.stance(y), "threat": self.threat(y)[:, 0],
                "slots": self.slots(functional.dropout(x, self.drop, self.training)),
                "embedding": functional.normalize(mean.float(), dim=1)}

    def forward(self, ids, mask) -> dict:
        return self.answer(self.states(ids, mask), mask)


def from_base(base, vocabulary, drop: float = 0.1) -> Reader:
    """The base's encoder over the small vocabulary, with untrained heads."""
    shape = Shape(len(vocabulary.kept), base.width, base.layers, base.heads, base.inner, base.longest, base.epsilon)
    reader = Reader(shape, drop)
    width, weights = base.width, {}

    def put(name, values):
        weights[name] = torch.from_numpy(values)

    put("word.weight", base.weights("emb.word", base.rows, width)[vocabulary.kept])
    put("place.weight", base.floats("emb.pos", base.longest, width) + base.floats("emb.type", 1, width))
    put("ln.weight", base.floats("emb.ln.w", width))
    put("ln.bias", base.floats("emb.ln.b", width))
    for n in range(base.layers):
        for name, rows, columns in [*((part, width, width) for part in ("q", "k", "v", "ao")), ("fi", base.inner, width),
                                    ("fo", width, base.inner)]:
            put(f"layer.{n}.{name}.weight", base.weights(f"l{n}.{name}.w", rows, columns))
            put(f"layer.{n}.{name}.bias", base.floats(f"l{n}.{name}.b", rows))
        for name in ("aln", "oln"):
            put(f"layer.{n}.{name}.weight", base.floats(f"l{n}.{name}.w", width))
            put(f"layer.{n}.{name}.bias", base.floats(f"l{n}.{name}.b", width))
    missing, unexpected = reader.load_state_dict(weights, strict=False)
    assert not unexpected and all(name.split(".")[0] in ("pool", "force", "stance", "threat", "slots") for name in missing)
    return reader


def save(path, reader: Reader, **more) -> None:
    """Written beside and then moved, so that a run that is stopped leaves a whole file."""
    import os
    torch.save({"shape": dataclasses.asdict(reader.shape), "weights": reader.state_dict(), **more}, f"{path}.new")
    os.replace(f"{path}.new", path)


def load(path) -> tuple[Reader, dict]:
    stored = torch.load(path, map_location="cpu", weights_only=False)
    reader = Reader(Shape(**stored["shape"]))
    reader.load_state_dict(stored["weights"])
    return reader, stored
