# SPDX-License-Identifier: Apache-2.0
"""A message to train on, with as much of its labels as its set knows.

`forces` and `stances` are the labels that may be true: one where it is known, several where only something is known
("threatens somehow": intends, calls_for or wishes), empty where nothing is. `threat` is whether the author threatens, or
None. `spans` are (slot, begin, end) in characters, or None where nobody marked any. `weight` says how far to trust it.
"""

import dataclasses

from labels import STANDING_BEHIND, THREATENING, is_alert


@dataclasses.dataclass
class Message:
    text: str
    lang: str
    set: str
    forces: frozenset = frozenset()
    stances: frozenset = frozenset()
    threat: bool | None = None
    spans: list | None = None
    weight: float = 1.0
    part: str = "train"


def threatening(text, lang, name, weight=1.0, part="train") -> Message:
    return Message(text, lang, name, THREATENING, STANDING_BEHIND, True, None, weight, part)


def harmless(text, lang, name, weight=1.0, part="train", forces=frozenset()) -> Message:
    return Message(text, lang, name, frozenset(forces), frozenset(), False, None, weight, part)


def from_corpus(item: dict, part="train") -> Message:
    """A line of training/corpus/expand.py."""
    force, stance = item["force"], item["stance"]
    spans = [(span["kind"], span["begin"], span["end"]) for span in item["spans"]]
    return Message(item["text"], item["lang"], "corpus", frozenset({force}), frozenset({stance}), is_alert(force, stance),
                   spans, 1.0, part)
