# SPDX-License-Identifier: Apache-2.0
"""The public sets whose licence allows weights to be shipped → messages with as much of their labels as is known.

    from public import read_public
    for message in read_public(pathlib.Path("../shared/data/train")): …

    training/public.py --data DIR        # counts only; texts are never printed

None of the sets says who asserts a threat: quoted ones are labelled like the rest. So threats count less than a whole
message, and what a set does not know is left open. Of abusive posts in sets without a label for threats only those without a word of violence
count as harmless. User names are dropped, links become "http". The sets and their licences: models/README.md.
"""

import argparse
import collections
import csv
import pathlib
import re
import zlib

from messages import Message, harmless, threatening

csv.field_size_limit(1 << 24)

USER = re.compile(r"(?<![\w.])@\w+:?")
RETWEET = re.compile(r'^\W*RT\s+(?=@|:|")')
LINK = re.compile(r"https?:?/*\S*|\bwww\.\S+|\bt\.co/\S+")
ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
BLANKS = re.compile(r"\s+")
# Stems after which an abusive post may hold a threat that its set has no label for.
VIOLENCE = re.compile(r"\b(kill|shoot|shot|stab|hang|lynch|burn|bomb|beat|punch|kick|slap|die|dead|death|gas|execut|murder|rape|"
                      r"smack|hurt|whoop|choke|throw|nuke|gun|knife|behead|crush|destroy|tu[ée]|mort|crever?|frapp|br[ûu]l|pend|"
                      r"violer)|قتل|يقتل|اقتل|موت|ذبح|حرق|ضرب|سحق|شنق|رصاص|دم|ابيد|اباد", re.IGNORECASE)
# An even sample of the harmless ones; all threats stay.
MOST = {"toxic_spans": 6500, "implicit_hate": 8500, "mlma": 6000, "davidson": 4500, "crisislex": 6500, "muc4": 1500,
        "tatoeba": 9000, "gum": 1500}


def clean(text: str) -> str:
    text = RETWEET.sub("", text)
    text = LINK.sub("http", USER.sub("", text))
    for written, meant in ENTITY.items():
        text = text.replace(written, meant)
    return BLANKS.sub(" ", text).strip().strip('"').strip()


def part_of(key: str) -> str:
    """The same tenths as shared/tools/threat_gold.py: one for dev, one for test."""
    tenth = zlib.crc32(key.encode()) % 10
    return "dev" if tenth == 0 else "test" if tenth == 1 else "train"


def rows(path: pathlib.Path, delimiter=","):
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def abusive(text, lang, name, weight, part) -> Message:
    message = harmless(text, lang, name, weight, part)
    if VIOLENCE.search(text):
        message.threat = None
    return message


def toxic_spans(data):
    kinds, judged = collections.defaultdict(list), collections.defaultdict(list)
    for row in rows(data / "spans.csv"):
        kinds[row["annotation"]].append(row["type"])
    for row in rows(data / "annotations.csv"):
        judged[row["comment_id"]].append((kinds[row["annotation"]], row["all toxic"] == "True"))
    for row in rows(data / "comments.csv"):
        judges, key = judged[row["comment_id"]], f"toxic_spans/{row['comment_id']}"
        if not judges:
            continue
        share = sum("Threat" in found for found, _ in judges) / len(judges)
        if share >= 0.3:
            yield threatening(row["comment_text"], "en", "toxic_spans", 0.2 + 0.6 * share, part_of(key))
        elif share == 0:
            yield harmless(row["comment_text"], "en", "toxic_spans", 1.0, part_of(key))


def implicit_hate(data):
    for i, row in enumerate(rows(data / "implicit_hate_v1_stg1_posts.tsv", "\t")):
        part = part_of(f"implicit_hate/1-{i}")
        if row["class"] == "not_hate":
            yield harmless(row["post"], "en", "implicit_hate", 1.0, part)
        elif row["class"] == "explicit_hate":
            yield abusive(row["post"], "en", "implicit_hate", 0.7, part)
    for i, row in enumerate(rows(data / "implicit_hate_v1_stg2_posts.tsv", "\t")):
        part = part_of(f"implicit_hate/2-{i}")
        if row["implicit_class"] == "threatening":
            yield threatening(row["post"], "en", "implicit_hate", 0.5, part)
        elif row["implicit_class"] != "incitement":
            yield harmless(row["post"], "en", "implicit_hate", 0.8, part)


def hatemoji(data):
    for name, part in (("train", "train"), ("validation", "dev")):
        for row in rows(data / f"{name}.csv"):
            make = threatening if row["type"].startswith("threat") else harmless
            yield make(row["text"], "en", "hatemoji", 0.9, part)


