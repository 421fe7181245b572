# SPDX-License-Identifier: Apache-2.0
"""Pairs of real posts for a person to judge: some that `tocsin trace` joined, some that it did not although they share much.

    python3 bench/real_pairs.py ../shared/data/tune/telegram_ru_news --program build/tocsin --seed 1 --many 100 > pairs.txt

Prints each pair in two lines, cut short; nothing of it is kept in the repository. Joined: a member and what it was copied from, where
the texts are not the same. Near misses: posts of different families that have at least three tenths of the shorter one's runs
of eight letters in common, the earliest post of each family only.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile


def posts_of(folder):
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        for post in json.loads(path.read_text(encoding="utf-8")):
            if (post.get("text") or "").strip():
                yield {"text": post["text"], "published": post.get("date"), "channel": post.get("channel") or path.stem}


def near_misses(posts, family):
    runs, holders = [], collections.defaultdict(list)
    for n, post in enumerate(posts):
        text = "".join(c for c in post["text"].lower() if c.isalnum())
        runs.append({text[i:i + 8] for i in range(0, max(0, len(text) - 7))} if family[n] == n else set())
        for run in runs[-1]:
            holders[run].append(n)
    common = collections.Counter()
    for run, who in holders.items():
        if len(who) <= 12:
            common.update((a, b) for i, a in enumerate(who) for b in who[i + 1:])
    return [pair for pair, n in sorted(common.items()) if n >= .3 * min(len(runs[pair[0]]), len(runs[pair[1]])) and n >= 16]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", default="build/tocsin")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--many", type=int, default=100)
    parser.add_argument("--width", type=int, default=300)
    args = parser.parse_args()
    posts = sorted(posts_of(args.folder), key=lambda post: (post["published"] or "", post["channel"]))  # as they came
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as made:
        for n, post in enumerate(posts):
            made.write(json.dumps({"id": f"r{n:06}", **post}, ensure_ascii=False) + "\n")
        made.flush()
        out = subprocess.run([args.program, "trace", "--translations", "none", made.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             check=True, text=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    number = {row["id"]: int(row["id"][1:]) for row in rows}
    family = {number[row["id"]]: number[row["family"]] for row in rows}
    same = lambda a, b: posts[a]["text"].split() == posts[b]["text"].split()
    joined = sorted((number[row["id"]], number[row["of"]]) for row in rows if row["of"])
    edited = [pair for pair in joined if not same(*pair)]
    misses = near_misses(posts, family)
    print(f"{len(posts)} posts, {len(joined)} joined, {len(edited)} of them not word for word; {len(misses)} near misses", file=sys.stderr)
    rng = random.Random(args.seed)
    for name, pairs in (("joined", edited), ("near", misses)):
        for k, (a, b) in enumerate(rng.sample(pairs, min(args.many, len(pairs)))):
            for n in (a, b):
                print(f"{name} {k:3} {posts[n]['channel'][:12]:12} {' '.join(posts[n]['text'].split())[:args.width]}")


if __name__ == "__main__":
    main()
