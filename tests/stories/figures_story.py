# SPDX-License-Identifier: Apache-2.0
"""Figures in short news: tests/figures/*.tsv, in English and Arabic, with what a reader takes from each.

tests/figures.py prints the same measure, with --wrong what is found beside and what is missed.
"""
import importlib.util

FLOORS = {"english": {"numbers": 0.0, "whole": 0.0}, "arabic": {"numbers": 0.0, "whole": 0.0}}


def measure(story, name):
    spec = importlib.util.spec_from_file_location("figures", story.root / "tests" / "figures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.measure(story.tocsin, story.root / "tests" / "figures" / f"{name}.tsv")


def floors(story, name):
    got = measure(story, name)
    for what, least in FLOORS[name].items():
        assert got[what] >= least, f"{name}: {what} {got[what]:.3f}, not {least}"


def test_english(story):
    floors(story, "english")


def test_arabic(story):
    floors(story, "arabic")
