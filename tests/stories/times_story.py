# SPDX-License-Identifier: Apache-2.0
"""The times of invented news (tests/times) are found and valued as marked; the floors lie just below what was measured."""
import sys

FLOORS = {"english": (0.98, 0.98), "arabic": (0.98, 0.98), "fresh": (0.97, 0.97), "fresh_ar": (0.96, 0.95),
          "fresh_en": (0.95, 0.93), "news_en": (0.96, 0.91), "news_ar": (0.95, 0.93), "narrative": (0.97, 0.94)}   # strict, value


def test_times_of_the_marked_sets(story):
    sys.path.insert(0, str(story.root / "tests" / "times"))
    import score

    files = sorted((story.root / "tests" / "times").glob("*.tsv"))
    assert {f.stem for f in files} == set(FLOORS)
    errors = []
    counts = score.score(story.tocsin, files, errors)
    for name, (strict, value) in FLOORS.items():
        count = counts[name, ""]
        assert count.f1("strict") >= strict and count.f1("value") >= value, f"{name}: {count}\n" + "\n".join(errors)


def test_numbers_that_are_no_times(story):
    sys.path.insert(0, str(story.root / "tests" / "times"))
    import score

    for name in ("english", "arabic"):
        rows = [r for r in score.load(story.root / "tests" / "times" / f"{name}.tsv") if r["class"] == "none"]
        found = score.read(story.tocsin, rows)
        assert sum(map(len, found.values())) <= 2, found