def mlma(data):
    for lang in ("en", "ar", "fr"):
        for row in rows(data / f"{lang}_dataset.csv"):
            feelings, part = set(row["sentiment"].split("_")), part_of(f"mlma/{lang}-{row['HITId']}")
            if feelings == {"normal"}:
                yield harmless(row["tweet"].replace("@url", "http"), lang, "mlma", 0.7, part)
            else:
                yield abusive(row["tweet"].replace("@url", "http"), lang, "mlma", 0.5, part)


def davidson(data):
    for row in rows(data / "labeled_data.csv"):
        make = harmless if row["class"] == "2" else abusive
        yield make(row["tweet"], "en", "davidson", 0.7, part_of(f"davidson/{row['']}"))


def crisislex(data):
    """Reports of disasters and attacks: the hard negatives. Each text once."""
    seen = set()
    for path in sorted(data.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            for n, row in enumerate(reader):
                if len(row) < 2:
                    continue
                key = " ".join(re.sub(r"\W+", " ", clean(row[1]).lower()).split())
                if key not in seen:
                    seen.add(key)
                    yield harmless(row[1], "und", "crisislex", 1.0, part_of(f"crisislex/{path.stem}/{n}"), {"none", "warns"})


def muc4(data):
    """Reports in capitals, sentence by sentence, half of them as people write."""
    for folder in sorted(data.glob("dev/*")):
        text = re.sub(r"\[[^\]]*\]|--", " ", folder.read_text(encoding="utf-8", errors="replace"))
        text = re.sub(r"DEV-MUC3-\d+ \(.*?\)", "\n\n", text)
        for n, sentence in enumerate(re.split(r"(?<=[.?!])\s{2,}|\n\s*\n", text)):
            sentence = BLANKS.sub(" ", sentence).strip()
            if 40 <= len(sentence) <= 500:
                key = f"muc4/{folder.name}/{n}"
                if zlib.crc32(key.encode()) & 16:
                    sentence = sentence.capitalize()
                yield harmless(sentence, "en", "muc4", 0.8, part_of(key))


def tatoeba(data):
    for foreign in sorted(path for path in data.glob("en-*.*") if path.suffix != ".en"):
        lang = foreign.suffix[1:]
        english = foreign.with_suffix(".en").read_text(encoding="utf-8").splitlines()
        for n, (line, other) in enumerate(zip(foreign.read_text(encoding="utf-8").splitlines(), english)):
            if not VIOLENCE.search(other):
                key = f"tatoeba/{foreign.stem}/{n}"  # of a pair: a sentence and its translation are in one part
                for text, of in ((line, lang), (other, "en")):
                    yield Message(text, of, "tatoeba", frozenset({"none"}), frozenset({"own"}), False, [], 1.0, part_of(key))


def uner_ewt(data):
    for line in (data / "en_ewt-ud-dev.iob2").read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            yield harmless(line[9:], "en", "uner_ewt", 0.8, part_of(f"uner/{line}"))


def gum(data):
    train = {line.split("\t")[0] for line in (data / "splits.tsv").read_text().splitlines() if line.endswith("\ttrain")}
    for path in sorted((data / "conllu").glob("*.conllu")):
        if path.stem in train:
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("# text = "):
                    yield harmless(line[9:], "en", "gum", 1.0, part_of(f"gum/{line}"))


SETS = (toxic_spans, implicit_hate, hatemoji, mlma, davidson, crisislex, muc4, tatoeba, uner_ewt, gum)


def read_public(data: pathlib.Path) -> list[Message]:
    """All sets, in order, each text once; of the largest an even sample."""
    out, seen = [], set()
    for read in SETS:
        name = read.__name__
        if not (data / name).is_dir():
            raise SystemExit(f"{data / name}: not there; see models/README.md for where each set comes from")
        messages = []
        for message in read(data / name):
            message.text = clean(message.text)[:2000]
            if message.text and message.text not in seen:
                seen.add(message.text)
                messages.append(message)
        most = MOST.get(name, len(messages))
        messages.sort(key=lambda message: (not message.threat, zlib.crc32(message.text.encode())))
        out += messages[:most]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    messages = read_public(parser.parse_args().data)
    count = collections.Counter((m.set, {True: "threat", False: "harmless", None: "open"}[m.threat]) for m in messages)
    for (name, what), n in sorted(count.items()):
        print(f"{name:14} {what:9} {n}")
    serious = re.compile(r"\b(kill|shoot|shot|stab)", re.IGNORECASE)
    sides = collections.Counter((m.threat, serious.search(m.text).group(1).lower()) for m in messages if serious.search(m.text))
    for (threat, verb), n in sorted(sides.items(), key=str):
        print(f"with {verb:6} threat={threat}  {n}")


if __name__ == "__main__":
    main()
