# SPDX-License-Identifier: Apache-2.0
"""Expands the written frames to marked messages, one JSON object a line.

    python3 training/corpus/expand.py --lang en --count 1000 --seed 7 --part train

The same arguments always give the same lines. All text comes from the lists beside this file: there
is no way to hand it a target. `--identity real` names real groups where a frame says {identity};
it is meant for a pipe into the trainer and never for a file.
"""

import argparse
import collections
import hashlib
import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import marked  # noqa: E402
import noise  # noqa: E402

FORCES = ("intends", "calls_for", "wishes", "warns", "praises", "none")
STANCES = ("own", "forwarded", "quoted", "reported", "negated", "opposed", "unserious")
LANGS = ("en", "ar", "fr", "de", "es", "ru", "tr")
DEV_SHARE = 10
NATURAL_OFTEN = 3  # frames of natural_*.tsv, whole messages of many hands, are drawn this often beside the others: they have few variants but all forms

Frame = collections.namedtuple("Frame", "id force stance tree pair part negative_of")
Wrap = collections.namedtuple("Wrap", "name from_stances to before after part marks")


def _lines(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n").rstrip("\r")
            if line.strip() and line != "#" and not line.startswith("# "):
                yield number, line


def _digest(string):
    return hashlib.sha256(string.encode("utf-8")).hexdigest()


def part_of(key):
    """Every tenth by hash is held out."""
    return "dev" if int(_digest(key)[:8], 16) % DEV_SHARE == 0 else "train"


def _files(kind, lang):
    folder = os.path.join(HERE, kind, lang)
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".tsv")]


def load_groups(lang):
    """All fillers of a language. A line '= name form form' begins a group; then one row a line, a
    column per form; a shorter row repeats its first column."""
    groups, group, name = {}, None, ""
    for path in _files("fillers", lang):
        for number, line in _lines(path):
            where = f"{os.path.relpath(path, HERE)}:{number}"
            if line.startswith("= "):
                name, *forms = line[2:].split()
                group = groups.setdefault(name, marked.Group(forms or ["base"]))
                continue
            if group is None:
                raise marked.FrameError(f"{where}: a row before any '= name'")
            cells = line.split("\t")
            if len(cells) > len(group.forms):
                raise marked.FrameError(f"{where}: more columns than forms in {name}")
            try:
                values = [marked.parse(c) for c in cells]
            except marked.FrameError as error:
                raise marked.FrameError(f"{where}: {error}") from None
            while len(values) < len(group.forms):
                values.append(values[0])
            group.rows.append(values)
    return groups


def load_frames(lang):
    """All frames of a language, in the order of files and lines; ids come from the text alone."""
    raw = []
    for path in _files("frames", lang):
        topic = os.path.basename(path)[:-4]
        for number, line in _lines(path):
            where = f"{os.path.relpath(path, HERE)}:{number}"
            cells = line.split("\t")
            if len(cells) not in (3, 4):
                raise marked.FrameError(f"{where}: {len(cells)} columns, not 3 or 4")
            force, stance, frame = cells[:3]
            pair = f"{lang}/{topic}/{cells[3]}" if len(cells) == 4 and cells[3] else ""
            if force not in FORCES or stance not in STANCES or (force == "none" and stance != "own"):
                raise marked.FrameError(f"{where}: no such force and stance: {force} {stance}")
            try:
                tree = marked.parse(frame)
            except marked.FrameError as error:
                raise marked.FrameError(f"{where}: {error}") from None
            identity = f"{lang}/{topic}:{_digest(frame)[:10]}"
            raw.append((identity, force, stance, tree, pair, part_of(pair or frame)))
    base = {}
    for identity, force, stance, _, pair, _ in raw:
        if pair and force != "none" and stance == "own":
            base.setdefault(pair, identity)
    return [Frame(*r, base[r[4]] if r[4] in base and base[r[4]] != r[0] else "") for r in raw]


