# SPDX-License-Identifier: Apache-2.0
"""Chooses the reader's pieces of words: WORK/vocabulary.json, and how well they cover each language on standard output.

    training/make_vocabulary.py --data DIR --work DIR [--size 60000]
"""

import argparse
import collections
import json
import pathlib

from base import open_base
from data import corpus, gather
from pieces import Pieces
from public import read_public
from vocabulary import Vocabulary, coverage, prune


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--size", type=int, default=60000)
    parser.add_argument("--corpus", type=int, default=120000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    source = open_base()
    before, seen = Pieces(source), collections.Counter()
    for message in gather(options.data, options.corpus, options.seed):
        for text in (message.text, message.text.lower()):
            seen.update(number for number, *_ in before.cut(text))
    vocabulary = prune(source, seen, options.size)
    options.work.mkdir(parents=True, exist_ok=True)
    vocabulary.save(options.work / "vocabulary.json")
    after = Pieces(vocabulary)
    print(json.dumps({"pieces": len(vocabulary.kept), "of": len(source.pieces), "seen": len(seen)}))
    by_lang = collections.defaultdict(list)
    for message in corpus(14000, options.seed, "dev"):
        by_lang["corpus/" + message.lang].append(message.text)
    for message in read_public(options.data) if options.data else []:
        if message.part != "train":
            by_lang[f"{message.set}/{message.lang}"].append(message.text)
    for name, texts in sorted(by_lang.items()):
        print(json.dumps({"texts_of": name, **coverage(before, after, texts)}))


if __name__ == "__main__":
    main()
