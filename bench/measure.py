# SPDX-License-Identifier: Apache-2.0
"""How the bench measures: one whole process at a time, by the system's own account of it, and tables in Markdown.

CPU seconds are user + system of the process with its children; memory is the largest resident size. A process starts with the
size of the one that forked it, so the bench stays small (some 20 MiB is the least it can tell) and lets other processes score.
"""
import os
import pathlib
import statistics
import subprocess
import time
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOCSIN = ROOT / "build" / "tocsin"
CACHE = ROOT / "build" / "bench"
ONE_CORE = ["taskset", "-c", str(max(os.sched_getaffinity(0)))]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


class Run(NamedTuple):
    wall: float
    cpu: float
    mib: float


def measured(arguments, out, environment=None):
    """Runs one process with its output in a file; a process that fails ends the bench with its last words."""
    began = time.perf_counter()
    with open(out, "wb") as f, open(f"{out}.errors", "w+b") as errors:
        process = subprocess.Popen([str(a) for a in arguments], stdout=f, stderr=errors, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            errors.seek(0)
            raise SystemExit(f"{' '.join(map(str, arguments))}: exit {process.returncode}\n{errors.read().decode(errors='replace')[-2000:]}")
    return Run(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def table(head, rows):
    rows = [head, *rows]
    widths = [max(len(str(r[i])) for r in rows) for i in range(len(head))]
    for n, row in enumerate(rows):
        print("| " + " | ".join(str(c).ljust(w) for c, w in zip(row, widths)) + " |")
        if n == 0:
            print("|" + "|".join("-" * (w + 2) for w in widths) + "|")
    print(flush=True)


def spread(values, digits=0):
    """`12200 (11900–12500)`: the median, the least and the most; of a single value, the value."""
    show = lambda v: f"{v:.{digits}f}"
    if len(values) == 1:
        return show(values[0])
    return f"{show(statistics.median(values))} ({show(min(values))}–{show(max(values))})"


def needs(path):
    if path.exists():
        return True
    print(f"left out: {path} is not here\n")
    return False


def offers(command, option):
    """Whether `tocsin COMMAND --help` lists the option."""
    text = subprocess.run([TOCSIN, command, "--help"], capture_output=True, text=True).stdout
    return any(word.rstrip(",") == option for line in text.splitlines() for word in line.replace(",", ", ").split())


def trace_command(threads=1):
    """`tocsin trace`, told how many threads to use where it can be told."""
    return [TOCSIN, "trace", *(["--threads", str(threads)] if offers("trace", "--threads") else [])]