def load_wraps(lang):
    """What a message can be put into: columns name, from (stances, or 'any'), to (a stance, or '='),
    and the wrapping with {TEXT} in it."""
    path = os.path.join(HERE, "wraps", lang + ".tsv")
    out = []
    if not os.path.exists(path):
        return out
    for number, line in _lines(path):
        where = f"wraps/{lang}.tsv:{number}"
        cells = line.split("\t")
        if len(cells) != 4 or cells[3].count("{TEXT}") != 1 or (cells[2] != "=" and cells[2] not in STANCES):
            raise marked.FrameError(f"{where}: want name, from, to and a wrapping with one {{TEXT}}")
        name, from_stances, to, wrapping = cells
        before, after = wrapping.split("{TEXT}")
        from_stances = STANCES if from_stances == "any" else tuple(from_stances.split(","))
        try:
            trees = marked.parse(before), marked.parse(after)
            # Where no mark is written, those of the fillers belong to small talk and fall away.
            marks = "[" in wrapping.replace("\\[", "")
            out.append(Wrap(name, from_stances, to, *trees, part_of(wrapping), marks))
        except marked.FrameError as error:
            raise marked.FrameError(f"{where}: {error}") from None
    return out


def _blank(tree, end):
    """The blank or line break with which a wrapping meets the text: filling trims it."""
    edge = tree[end][1] if tree and tree[end][0] == "text" else ""
    return edge[end] if edge and edge[end] in " \n" else ""


def _opens_sentence(tree):
    return bool(tree) and tree[0][0] == "text" and not tree[0][1].strip() and len(tree) > 1


def _goes_on(chars):
    """Whether the sentence goes on behind the closing quotation mark with which `chars` begin."""
    if not chars or chars[0] not in "\"'”»’“":
        return False
    rest = "".join(chars[1:]).strip()
    return bool(rest) and (rest[0] in ".,?!" or rest[0].islower())


