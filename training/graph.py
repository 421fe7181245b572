# SPDX-License-Identifier: Apache-2.0
"""A trained reader as an OpenVINO graph, weights packed to eight bits where that costs nothing seen (evaluate.py).

Inputs   input_ids [batch, length] int64, attention_mask [batch, length] int64: 1 for a piece, 0 for padding
Outputs  force [batch, 6], stance [batch, 7], threat [batch], slots [batch, length, 23]: logits; embedding [batch, width]
"""

import numpy as np
import openvino as ov
from openvino import opset13 as op


def constant(values, kind=np.float32):
    return op.constant(np.asarray(values, kind))


def packed(values: np.ndarray):
    """Eight bits a weight and one scale a row."""
    scale = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
    return np.clip(np.rint(values / scale), -127, 127).astype(np.int8), scale.astype(np.float16)


def opened(values, scale):
    return op.multiply(op.convert(values, "f32"), op.convert(scale, "f32"))


class Graph:
    """`weights` is the state of a network.Reader in numpy, `shape` its network.Shape."""

    def __init__(self, weights: dict, shape, rows, eight_bits: bool = True):
        """`rows` (base.py) are the vocabulary's."""
        self.weights, self.shape, self.rows, self.eight_bits = weights, shape, rows, eight_bits

    def matrix(self, name: str):
        values = self.weights[name + ".weight"]
        if self.eight_bits:
            numbers, scale = packed(values)
            return opened(op.constant(numbers), op.constant(scale))
        return op.convert(op.constant(values.astype(np.float16)), "f32")

    def dense(self, x, name: str):
        y = op.matmul(x, self.matrix(name), False, True)
        bias = self.weights.get(name + ".bias")
        return y if bias is None else op.add(y, constant(bias))

    def exact(self, x, name: str):
        """A head: few weights, kept as they are."""
        return op.add(op.matmul(x, constant(self.weights[name + ".weight"]), False, True), constant(self.weights[name + ".bias"]))

    def normal(self, x, name: str):
        y = op.mvn(x, constant([-1], np.int64), True, self.shape.epsilon, "inside_sqrt")
        return op.add(op.multiply(y, constant(self.weights[name + ".weight"])), constant(self.weights[name + ".bias"]))

    def layer(self, x, hidden, n: int):
        heads, width, name = self.shape.heads, self.shape.width, f"layer.{n}."

        def split(part):
            y = op.reshape(self.dense(x, name + part), constant([0, 0, heads, width // heads], np.int64), True)
            return op.transpose(y, constant([0, 2, 1, 3], np.int64))

        y = op.scaled_dot_product_attention(split("q"), split("k"), split("v"), hidden)
        y = op.reshape(op.transpose(y, constant([0, 2, 1, 3], np.int64)), constant([0, 0, width], np.int64), True)
        x = self.normal(op.add(x, self.dense(y, name + "ao")), name + "aln")
        y = self.dense(op.gelu(self.dense(x, name + "fi"), "erf"), name + "fo")
        return self.normal(op.add(x, y), name + "oln")

    def model(self) -> ov.Model:
        ids = op.parameter([-1, -1], np.int64, name="input_ids")
        mask = op.parameter([-1, -1], np.int64, name="attention_mask")
        ids.output(0).set_names({"input_ids"})
        mask.output(0).set_names({"attention_mask"})
        there = op.convert(mask, "f32")
        x = self.rows.node(ids)  # only those asked for are opened
        length = op.gather(op.shape_of(ids), constant([1], np.int64), constant(0, np.int64))
        places = op.convert(op.constant(self.weights["place.weight"].astype(np.float16)), "f32")
        places = op.slice(places, constant([0], np.int64), length, constant([1], np.int64), constant([0], np.int64))
        x = self.normal(op.add(x, places), "ln")
        hidden = op.multiply(op.subtract(there, constant(1)), constant(1e9))
        hidden = op.unsqueeze(hidden, constant([1, 2], np.int64))
        for n in range(self.shape.layers):
            x = self.layer(x, hidden, n)
        each = op.unsqueeze(there, constant([2], np.int64))
        mean = op.divide(op.reduce_sum(op.multiply(x, each), constant([1], np.int64)), op.reduce_sum(each, constant([1], np.int64)))
        first = op.gather(x, constant(0, np.int64), constant(1, np.int64))
        pooled = op.tanh(self.exact(op.concat([first, mean], 1), "pool"))
        outputs = {"force": self.exact(pooled, "force"), "stance": self.exact(pooled, "stance"),
                   "threat": op.squeeze(self.exact(pooled, "threat"), constant([1], np.int64)),
                   "slots": self.exact(x, "slots"), "embedding": op.normalize_l2(mean, constant([1], np.int64), 1e-12, "add")}
        results = []
        for name, node in outputs.items():
            node.output(0).set_names({name})
            results.append(op.result(node, name=name))
        return ov.Model(results, [ids, mask], "threat reader")
