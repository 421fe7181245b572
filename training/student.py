# SPDX-License-Identifier: Apache-2.0
"""The small reader before it learns: some layers of the teacher, its heads, and the vocabulary as it is (Sanh et al. 2019)."""

import dataclasses

import network

LAYERS = (0, 3, 7, 11)  # of the teacher's twelve


def small(teacher: network.Reader) -> network.Reader:
    reader = network.Reader(dataclasses.replace(teacher.shape, layers=len(LAYERS)))
    kept = {f"layer.{old}.": f"layer.{new}." for new, old in enumerate(LAYERS)}
    weights = {}
    for name, values in teacher.state_dict().items():
        if not name.startswith("layer."):
            weights[name] = values
            continue
        old = name[:name.index(".", len("layer.")) + 1]
        if old in kept:
            weights[kept[old] + name[len(old):]] = values
    reader.load_state_dict(weights)
    return reader
