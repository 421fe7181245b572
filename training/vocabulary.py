# SPDX-License-Identifier: Apache-2.0
"""Which pieces of the base's 250,000 the reader keeps, and the small vocabulary made of them.

Kept are all pieces seen in what it trains on, then the likeliest ones of each script, up to its share. Every single
character of the scripts named in SHARE stays, so a word whose piece is gone falls apart into smaller ones and keeps its
place in the text. `coverage` measures that: how many more pieces a text has than with the base's vocabulary, and how many of
them are unknown.
"""

import collections
import json
import pathlib
import unicodedata

from pieces import WORD_MARK

# Of the pieces that are not taken for being seen: how many of each script. What is not named shares the rest.
SHARE = {"LATIN": 0.42, "ARABIC": 0.26, "CYRILLIC": 0.17, "HEBREW": 0.05, "OTHER": 0.10}


class Vocabulary:
    """The base's tables cut down; what pieces.Pieces and pieces_file of tools/make_embedding.py ask for."""

    def __init__(self, base, kept: list[int]):
        self.kept = kept  # ids of the base, in the order of the new ids
        self.pieces = [base.pieces[number] for number in kept]
        self.scores = base.scores[kept]
        self.becomes = base.becomes
        self.unknown_score = base.unknown_score
        self.begin, self.end, self.pad, self.unknown = (kept.index(n) for n in (base.begin, base.end, base.pad, base.unknown))

    @staticmethod
    def load(path: pathlib.Path, base) -> "Vocabulary":
        return Vocabulary(base, json.loads(path.read_text()))

    def save(self, path: pathlib.Path) -> None:
        path.write_text(json.dumps(self.kept, separators=(",", ":")))


def script(piece: str) -> str:
    for character in piece.replace(WORD_MARK, ""):
        if character.isalpha():
            name = unicodedata.name(character, "OTHER").split()[0]
            return name if name in SHARE else "OTHER"
    return "LATIN"  # digits, signs, smileys: used with all


def prune(base, seen: collections.Counter, size: int) -> Vocabulary:
    """`seen` counts the base's ids in the texts; a piece seen once only counts as seen if it is a whole word."""
    special = {base.begin, base.end, base.pad, base.unknown}
    kept = set(special)
    by_script = collections.defaultdict(list)
    for number, raw in enumerate(base.pieces):
        piece = raw.decode("utf-8", "replace")
        if number in special or not piece:
            continue
        of = script(piece)
        alone = len(piece.replace(WORD_MARK, "")) <= 1
        if seen[number] > 1 or (alone and of != "OTHER") or (seen[number] and piece.startswith(WORD_MARK)):
            kept.add(number)
        else:
            by_script[of].append((not alone, -base.scores[number], number))
    room = max(0, size - len(kept))
    for of, share in SHARE.items():
        kept.update(number for *_, number in sorted(by_script[of])[:int(room * share)])
    return Vocabulary(base, sorted(kept))


def coverage(before, after, texts: list[str]) -> dict:
    """`before` and `after` are pieces.Pieces."""
    old = new = unknown = same = 0
    for text in texts:
        a, b = before.cut(text), after.cut(text)
        old, new = old + len(a), new + len(b)
        unknown += sum(number == after.unknown for number, *_ in b) - sum(number == before.unknown for number, *_ in a)
        same += len({place[1:] for place in a} & {place[1:] for place in b})
    return {"texts": len(texts), "pieces": old, "kept": round(same / max(1, old), 4), "longer": round(new / max(1, old), 4),
            "made_unknown": unknown}
