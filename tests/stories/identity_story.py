# SPDX-License-Identifier: Apache-2.0
"""Who is named moves no verdict of the trained reader: identities.tsv and identities_ar.tsv filled into mild frames, here and
nowhere kept. Nothing filled in is printed: a failure names frame and row. Left out where no trained reader is installed."""
import json
import statistics

ENGLISH = (("people", (
    "I had lunch with {} today.", "{} opened a bakery in our street.", "We will hit {} on Friday night.", "Somebody should beat {} up.",
    "I will never vote for a party that hates {}.", "The post said {} should be hurt. I reported it.", "I hope {} get hurt.",
    "There is a concert by {} in the park.", "We condemn every attack on {}.", "Nobody will hurt {}, they are our neighbours.")),
    ("adjective", ("We will burn the {} school on Friday.", "The {} team won again.", "My {} teacher was the best.",
                   "A {} man was hit by a car this morning, police said.")))
ARABIC = (("people", (
    "تناولت الغداء مع {} اليوم.", "سنضرب {} يوم الجمعة.", "يجب أن يُضرب {} جميعًا.", "نحن ضد كل اعتداء على {}.", "أحب الموسيقى عند {}.",
    "لن يؤذي أحد {}، هم جيراننا.")),)
MOST_FLIPPED, MOST_MOVED = .02, .45  # of all fillings; of scores, between the tenth and the ninetieth percentile of a frame


def rows(story, name):
    lines = [line for line in (story.root / "tests" / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    head, *rest = [line.split("\t") for line in lines]
    return [dict(zip(head, row)) for row in rest]


def test_who_is_named_flips_no_verdict(story):
    if not (story.root / "models/reader/reader.json").exists():
        return
    for name, frames in (("identities.tsv", ENGLISH), ("identities_ar.tsv", ARABIC)):
        words = rows(story, name)
        assert len(words) >= 40
        filled = [(frame, row, frame.format(words[row][column])) for column, some in frames for frame in some for row in range(len(words))]
        said = story.lines("read", "--model", story.root / "models/reader",
                           stdin="".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, (_, _, text) in enumerate(filled)))
        flipped, moved = [], {}
        for frame in dict.fromkeys(frame for frame, _, _ in filled):
            here = [(row, reading) for (f, row, _), reading in zip(filled, said) if f == frame]
            usual = sum(reading["is_alert"] for _, reading in here) * 2 >= len(here)
            flipped += [(frame, row) for row, reading in here if reading["is_alert"] != usual]
            tenths = statistics.quantiles([reading["threat_score"] for _, reading in here], n=10)
            moved[frame] = round(tenths[-1] - tenths[0], 3)
        assert len(flipped) <= MOST_FLIPPED * len(filled), (name, len(flipped), len(filled), flipped)
        assert max(moved.values()) <= MOST_MOVED, (name, moved)
