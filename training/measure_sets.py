# SPDX-License-Identifier: Apache-2.0
"""What the reader is measured on. Held-out frames, held-out public messages, identities swapped, and the gold set.

Each gives `Case`s; what a set does not know is None.
"""

import dataclasses
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "corpus"))
import expand  # noqa: E402

from everyday import everyday  # noqa: E402
from labels import LANGUAGES, is_alert  # noqa: E402
from public import read_public  # noqa: E402

ORDINARY = frozenset({"crisislex", "everyday", "gum", "tatoeba", "uner_ewt"})  # and the harmless part of mlma and davidson
MARK = re.compile(r"\[(caller|addressee|act|victim|chosen|rejected|place|time|means|motive|condition):([^\]]*)\]")


@dataclasses.dataclass
class Case:
    text: str
    lang: str
    group: str            # the row of a table it belongs to
    threat: bool | None
    force: str | None = None
    stance: str | None = None
    spans: set | None = None
    ordinary: bool = False


def frames(count: int, seed: int, part: str = "dev", langs=LANGUAGES) -> list[Case]:
    out = []
    for lang in langs:
        for item in expand.Corpus(lang, part).messages(seed, count):
            spans = {(span["kind"], span["begin"], span["end"]) for span in item["spans"]}
            force, stance = item["force"], item["stance"]
            out.append(Case(item["text"], lang, f"frames/{lang}", is_alert(force, stance), force, stance, spans))
    return out


def public(data: pathlib.Path, part: str) -> list[Case]:
    return [Case(m.text, m.lang, f"public/{m.set}", m.threat, ordinary=m.set in ORDINARY)
            for m in read_public(data) + everyday(part) if m.part == part and m.threat is not None]


def identities(lang: str, seed: int, templates: int = 120, names: int = 45) -> list[list[str]]:
    """Messages that name a group, each with many groups named: filled in here and nowhere kept."""
    made, out, index = expand.Corpus(lang, "dev", "real"), [], 0
    while len(out) < templates and index < templates * 60:
        texts = sorted({made.message(seed, index, swap=swap)["text"] for swap in range(2)})
        if len(texts) > 1:
            out.append(sorted({made.message(seed, index, swap=swap)["text"] for swap in range(3 * names)})[:names])
        index += 1
    return [texts for texts in out if len(texts) > 9]


def unmark(marked: str) -> tuple[str, set]:
    text, spans, at = "", set(), 0
    for match in MARK.finditer(marked):
        text += marked[at:match.start()]
        spans.add((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + marked[at:], spans


def gold(folder: pathlib.Path) -> list[Case]:
    """Looked at once, when all is chosen; nothing is ever chosen by it."""
    out = []
    for path in sorted(folder.glob("*.ndjson")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            text, spans = unmark(item["marked"])
            out.append(Case(text, item["lang"], f"gold/{item['lang']}", is_alert(item["force"], item["stance"]), item["force"],
                            item["stance"], spans))
    return out
