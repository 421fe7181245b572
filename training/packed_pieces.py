# SPDX-License-Identifier: Apache-2.0
"""Reads pieces.bin (src/read/pieces.h describes it) into pieces.Pieces."""

import pathlib
import struct
import types

import numpy as np

from pieces import Pieces


def open_pieces(path: pathlib.Path) -> Pieces:
    data = path.read_bytes()
    magic, version, pieces, nodes, characters, becomes, begin, end, unknown, unknown_score, _ = struct.unpack_from("<8s8I2f", data)
    if magic != b"TOCSINPC" or version != 1:
        raise SystemExit(f"{path}: no table of word pieces of version 1")
    at = struct.calcsize("<8s8I2f")

    def array(kind, count):
        nonlocal at
        out = np.frombuffer(data, kind, count, at)
        at += out.nbytes
        return out

    first, value, scores = array("<u4", nodes + 1), array("<i4", nodes), array("<f4", pieces)
    changed, starts, flat, label = array("<u4", characters), array("<u4", characters + 1), array("<u4", becomes), array("u1", nodes)
    spelled, names = [b""] * nodes, [b""] * pieces
    for node in range(nodes):
        for child in range(first[node], first[node + 1]):
            spelled[child] = spelled[node] + label[child:child + 1].tobytes()
        if value[node] >= 0:
            names[value[node]] = spelled[node]
    table = {int(c): tuple(int(x) for x in flat[starts[i]:starts[i + 1]]) for i, c in enumerate(changed)}
    return Pieces(types.SimpleNamespace(begin=begin, end=end, pad=-1, unknown=unknown, pieces=names, scores=scores, becomes=table,
                                        unknown_score=unknown_score))
