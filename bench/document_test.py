#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tables reach their marked place and no other, and the places of docs/measures.md are whole."""
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import document  # noqa: E402
from measure import ROOT, spread  # noqa: E402

EMPTY = "a\n<!-- bench: one -->\n<!-- /bench -->\nb\n<!-- bench: two -->\nold\n<!-- /bench -->\nc\n"
CASES = [  # place, text, what the document is afterwards (None: unchanged, and said)
    ("one", "| t |\n", EMPTY.replace("one -->\n", "one -->\n| t |\n")),
    ("two", "new \\1\n\n", EMPTY.replace("old", "new \\1")),
    ("on", "x", None),
    ("three", "x", None),
]


def main() -> int:
    wrong = []
    for place, text, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "d.md"
            path.write_text(EMPTY, encoding="utf-8")
            if document.put(path, place, text) != (expected is not None) or path.read_text(encoding="utf-8") != (expected or EMPTY):
                wrong.append(f"{place}: {path.read_text(encoding='utf-8')!r}")
    for values, expected in (([3, 1, 2], "2.0 (1.0–3.0)"), ([4], "4.0")):
        if spread(values, 1) != expected:
            wrong.append(f"spread: {spread(values, 1)}, not {expected}")
    marks = re.findall(r"<!-- (/?)bench", (ROOT / "docs/measures.md").read_text(encoding="utf-8"))
    if not marks or marks != ["", "/"] * (len(marks) // 2):
        wrong.append("docs/measures.md: an opening mark without its end, or the other way round")
    print("\n".join(wrong) if wrong else "bench: tables reach their places")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
