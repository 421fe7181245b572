# SPDX-License-Identifier: Apache-2.0
"""The places of invented news (tests/places) are found and resolved as marked; the floors lie just below what was measured."""
import sys


def test_places_of_the_marked_set(story):
    sys.path.insert(0, str(story.root / "tests" / "places"))
    import score_places

    errors = []
    files = [story.root / "tests" / "places" / "news.tsv"]
    counts = score_places.score(story.tocsin, story.root / "build" / "gazetteer.bin", files, errors)
    marked, found, same, right = counts["news", ""]
    assert score_places.f1((marked, found, same)) >= 0.96 and right >= 0.94 * same, "\n".join(errors)
