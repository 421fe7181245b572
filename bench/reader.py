#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast the trained reader reads: bench/reader.py [--reader models/reader] [--lines FILE…] [--torch PYTHON] [--rounds 5]

Prints, for one core and one thread, a CPU second each: sentences of 32 pieces through the network in Tocsin and, where a
Python with torch is given, the same network in PyTorch; messages through the filter; whole lines to threats. Rounds run in turn,
so that a busy machine slows both sides. The program is the one ninja builds: `ninja -C build/release reader_lines`.
"""
import argparse
import json
import pathlib
import subprocess
import sys

from measure import ONE_CORE, ONE_THREAD, ROOT, spread, table

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
    import os
    done = subprocess.run([*ONE_CORE, str(program), str(folder), *what], input="\n".join(lines) + "\n", capture_output=True, text=True,
                          env={**os.environ, **ONE_THREAD})
    if done.returncode:
        sys.exit(f"reader.py: {done.stderr.strip()}")
    return float(done.stderr.split()[-1]), done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=pathlib.Path, default=ROOT / "models" / "reader")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "release" / "reader_lines")
    parser.add_argument("--lines", type=pathlib.Path, nargs="*", help="texts, one a line (else what Tatoeba has in ../shared)")
    parser.add_argument("--torch", help="a Python that has torch")
    parser.add_argument("--training", type=pathlib.Path, default=ROOT / "training")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    paths = options.lines or sorted((ROOT.parent / "shared/data/train/tatoeba").glob("en-*.*"))
    lines = lines_of(paths, 2000)
    if not lines:
        sys.exit("reader.py: no lines to read; give --lines FILE")
    about = json.loads((options.reader / "reader.json").read_text())
    rates = {}
    for _ in range(options.rounds):
        seconds, out = run(options.program, options.reader, ["heads", "32"], lines)
        rates.setdefault("network, sentences of 32 pieces", []).append(int(out) / seconds)
        if options.torch:
            shape = {"rows": about["rows"], "width": about["width"], "layers": about["layers"], "heads": about.get("heads", about["width"] // 64),
                     "inner": about.get("inner", 4 * about["width"])}
            done = subprocess.run([*ONE_CORE, options.torch, "-c", TORCH, str(options.training), json.dumps(shape)], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"reader.py: {done.stderr[-500:]}")
            rates.setdefault("the same in PyTorch (f32)", []).append(float(done.stdout))
        many = lines * 10
        rates.setdefault("filter, messages", []).append(len(many) / run(options.program, options.reader, ["filter"], many)[0])
        rates.setdefault("whole: filter, network, decoding, messages", []).append(
            len(lines) / run(options.program, options.reader, ["threats"], lines)[0])
    mean = sum(len(line.encode()) for line in lines) / len(lines)
    print(f"{options.reader.name}: {about['layers']} layers of {about['width']}; {len(lines)} texts of {mean:.0f} bytes; a CPU second, one core\n")
    table(["what", "a CPU second"], [[name, spread(values)] for name, values in rates.items()])


if __name__ == "__main__":
    main()
