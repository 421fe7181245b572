# SPDX-License-Identifier: Apache-2.0
"""Two OpenVINO graphs with their weights in one file, what both have once: the vocabulary is half of a reader.

    share_weights(pathlib.Path("reader.xml"), pathlib.Path("second.xml"))     # second.bin is gone, reader.bin has grown
"""

import pathlib
import re

CONSTANT = re.compile(r'offset="(\d+)" size="(\d+)"')


def share_weights(first: pathlib.Path, second: pathlib.Path) -> None:
    """Puts the constants of the second graph behind those of the first, unless they are there already, and points the second at them."""
    weights, more = bytearray(first.with_suffix(".bin").read_bytes()), second.with_suffix(".bin").read_bytes()
    at = {}
    for match in CONSTANT.finditer(first.read_text()):
        begin, size = int(match[1]), int(match[2])
        at[bytes(weights[begin:begin + size])] = begin

    def moved(match) -> str:
        begin, size = int(match[1]), int(match[2])
        constant = more[begin:begin + size]
        if constant not in at:
            weights.extend(bytes(-len(weights) % 64))
            at[constant] = len(weights)
            weights.extend(constant)
        return f'offset="{at[constant]}" size="{size}"'

    second.write_text(CONSTANT.sub(moved, second.read_text()))
    first.with_suffix(".bin").write_bytes(weights)
    second.with_suffix(".bin").unlink()
