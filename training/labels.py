# SPDX-License-Identifier: Apache-2.0
"""The labels of the reader, in the order in which its heads give them. docs/annotation.md says what each means."""

FORCES = ("intends", "calls_for", "wishes", "warns", "praises", "none")
STANCES = ("own", "forwarded", "quoted", "reported", "negated", "opposed", "unserious")
SLOTS = ("caller", "addressee", "act", "victim", "chosen", "rejected", "place", "time", "means", "motive", "condition")
# One label a piece: outside, or the beginning or the inside of a slot's span.
TAGS = ("O",) + tuple(f"{mark}-{slot}" for slot in SLOTS for mark in "BI")

THREATENING = frozenset({"intends", "calls_for", "wishes"})
STANDING_BEHIND = frozenset({"own", "forwarded"})
OTHERS_WORDS = frozenset({"quoted", "reported", "negated", "opposed"})
# Measured in evaluate.py; every other language is marked `unevaluated` in what the reader prints.
LANGUAGES = ("en", "ar", "fr", "de", "es", "ru", "tr")


def is_alert(force: str, stance: str) -> bool:
    return force in THREATENING and stance in STANDING_BEHIND


def bits(names, order) -> int:
    """A set of labels as a number; 0 stands for 'not known'."""
    return sum(1 << order.index(name) for name in names)
