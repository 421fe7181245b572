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
            "INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": 0})

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
                tags = said["slots"][row, 1:len(cut) + 1].argmax(1)
                found[n].append((float(said["threat"][row]), int(said["force"][row].argmax()), int(said["stance"][row].argmax()),
                                 spans_of(tags, [place[1:] for place in cut], texts[n])))
        return [self.judge(windows) for windows in found]

    def judge(self, windows: list) -> Said:
        """The window that threatens most speaks for the whole."""
        logit, force, stance, spans = max(windows, key=lambda window: window[0])
        line = self.about["calibration"]["threat"]
        score = 1 / (1 + np.exp(-(line["scale"] * logit + line["shift"])))
        force, stance = FORCES[force], STANCES[stance]
        alert = bool(score >= self.about["operating_point"]["threshold"]) and is_alert(force, stance)
        return Said(logit, float(score), alert, force, stance, spans)
