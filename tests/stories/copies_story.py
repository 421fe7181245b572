# SPDX-License-Identifier: Apache-2.0
"""Copies are found whatever was done to them, and posts of one wording about different facts stay apart (tests/attacks)."""
import importlib.util
import subprocess
import sys


# What is to be found nearly always.
SURE = ("exact", "forward", "signature", "edit", "full_width", "math", "entities", "reversed", "dotless", "letter_spacing", "hashtags",
        "invisible", "combining")


def scored(s, seed):
    """2,000 invented messages through `trace`: the score by operation and kind."""
    attacks, files = s.root / "tests" / "attacks", [s.folder / name for name in ("m.ndjson", "m.tsv", "kinds.tsv")]
    subprocess.run([sys.executable, attacks / "make_copies.py", "2000", "--seed", str(seed), "--words", "invented", "--out", files[0],
                    "--truth", files[1], "--kinds", files[2]], check=True, capture_output=True, timeout=120)
    spec = importlib.util.spec_from_file_location("score_by_kind", attacks / "score_by_kind.py")
    score_by_kind = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score_by_kind)
    return score_by_kind.score(files[1], s.run("trace", files[0]).stdout.splitlines(), files[2])[0]


def test_made_copies_are_tied_to_their_families_and_templates_are_not(s):
    result = scored(s, seed=1)
    assert result["messages"] == 2000
    for what, floor in (("precision", .99), ("recall", .97), ("attached", .98), ("to_first", .97)):
        assert result[what] >= floor, f"{what} {result[what]:.4f}, not {floor}"
    plain = {name: row for name, row in result["operations"].items() if name in SURE}
    assert {"exact", "forward", "signature", "edit"} <= plain.keys()
    for name, (rows, attached, _) in plain.items():
        assert attached >= .9 * rows, f"{name}: {attached} of {rows}"
    rows, joined, _ = (sum(column) for column in zip(*(row for name, row in result["negatives"].items())))
    assert joined <= .01 * rows, f"{joined} of {rows} messages that copy nothing are tied to strangers"


def test_made_copies_are_the_same_bytes_twice(s):
    made = []
    for name in ("a", "b"):
        out = s.folder / name
        subprocess.run([sys.executable, s.root / "tests" / "attacks" / "make_copies.py", "300", "--words", "invented", "--out", out, "--truth",
                        s.folder / (name + ".tsv")], check=True, capture_output=True, timeout=120)
        made.append((out.read_bytes(), (s.folder / (name + ".tsv")).read_bytes()))
    assert made[0] == made[1] and made[0][0].count(b"\n") == 300
