#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the house to its one direction (DESIGN, docs/architecture.md): who may include whom, and where each library ends.

public door ← core ← text ← stages ← engine ← cli. Prints each include that goes another way; exit 1 if there is one.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
STAGES = ["ingest", "trace", "read", "record", "link", "brief", "store", "follow", "deliver"]
MAY = {"core": ["core"], "text": ["core", "text"], "engine": ["core", "text", "engine", *STAGES], "cli": ["cli"]}
MAY.update({stage: ["core", "text", stage] for stage in STAGES})
# A library is included in these files only.
HOME = {
    "openssl/": ["core/hash.cc", "core/timestamp.cc"], "sodium.h": ["core/hash.cc"], "xxhash.h": ["core/hash.cc"], "simdjson.h": ["core/json.cc"],
    "openvino/": ["read/network.cc"], "hnswlib/": ["read/neighbours.cc"], "sqlite3.h": ["store/sqlite.cc"], "gumbo.h": ["ingest/dom.cc"],
    "pugixml": ["ingest/feed_xml.cc"], "archive.h": ["ingest/archive.cc", "ingest/archived_test.cc"],
    "archive_entry.h": ["ingest/archive.cc", "ingest/archived_test.cc"], "zlib.h": ["ingest/inflate.cc"],
    "CLI/": ["cli/parse.cc"], "curl/": ["core/http.cc"], "toml++/": ["cli/toml_file.cc"],
    "unicode/": ["core/clock.cc", "text/unicode.cc", "text/shaped.cc", "text/twin_test.cc", "ingest/charset.cc"],
}


def main() -> int:
    wrong = []
    for path in sorted((ROOT / "src").rglob("*.[ch]*")) + sorted((ROOT / "include").rglob("*.h")):
        if path.suffix not in (".cc", ".h"):
            continue
        public = "include" in path.relative_to(ROOT).parts[:1]
        name = str(path.relative_to(ROOT / ("include" if public else "src")))
        room = "public" if public else name.split("/")[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            m = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not m:
                continue
            quote, target = m.groups()
            where = f"{path.relative_to(ROOT)}:{number}"
            for library, homes in HOME.items():
                if target.startswith(library) and name not in homes:
                    wrong.append(f"{where}: {target} belongs in {' or '.join(homes)}")
            if quote == '"':
                to = target.split("/")[0]
                if to == "tocsin":
                    continue
                if public or to not in MAY[room]:
                    wrong.append(f"{where}: {room} may not include {target}")
            elif public and "/" in target:
                wrong.append(f"{where}: the public door takes the standard library only")
    print("\n".join(wrong) if wrong else "layers: one direction")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
