#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `standoff.py --self-test` runs: one article that is right, and lines made to fail."""
import sys

import standoff


def self_test():
    known = {"x": {"id": "x", "text": "POLICE SAID TWO\nMEN AND TWO MEN DIED.\n"}}
    figure = {"n": 1, "q": "TWO MEN", "nth": 1, "effect": "killed", "category": "men", "qualifier": "exactly", "min": 2, "max": 2, "by": 2, "of": None, "status": "attributed", "incident": 3}
    said = {"n": 2, "manner": "indirect", "source": ["POLICE", 1], "cue": ["SAID", 1], "content": [["TWO MEN AND TWO MEN DIED", 1]], "told_to": None, "role": None, "affiliation": None}
    event = {"n": 3, "what": "fire", "killed": [2, 2], "injured": None, "main": True}
    claim = {"n": 4, "q": "DIED", "nth": 1, "status": "unclear", "mark": None, "by": 2}

    def line(**change):
        lists = {"figures": figure, "statements": said, "incidents": event, "claims": claim}
        return {"id": "x"} | {key: [one | change.get(key, {})] for key, one in lists.items()}
    one = standoff.packed(line(), known)
    assert one["figures"][0]["begin"] == 24 and not list(standoff.notes(one)) and standoff.packed(line(figures={"nth": 2}), known)["figures"][0]["begin"] == 24
    assert standoff.gold(one, known["x"])["figures"][0]["span"]["text"] == "TWO MEN" and one["statements"][0]["content"] == [[12, 36]]
    for wrong in ({"figures": {"nth": 3}}, {"figures": {"q": "THREE"}}, {"figures": {"q": "TWO "}}, {"figures": {"effect": "dead"}}, {"figures": {"category": "dogs"}}, {"figures": {"max": 3}},
                  {"figures": {"by": 9}}, {"figures": {"by": None}}, {"figures": {"of": 1}}, {"figures": {"incident": 2}}, {"figures": {"n": 2}}, {"figures": {"colour": 1}}, {"statements": {"manner": "loud"}},
                  {"statements": {"cue": ["SAID TWO", 1]}}, {"statements": {"role": ["POLICE SAID", 1]}}, {"statements": {"content": [{"from": ["DIED", 1], "to": ["TWO MEN", 1]}]}},
                  {"claims": {"status": "true"}}, {"claims": {"by": 1}}, {"incidents": {"main": False}}, {"incidents": {"killed": 2}}):
        try:
            standoff.packed(line(**wrong), known)
        except standoff.Fault:
            continue
        sys.exit(f"standoff.py: nothing was found wrong with {wrong}")
    try:
        standoff.gold(one, {"id": "x", "text": "ANOTHER\n"})
    except standoff.Fault:
        return print("standoff.py: self-test passed")
    sys.exit("standoff.py: another text was taken")


if __name__ == "__main__":
    self_test()
