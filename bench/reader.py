#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast the trained reader reads: bench/reader.py [--reader models/reader] [--lines FILE…] [--torch PYTHON] [--rounds 5]

Prints, for one core and one thread, a CPU second each: sentences of 32 pieces through the first network in Tocsin and, where a
Python with torch is at hand (`make train` installs one), the same network in PyTorch, and through the second; messages through the filter,
where there is one; messages to threats, by filter and networks together; and `tocsin read` as a whole process, reading and printing too. Rounds run in turn, so that a busy machine slows
both sides. `bench/bench.py --only reader` is this.
"""
import argparse
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from measure import ONE_CORE, ONE_THREAD, ROOT, TOCSIN, measured, spread, table

TORCH_AT = ROOT / "build" / "train" / "venv" / "bin" / "python"

TORCH = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
import torch, network
torch.set_num_threads(1); torch.manual_seed(1)
shape = json.loads(sys.argv[2])
reader = network.Reader(network.Shape(**shape)).eval()
ids = torch.randint(4, shape["rows"], (16, 32)); mask = torch.ones(16, 32, dtype=torch.long)
with torch.inference_mode():
    reader(ids, mask)
    begin, n = time.process_time(), 0
    while time.process_time() - begin < 3:
        reader(ids, mask); n += 16
    print(n / (time.process_time() - begin))
"""


def lines_of(paths, most):
    out = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            out += [line.rstrip("\n") for _, line in zip(range(most), file) if line.strip()]
    return out


def run(program, folder, what, lines):
    done = subprocess.run([*ONE_CORE, str(program), str(folder), *what], input="\n".join(lines) + "\n", capture_output=True, text=True,
                          env={**os.environ, **ONE_THREAD})
    if done.returncode:
        sys.exit(f"reader.py: {done.stderr.strip()}")
    return float(done.stderr.split()[-1]), done.stdout


@contextlib.contextmanager
def alone(reader, network):
    """A folder in which one of the reader's networks reads alone and is asked of everything."""
    about = json.loads((reader / "reader.json").read_text())
    with tempfile.TemporaryDirectory() as empty:
        folder = pathlib.Path(empty)
        for made, name in (("reader.xml", f"{network}.xml"), ("reader.bin", "reader.bin"), ("pieces.bin", "pieces.bin")):
            os.symlink((reader / name).resolve(), folder / made)
            about["files"][made] = about["files"][name]
        about["files"] = {name: about["files"][name] for name in ("reader.xml", "reader.bin", "pieces.bin")}
        about.pop("second", None)
        about.pop("filter", None)
        (folder / "reader.json").write_text(json.dumps(about))
        yield folder


def part(shared, reader=ROOT / "models" / "reader", rounds=5, torch=None, lines=()) -> None:
    torch = torch or (TORCH_AT if TORCH_AT.exists() else None)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "reader_lines"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    program = ROOT / "build" / "release" / "reader_lines"
    lines = lines_of(lines or sorted((shared / "data/train/tatoeba").glob("en-*.*")), 2000)
    if not lines:
        sys.exit("reader.py: no lines to read; give --lines FILE")
    about = json.loads((reader / "reader.json").read_text())
    print("### The trained reader's speed\n")
    rates = {}
    for _ in range(rounds):
        for network in ("reader", "second") if "second" in about else ("reader",):
            with alone(reader, network) as folder:
                seconds, out = run(program, folder, ["heads", "32"], lines)
            rates.setdefault(f"{'first' if network == 'reader' else network} network, sentences of 32 pieces", []).append(int(out) / seconds)
        if torch:
            shape = {"rows": about["rows"], "width": about["width"], "layers": about["layers"], "heads": about.get("heads", about["width"] // 64),
                     "inner": about.get("inner", 4 * about["width"])}
            done = subprocess.run([*ONE_CORE, str(torch), "-c", TORCH, str(ROOT / "training"), json.dumps(shape)], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"reader.py: {done.stderr[-500:]}")
            rates.setdefault("the first in PyTorch (f32)", []).append(float(done.stdout))
        if (reader / "filter.bin").exists():
            many = lines * 10
            rates.setdefault("filter, messages", []).append(len(many) / run(program, reader, ["filter"], many)[0])
        rates.setdefault("threats (filter, networks, decoding), messages", []).append(len(lines) / run(program, reader, ["threats"], lines)[0])
        rates.setdefault("`tocsin read`, the whole process, messages", []).append(whole(reader, lines))
    mean = sum(len(line.encode()) for line in lines) / len(lines)
    print(f"{about['layers']} layers of {about['width']}; {len(lines)} texts of {mean:.0f} bytes; a CPU second, one core, {rounds} rounds: middle (least to most)\n")
    table(["what", "a CPU second"], [[name, spread(values)] for name, values in rates.items()])


def whole(reader, lines) -> float:
    with tempfile.TemporaryDirectory() as folder:
        documents = pathlib.Path(folder) / "in.ndjson"
        documents.write_text("".join(json.dumps({"id": str(n), "text": line}) + "\n" for n, line in enumerate(lines)))
        done = measured([*ONE_CORE, TOCSIN, "read", "--model", reader, documents], pathlib.Path(folder) / "out", ONE_THREAD)
    return len(lines) / done.cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=pathlib.Path, default=ROOT / "models" / "reader")
    parser.add_argument("--lines", type=pathlib.Path, nargs="*", default=(), help="texts, one a line (else what Tatoeba has in ../shared)")
    parser.add_argument("--torch", help="a Python that has torch")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    part(ROOT.parent / "shared", options.reader, options.rounds, options.torch, options.lines)


if __name__ == "__main__":
    main()
