#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds a room's lists into the program: embed_lists.py ROOM OUT.cc FILE…"""
import os
import sys

room, out, files = sys.argv[1], sys.argv[2], sorted(sys.argv[3:])


def literal(data: bytes) -> str:
    # Octal escapes are at most three digits, so they never run into the next character.
    lines = data.split(b"\n")
    rows = []
    for i, line in enumerate(lines):
        body = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in line)
        rows.append(f'"{body}' + ('\\n"' if i + 1 < len(lines) else '"'))
    return "\n    ".join(rows)


with open(out, "w", encoding="ascii") as f:
    f.write("// Made by tools/embed_lists.py. Do not edit.\n#include <string_view>\n\n")
    f.write("#ifdef __clang__\n#pragma clang diagnostic ignored \"-Woverlength-strings\"\n#endif\n\n")
    f.write(f"namespace tocsin::{room} {{\n\nstd::string_view list(std::string_view name);\n\n")
    f.write("std::string_view list(std::string_view name) {\n")
    for path in files:
        with open(path, "rb") as g:
            data = g.read()
        f.write(f'  if (name == "{os.path.basename(path)}") return {{\n    {literal(data)},\n    {len(data)}}};\n')
    f.write(f"  return {{}};\n}}\n\n}}  // namespace tocsin::{room}\n")
