#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the stories: tests that need the whole program.

    stories.py [--tocsin build/tocsin] [--rewrite] [--long] [NAME…]

A story is either a file tests/stories/NAME.story, in parts that begin with a line of '=== ':
    === what it shows, in words
    === file messages.ndjson         a file that is there when the command runs (any number)
    === run tocsin trace messages.ndjson
    === exit 0                       (0 when it is not said)
    === notices                      what stands on standard error, exactly (nothing when it is not said)
    === prints                       what stands on standard output, exactly; --rewrite writes this part and the notices anew
or a function test_… in tests/stories/NAME_story.py that takes a Story (below) and asserts; test_long_… only with --long.
Ends with "stories: N passed, N failed".
"""
import argparse
import importlib.util
import inspect
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Story:
    """What a story function gets: the program, a folder of its own, and the samples."""

    def __init__(self, tocsin: pathlib.Path, folder: pathlib.Path):
        self.tocsin, self.folder, self.root = tocsin, folder, ROOT
        self.samples = ROOT / "samples" / "story"

    def run(self, *arguments, stdin=None, expect=0, cwd=None, env=None, text=True):
        """Runs tocsin; asserts the exit code; returns the finished process."""
        done = subprocess.run([str(self.tocsin), *map(str, arguments)], input=stdin, capture_output=True, text=text,
                              cwd=cwd or self.folder, env={**os.environ, **(env or {})}, timeout=600)
        assert expect is None or done.returncode == expect, (
            f"tocsin {' '.join(map(str, arguments))}: exit {done.returncode}, not {expect}\n{done.stderr[-2000:]}")
        return done

    def json(self, *arguments, **named):
        return json.loads(self.run(*arguments, **named).stdout)

    def lines(self, *arguments, **named):
        return [json.loads(line) for line in self.run(*arguments, **named).stdout.splitlines()]

    def write(self, name: str, content) -> pathlib.Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def scan_samples(self, *more, **named):
        """The samples' findings; run from the project's root, so that paths in the output are the same everywhere."""
        return self.json("scan", "samples/story/export", "samples/story/articles", "--format", "json", *more, cwd=ROOT, **named)


def parts_of(path: pathlib.Path):
    parts, head, body = [], None, []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("=== "):
            if head is not None:
                parts.append([head, "".join(body)])
            head, body = line[4:].rstrip("\n"), []
        else:
            body.append(line)
    parts.append([head, "".join(body)])
    return parts


def run_file(path: pathlib.Path, tocsin: pathlib.Path, rewrite: bool):
    parts = parts_of(path)
    with tempfile.TemporaryDirectory() as name:
        folder, command, code, expected, notices = pathlib.Path(name), None, 0, None, ""
        for head, body in parts:
            word, _, rest = head.partition(" ")
            if word == "file":
                (folder / rest).parent.mkdir(parents=True, exist_ok=True)
                (folder / rest).write_text(body, encoding="utf-8")
            elif word == "run":
                command = rest
            elif word == "exit":
                code = int(rest)
            elif word == "prints":
                expected = body
            elif word == "notices":
                notices = body
        words = [str(tocsin) if w == "tocsin" else w for w in shlex.split(command)]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, f"exit {done.returncode}, not {code}\n{done.stderr[-2000:]}"
    if rewrite:
        kept = [p for p in parts if p[0].split(" ")[0] not in ("prints", "notices")]
        if done.stderr:
            kept.append(["notices", done.stderr])
        kept.append(["prints", done.stdout])
        path.write_text("".join(f"=== {head}\n{body}" for head, body in kept), encoding="utf-8")
        return
    for what, got, wanted in (("prints", done.stdout, expected), ("notices", done.stderr, notices)):
        assert got == wanted, f"{what}:\n--- expected\n{wanted}\n--- got\n{got}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tocsin", default=ROOT / "build" / "tocsin", type=pathlib.Path)
    parser.add_argument("--rewrite", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    tocsin = args.tocsin.resolve()
    stories = []
    for path in sorted((ROOT / "tests" / "stories").glob("*.story")):
        stories.append((path.stem, lambda p=path: run_file(p, tocsin, args.rewrite)))
    sys.path.insert(0, str(ROOT / "tests" / "stories"))   # one story may use what another has
    for path in sorted((ROOT / "tests" / "stories").glob("*_story.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("test_") or (name.startswith("test_long_") and not args.long):
                continue

            def run(f=function):
                folder = pathlib.Path(tempfile.mkdtemp(prefix="tocsin-story-"))
                try:
                    f(Story(tocsin, folder))
                finally:
                    shutil.rmtree(folder, ignore_errors=True)

            stories.append((f"{path.stem}.{name}", run))
    passed = failed = 0
    for name, run in stories:
        if args.names and not any(re.search(n, name) for n in args.names):
            continue
        try:
            run()
            passed += 1
        except Exception:  # a story fails by whatever it raises; the next one still runs
            failed += 1
            print(f"FAILED {name}\n{traceback.format_exc(limit=-2)}")
    print(f"stories: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
