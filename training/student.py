# SPDX-License-Identifier: Apache-2.0
"""The small reader before it learns: its rows are the base's, turned so that its few numbers keep the most of them."""

import numpy as np
import torch

import network

SHAPES = {"2x256": dict(width=256, layers=2, heads=4, inner=1024), "4x256": dict(width=256, layers=4, heads=4, inner=1024),
          "3x256": dict(width=256, layers=3, heads=4, inner=1024),
          "2x384": dict(width=384, layers=2, heads=6, inner=1536)}


def small(size: str, base, vocabulary, seed: int = 7) -> network.Reader:
    torch.manual_seed(seed)
    reader = network.Reader(network.Shape(rows=len(vocabulary.kept), **SHAPES[size]))
    width = reader.shape.width
    rows = base.weights("emb.word", base.rows, base.width)[vocabulary.kept]
    centred = rows - rows.mean(0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(rows))
    turn = vectors[:, np.argsort(-values)[:width]].astype(np.float32)
    with torch.no_grad():
        for name, parameter in reader.named_parameters():
            if parameter.dim() == 2:
                torch.nn.init.normal_(parameter, std=0.02)
        reader.word.weight.copy_(torch.from_numpy(centred @ turn))
        places = base.floats("emb.pos", base.longest, base.width) @ turn
        reader.place.weight.copy_(torch.from_numpy(places.astype(np.float32)))
    return reader
