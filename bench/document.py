# SPDX-License-Identifier: Apache-2.0
"""A part's tables, printed and put into their marked place in a document.

    <!-- bench: peers-100000 -->
    …replaced by what the part printed…
    <!-- /bench -->
"""
import os
import pathlib
import re
import sys


def printed(part):
    """Runs a part in a child, so that what it read does not count as memory of the next part's programs; shows and returns its words."""
    sys.stdout.flush()
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(readable)
            os.dup2(writable, 1)
            os.close(writable)
            part()
            code = 0
        except SystemExit as e:
            print(e, file=sys.stderr)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.close(writable)
    words = []
    with open(readable, encoding="utf-8") as lines:
        for line in lines:
            words.append(line)
            print(line, end="", flush=True)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("bench: a part failed")
    return "".join(words)


def put(path: pathlib.Path, place: str, text: str) -> bool:
    """Replaces what stands in the marked place. A document without it stays as it is, and that is said."""
    old = path.read_text(encoding="utf-8")
    marked = re.compile(rf"(<!-- bench: {re.escape(place)} -->\n).*?(<!-- /bench -->)", re.DOTALL)
    new, count = marked.subn(lambda m: f"{m[1]}{text.rstrip()}\n{m[2]}", old)
    if not count:
        print(f"bench: {path} has no place for {place}", file=sys.stderr)
        return False
    path.write_text(new, encoding="utf-8")
    return True