class Corpus:
    """One language's lists, read and checked; `messages` streams from them."""

    def __init__(self, lang, part="train", identity="invented"):
        self.lang = lang
        groups = load_groups(lang)
        if identity == "invented":
            for name in [n for n in groups if n.endswith("_invented")]:
                groups[name[:-len("_invented")]] = groups[name]
        self.filler = marked.Filler(groups, lang)
        self.all_frames = load_frames(lang)
        self.frames = [f for f in self.all_frames if part in (f.part, "all")]
        wraps = [w for w in load_wraps(lang) if part in (w.part, "all")]
        self.wraps = {}
        for wrap in wraps:
            for stance in wrap.from_stances:
                self.wraps.setdefault(stance, {}).setdefault(wrap.name, []).append(wrap)
        self.cells = {}
        for frame in self.frames:
            often = NATURAL_OFTEN if "/natural_" in frame.id else 1
            self.cells.setdefault((frame.force, frame.stance), []).extend([frame] * often)

    def _pick(self, rng, harmless):
        keys = sorted(self.cells)
        none = [k for k in keys if k[0] == "none"]
        rest = [k for k in keys if k[0] != "none"]
        if none and (not rest or rng.random() < harmless):
            return rng.choice(self.cells[none[0]])
        weights = [len(self.cells[k]) ** 0.7 for k in rest]
        return rng.choice(self.cells[rng.choices(rest, weights)[0]])

    def _wrap(self, text, stance, force, rng, identity_rng):
        kinds = self.wraps.get(stance)
        if not kinds:
            return text, stance
        wrap = rng.choice(kinds[rng.choice(sorted(kinds))])
        opens = _opens_sentence(wrap.after)
        marks = wrap.marks and force != "none"
        before = self.filler.fill(wrap.before, rng, identity_rng, marks=marks)
        after = self.filler.fill(wrap.after, rng, identity_rng, marks=marks, start=opens)
        out = marked.Text()
        out.append(before)
        out.add(_blank(wrap.before, -1))
        out.append(text)
        if out.chars and out.chars[-1] == "." and _goes_on(after.chars):
            out.chars.pop()
            out.span_of.pop()
        if opens and out.chars and out.chars[-1].isalnum():
            out.add(".")
        out.add(_blank(wrap.after, 0))
        out.append(after)
        if wrap.to != "=" and force != "none":
            stance = wrap.to
        return out, stance

    def message(self, seed, index, harmless=0.5, noisy=0.25, compose=0.3, swap=0):
        """The message of this number. `swap` changes the identities named in it and nothing else."""
        rng = random.Random(f"{seed}/{self.lang}/{index}")
        identity_rng = random.Random(f"{seed}/{self.lang}/{index}/{swap}")
        frame = self._pick(rng, harmless)
        dice = rng.random()
        noise_seed = rng.random()
        text = self.filler.fill(frame.tree, rng, identity_rng, marks=frame.force != "none")
        stance = frame.stance
        if dice < compose and len(text.chars) < 600:
            text, stance = self._wrap(text, stance, frame.force, rng, identity_rng)
            if dice < compose * 0.15 and len(text.chars) < 600:
                text, stance = self._wrap(text, stance, frame.force, rng, identity_rng)
        noise_rng = random.Random(noise_seed)
        if noise_rng.random() < noisy:
            noise.apply(text, noise_rng, self.lang)
        out = {
            "text": text.string(), "lang": self.lang, "force": frame.force, "stance": stance,
            "spans": text.spans(), "frame": frame.id,
        }
        if frame.negative_of:
            out["negative_of"] = frame.negative_of
        return out

    def messages(self, seed, count, harmless=0.5, noisy=0.25, compose=0.3, swaps=1):
        """`count` messages, each text once. With swaps > 1, each message comes that often in a row with
        other identities named (only messages that name some), and `group` tells which belong together."""
        seen, given, index = set(), 0, 0
        while given < count and index < 20 * count + 1000:
            first = None
            for swap in range(swaps):
                item = self.message(seed, index, harmless, noisy, compose, swap)
                key = hashlib.blake2b(item["text"].encode("utf-8", "replace"), digest_size=8).digest()
                if key in seen:
                    continue
                seen.add(key)
                if swaps > 1:
                    if first is None:
                        first = item
                    item["group"] = index
                yield item
                given += 1
                if given >= count:
                    return
            index += 1


def counts(langs):
    """Frames by language, force and stance."""
    lines = []
    for lang in langs:
        table = collections.Counter((f.force, f.stance) for f in load_frames(lang))
        if not table:
            continue
        lines.append(f"{lang}: {sum(table.values())} frames, {table[('none', 'own')]} of them harmless")
        lines.append("  " + "force".ljust(10) + "".join(s.rjust(11) for s in STANCES))
        for force in FORCES[:-1]:
            lines.append("  " + force.ljust(10) + "".join(str(table[(force, s)]).rjust(11) for s in STANCES))
    return "\n".join(lines)


def main():
    args = argparse.ArgumentParser(description="Expands the written frames to marked messages.")
    args.add_argument("--lang", default="en", choices=LANGS)
    args.add_argument("--count", type=int, default=100)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--part", default="train", choices=("train", "dev", "all"))
    args.add_argument("--identity", default="invented", choices=("invented", "real"))
    args.add_argument("--harmless", type=float, default=0.5, help="share of messages without any threat")
    args.add_argument("--noise", type=float, default=0.25, help="share of messages with noise")
    args.add_argument("--compose", type=float, default=0.3, help="share of messages put into others")
    args.add_argument("--swaps", type=int, default=1, help="copies of a message with other identities named")
    args.add_argument("--counts", action="store_true", help="count frames instead")
    given = args.parse_args()
    try:
        if given.counts:
            print(counts(LANGS))
            return 0
        corpus = Corpus(given.lang, given.part, given.identity)
        for item in corpus.messages(given.seed, given.count, given.harmless, given.noise, given.compose, given.swaps):
            print(json.dumps(item, ensure_ascii=False))
    except marked.FrameError as error:
        print(f"expand.py: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
