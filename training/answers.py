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

from labels import FORCES, STANCES, STANDING_BEHIND, TAGS, THREATENING
from packed_pieces import open_pieces

WINDOW, STEP = 128, 96  # pieces, with begin and end; how far windows of a longer text lie apart


RULED_OUT, SURE_WITHOUT_EVIDENCE = 0.05, 0.6  # as in src/read/decode.cc
THREATENS = np.array([force in THREATENING for force in FORCES])
ASSERTS = np.array([stance in STANDING_BEHIND for stance in STANCES])


def softmax(logits):
    raised = np.exp(logits - logits.max())
    return raised / raised.sum()


def threat_odds(heads: dict, by_labels: float) -> float:
    """As in src/read/heads.cc."""
    both = np.clip(softmax(heads["force"])[THREATENS].sum() * softmax(heads["stance"])[ASSERTS].sum(), 1e-6, 1 - 1e-6)
    return float(heads["threat"] + by_labels * np.log(both / (1 - both)))


@dataclasses.dataclass
class Said:
    logit: float  # threat_odds
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
        self.by_labels = self.about["calibration"]["threat"].get("by_labels", 0)
        setting = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32",
                   "DYNAMIC_QUANTIZATION_GROUP_SIZE": self.about.get("eight_bit_groups", 0)}
        core = ov.Core()
        self.networks = [core.compile_model(core.read_model(folder / f"{name}.xml", folder / "reader.bin"), "CPU", setting)
                         for name in ("reader", *(["second"] if "second" in self.about else []))]

    def windows(self, text: str) -> list:
        cut = self.pieces.cut(text)
        room = WINDOW - 2
        return [cut[at:at + room] for at in range(0, max(1, len(cut) - room + STEP), STEP)]

    def heads(self, network: int, windows: list) -> list[dict]:
        """What a network says of each window: {head: logits}."""
        order, out = sorted(range(len(windows)), key=lambda n: len(windows[n])), [{}] * len(windows)
        for start in range(0, len(order), 16):
            part = order[start:start + 16]
            longest = len(windows[part[-1]]) + 2
            ids, mask = np.full((len(part), longest), self.about["pad"], np.int64), np.zeros((len(part), longest), np.int64)
            for row, n in enumerate(part):
                ids[row, :len(windows[n]) + 2] = [self.about["begin"], *(number for number, *_ in windows[n]), self.about["end"]]
                mask[row, :len(windows[n]) + 2] = 1
            said = self.networks[network]([ids, mask])
            for row, n in enumerate(part):
                out[n] = {"threat": float(said["threat"][row]), "force": said["force"][row].copy(), "stance": said["stance"][row].copy(),
                          "slots": said["slots"][row, 1:len(windows[n]) + 1].copy()}
        return out

    def both(self, windows: list) -> list[dict]:
        """The first network's heads, and of what it does not find harmless both networks' together (Model::run)."""
        out = self.heads(0, windows)
        if len(self.networks) > 1:
            second = self.about["second"]
            doubtful = [n for n, heads in enumerate(out) if threat_odds(heads, self.by_labels) >= second["from"]]
            for n, more in zip(doubtful, self.heads(1, [windows[n] for n in doubtful])):
                out[n] = {head: (1 - second["share"]) * logits + second["share"] * more[head] for head, logits in out[n].items()}
        return out

    def ask(self, texts: list[str]) -> list[Said]:
        windows = [(n, cut) for n, text in enumerate(texts) for cut in self.windows(text)]
        best = [(-np.inf, None, None)] * len(texts)  # of each text the window that threatens most
        for (n, cut), heads in zip(windows, self.both([cut for _, cut in windows])):
            best[n] = max(best[n], (threat_odds(heads, self.by_labels), heads, cut), key=lambda window: window[0])
        return [self.judge(text, *window) for text, window in zip(texts, best)]

    def judge(self, text: str, logit: float, heads: dict, cut: list) -> Said:
        line = self.about["calibration"]["threat"]
        score = 1 / (1 + np.exp(-(line["scale"] * logit + line["shift"])))
        force, stance = softmax(heads["force"]), softmax(heads["stance"])
        alert = bool(score >= self.about["operating_point"]["threshold"] and force[THREATENS].max() >= RULED_OUT and stance[ASSERTS].max() >= RULED_OUT)
        if alert:
            force, stance = np.where(THREATENS, force, 0), np.where(ASSERTS, stance, 0)
        places = [place[1:] for place in cut]
        spans = joined(spans_of(best_tags(heads["slots"], places, text), places, text), text) if cut else set()
        alert = alert and bool(spans or score >= SURE_WITHOUT_EVIDENCE)
        return Said(logit, float(score), alert, FORCES[int(force.argmax())], STANCES[int(stance.argmax())], spans)
