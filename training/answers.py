# SPDX-License-Identifier: Apache-2.0
"""Asks an exported reader, through the same files that the program loads.

    reader = Exported(pathlib.Path("models/small"))
    for said in reader.ask(["The pier is closed on Friday."]): said.logit, said.score, said.alert, said.force, said.spans
"""

import dataclasses
import json
import pathlib

import numpy as np
import openvino as ov

from labels import FORCES, STANCES, TAGS, is_alert
from packed_pieces import open_pieces

WINDOW, STEP = 128, 96  # pieces, with begin and end; how far windows of a longer text lie apart


@dataclasses.dataclass
class Said:
    logit: float
    score: float
    alert: bool
    force: str
    stance: str
    spans: set  # (slot, begin, end) in characters


BEGIN = 0.5  # what a begin needs more than its logit, as in src/read/decode.cc


def goes_on(text: str, at: int) -> bool:
    """Whether a word goes on here. Not in Arabic, where a slot may begin within what is written as one."""
    return 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum() and not "\u0620" <= text[at] <= "\u06ff"


def best_tags(logits, places, text: str) -> list[int]:
    """The likeliest labels of all (Viterbi): an inside follows its begin or its like, and within a word nothing begins or ends."""
    count = len(TAGS)
    begins = np.arange(count) % 2 == 1
    inside = ~begins & (np.arange(count) > 0)
    cost = np.where(begins, BEGIN, 0)
    score, back = np.where(inside, -np.inf, logits[0] - cost), []
    for row, (begin, _) in zip(logits[1:], places[1:]):
        best = np.full(count, 0 if goes_on(text, begin) else int(score.argmax()))
        like = np.arange(count)[inside]
        best[inside] = np.where(score[like] > score[like - 1], like, like - 1)
        score = score[best] + row - (np.where(begins, np.inf, 0) if goes_on(text, begin) else cost)
        back.append(best)
    out = [int(score.argmax())]
    for best in reversed(back):
        out.append(int(best[out[-1]]))
    return out[::-1]


def joined(spans: set, text: str) -> set:
    """Two of one slot with nothing between them are one."""
    out = []
    for slot, begin, end in sorted(spans, key=lambda span: span[1]):
        if out and out[-1][0] == slot and not text[out[-1][2]:begin].strip():
            out[-1] = (slot, out[-1][1], end)
        else:
            out.append((slot, begin, end))
    return set(out)


def spans_of(tags, places, text: str) -> set:
    """A span runs from a B, or an I of another slot, to the last I that follows."""
    out, open_slot, begin, end = set(), None, 0, 0
    for tag, (first, last) in [*zip(tags, places), (0, (0, 0))]:
        name = TAGS[tag]
        if open_slot and (name == "O" or name[0] == "B" or name[2:] != open_slot):
            while begin < end and text[begin].isspace():
                begin += 1
            while end > begin and (text[end - 1].isspace() or text[end - 1] in ".,;:!?،؛؟"):
                end -= 1
            if begin < end:
                out.add((open_slot, begin, end))
            open_slot = None
        if name != "O":
            if open_slot is None:
                open_slot, begin = name[2:], first
            end = last
    return out


class Exported:
    def __init__(self, folder: pathlib.Path, threads: int = 1):
        self.about = json.loads((folder / "reader.json").read_text())
        self.pieces = open_pieces(folder / "pieces.bin")
        self.model = ov.Core().compile_model(folder / "reader.xml", "CPU", {
            "INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32",
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": self.about.get("eight_bit_groups", 0)})

    def windows(self, text: str) -> list:
        cut = self.pieces.cut(text)
        room = WINDOW - 2
        return [cut[at:at + room] for at in range(0, max(1, len(cut) - room + STEP), STEP)]

    def ask(self, texts: list[str]) -> list[Said]:
        jobs = [(n, cut) for n, text in enumerate(texts) for cut in self.windows(text)]
        jobs.sort(key=lambda job: len(job[1]))
        found = [[] for _ in texts]
        for start in range(0, len(jobs), 16):
            part = jobs[start:start + 16]
            longest = max(len(cut) for _, cut in part) + 2
            ids, mask = np.full((len(part), longest), self.about["pad"], np.int64), np.zeros((len(part), longest), np.int64)
            for row, (_, cut) in enumerate(part):
                ids[row, :len(cut) + 2] = [self.about["begin"], *(number for number, *_ in cut), self.about["end"]]
                mask[row, :len(cut) + 2] = 1
            said = self.model([ids, mask])
            for row, (n, cut) in enumerate(part):
                places = [place[1:] for place in cut]
                tags = best_tags(said["slots"][row, 1:len(cut) + 1], places, texts[n]) if cut else []
                found[n].append((float(said["threat"][row]), int(said["force"][row].argmax()), int(said["stance"][row].argmax()),
                                 joined(spans_of(tags, places, texts[n]), texts[n])))
        return [self.judge(windows) for windows in found]

    def judge(self, windows: list) -> Said:
        """The window that threatens most speaks for the whole."""
        logit, force, stance, spans = max(windows, key=lambda window: window[0])
        line = self.about["calibration"]["threat"]
        score = 1 / (1 + np.exp(-(line["scale"] * logit + line["shift"])))
        force, stance = FORCES[force], STANCES[stance]
        alert = bool(score >= self.about["operating_point"]["threshold"]) and is_alert(force, stance)
        return Said(logit, float(score), alert, force, stance, spans)
