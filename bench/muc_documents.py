#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""MUC-4's files as NDJSON articles: muc_documents.py FOLDER > muc.ndjson

Each file holds about a hundred reports, "DEV-MUC3-0001 (NOSC)" and then the text, in capitals. The dateline
("SAN SALVADOR, 3 JAN 90 -- [REPORT] [ARMED FORCES PRESS COMMITTEE, COPREFA] [TEXT] …") gives the date and the outlet.
The text stays as it is: the dateline is what a reader sees too.
"""
import json
import pathlib
import re
import sys

MONTHS = {m: i + 1 for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}


def documents(folder: pathlib.Path):
    for path in sorted(folder.glob("*muc[34]*")):
        if path.name.startswith("key"):
            continue
        for part in re.split(r"(?m)^(?=(?:DEV|TST\d)-MUC\d-\d{4})", path.read_text(encoding="utf-8", errors="replace")):
            head = re.match(r"((?:DEV|TST\d)-MUC\d-\d{4})[^\n]*\n", part)
            if not head:
                continue
            text = part[head.end():].strip("\n ") + "\n"
            document = {"id": head[1], "text": text, "lang": "en", "outlet": "wire report"}
            date = re.search(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b", text[:400])
            if date:
                document["published"] = f"19{date[3]}-{MONTHS[date[2]]:02d}-{int(date[1]):02d}T00:00:00Z"
            giver = re.search(r"-- \[[A-Z ]+\] \[([A-Z][^\]]{3,60})\]", text[:400])
            if giver:
                document["outlet"] = " ".join(giver[1].split())
            yield document


if __name__ == "__main__":
    for d in documents(pathlib.Path(sys.argv[1])):
        print(json.dumps(d, ensure_ascii=False))
