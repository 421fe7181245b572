# SPDX-License-Identifier: Apache-2.0
"""Plain sentences of every day in which nobody threatens, written for this project: corpus/everyday/<language>.txt, one a line.

Their grammar is that of threats (must, should, will, would rather, if you …, wishes, orders), because a reader that knows it from
threats alone takes all of it for one. A tenth is held out, as in public.py.
"""

import pathlib

from messages import Message
from public import part_of

FOLDER = pathlib.Path(__file__).resolve().parent / "corpus" / "everyday"


def everyday(part: str) -> list[Message]:
    return [Message(line, path.stem, "everyday", frozenset({"none"}), frozenset({"own"}), False, [], 1.0, part)
            for path in sorted(FOLDER.glob("*.txt"))
            for line in path.read_text(encoding="utf-8").splitlines() if part_of(f"everyday/{line}") == part]
