#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes messages with a known answer, to measure `tocsin trace` on what people do to a post when they pass it on.

    make_copies.py 20000 --seed 1 --out m.ndjson --truth m.tsv [--kinds m.kinds.tsv] [--words invented]

Messages, one a line: {"id","text","published","channel","forwarded_from"?}. Nearly in order of `published`: some come late.
Truth, in order of `published`: id <TAB> family <TAB> operation. `family` is the id of its earliest message. Operations: first,
single, template (a hard negative), and the names in letters.py, arabic.py, noise.py and framings.py; two joined by + where a
copy was copied. Kinds: id <TAB> how the operation was done, or the kind of template, or late, same_time, first_disguised.
Texts are whole sentences: of the data sets when they are there, of the invented ones beside this file else. All are harmless,
and none can be given from outside. It streams; the same arguments give the same bytes.
"""
import argparse
import collections
import heapq
import itertools
import json
import random
import sys
import time

import arabic
import framings
import letters
import noise
from letters import pick
from templates import Templates
from texts import DATA, SCRIPT, Pool

START = 1772323200      # 2026-03-01
COPIES, TEMPLATES, GREETINGS, REPORTS = .27, .03, .004, .002
DISGUISES = {**letters.DISGUISES, **arabic.DISGUISES, **noise.DISGUISES}
plain_json, ascii_json = json.encoder.encode_basestring, json.encoder.encode_basestring_ascii     # a string with its quotes


def operations_for(lang):
    """Names and running weights of what can be done to a text of this language."""
    of_letters = [(name, weight) for name, (_, scripts, weight) in DISGUISES.items() if SCRIPT[lang] in scripts or lang in scripts]
    scale = 60 / sum(w for _, w in of_letters)      # more than half of the copies are disguised, in every language
    return [n for n, _ in of_letters], [w * scale for _, w in of_letters]


class Operations:
    """Chooses what is done to a text, and does it."""

    def __init__(self, rng, world):
        self.rng, self.world, self.disguises, self.all = rng, world, {}, {}
        for lang in SCRIPT:
            names, weights = operations_for(lang)
            self.disguises[lang] = self.running(names, weights)
            self.all[lang] = self.running(names + list(framings.FRAMINGS), weights + [w for _, w in framings.FRAMINGS.values()])

    @staticmethod
    def running(names, weights):
        return names, list(itertools.accumulate(weights))

    def choose(self, table):
        return self.rng.choices(table[0], cum_weights=table[1])[0]

    def apply(self, name, lang, text):
        if name in DISGUISES:
            return DISGUISES[name][0](self.rng, text)
        return framings.FRAMINGS[name][0](self.rng, self.world, lang, text)

    def copy(self, family):
        """(operation, how, text) of a new copy."""
        rng, lang, text = self.rng, family.lang, family.text
        if family.short:
            name = "exact" if rng.random() < .6 else "forward"
            return (name, *reversed(self.apply(name, lang, text)))
        roll = rng.random()
        if roll < .12 and family.copies:
            before, text = pick(rng, family.copies)
            name = pick(rng, framings.REPOSTS)
            made = self.apply(name, lang, text)
            return f"{before}+{name}", made[1], made[0]
        prefix = ""
        if roll > .92:
            prefix = pick(rng, framings.MILD)
            text = self.apply(prefix, lang, text)
            text = text[0] if text else family.text
            prefix = prefix + "+" if text != family.text else ""
        for _ in range(6):
            name = self.choose(self.disguises[lang] if prefix else self.all[lang])
            made = self.apply(name, lang, text)
            if made and (made[0] != text or name == "exact"):
                if len(family.copies) < 8 and not prefix:
                    family.copies.append((name, made[0]))
                return prefix + name, made[1], made[0]
        return prefix[:-1] or "exact", "same bytes", text


class Family:
    def __init__(self, lang, text, id, channel, time):
        self.lang, self.text, self.id, self.channel, self.time, self.copies, self.edits = lang, text, id, channel, time, [], 0
        self.short = text.count(" ") < 6 or len(text) < 45


class World:
    """What operations take from around a post: sentences, other posts, channels."""

    def __init__(self, rng, pool, n):
        self.rng, self.pool, self.recent, self.once = rng, pool, collections.deque(maxlen=64), pool.once
        self.sentence, self.handles = pool.sentence, max(20, n // 400)

    def channel(self, lang):
        return framings.frame(self.rng, "channel", lang)

    def handle(self):
        return f"quay{int(self.rng.random() * self.handles)}"

    def other(self, lang, longest):
        for _ in range(6):
            text = pick(self.rng, self.recent) if self.recent else ""
            if 25 < len(text) <= longest:
                return text
        return None


class Writer:
    """Gives ids and times, and writes the three files; a late line waits for its place."""

    def __init__(self, n, rng, out, truth, kinds):
        self.n, self.rng, self.out, self.truth, self.kinds, self.at, self.late = n, rng, out, truth, kinds, 0, []
        self.width, self.step, self.days, self.clock = len(str(n)), 30 * 86400 / n, {}, START
        truth.write("id\tfamily\toperation\n")

    def now(self):
        self.clock = max(self.clock, START + int((self.at + self.rng.random()) * self.step))
        return self.clock

    def published(self, when):
        zone = "Z"
        if self.rng.random() < .1:
            when, zone = when + 10800, "+03:00"
        day, second = divmod(when, 86400)
        date = self.days.get(day)
        if date is None:
            date = self.days[day] = time.strftime("%Y-%m-%dT", time.gmtime(when))
        return f"{date}{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{zone}"

    def next_id(self):
        return f"m{self.at:0{self.width}}"

    def put(self, id, family, operation, kind, text, channel, when, forwarded_from=None, wait=0):
        quoted = ascii_json if self.rng.random() < .05 else plain_json
        source = f', "forwarded_from": "{forwarded_from}"' if forwarded_from else ""
        line = f'{{"id": "{id}", "text": {quoted(text)}, "published": "{self.published(when)}", "channel": "{channel}"{source}}}\n'
        self.truth.write(f"{id}\t{family}\t{operation}\n")
        if kind and self.kinds:
            self.kinds.write(f"{id}\t{' '.join(kind.split())}\n")
        if wait:
            heapq.heappush(self.late, (self.at + wait, self.at, line))
        else:
            self.out.write(line)
        self.at += 1
        while self.late and self.late[0][0] <= self.at:
            self.out.write(heapq.heappop(self.late)[2])

    def finish(self):
        while self.late:
            self.out.write(heapq.heappop(self.late)[2])


class Maker:
    def __init__(self, n, seed, words, data, files):
        self.n, self.rng = n, random.Random(seed)
        self.pool = Pool(words, self.rng, n, data)
        self.world, self.templates = World(self.rng, self.pool, n), Templates(self.rng, self.pool)
        self.operations, self.writer = Operations(self.rng, self.world), Writer(n, self.rng, *files)
        self.due, self.planned, self.order, self.waiting, self.greetings = [], 0, 0, collections.deque(), {}
        self.largest = max(12, int(2 * n ** .5))

    def lag(self):
        """Messages until a copy comes: mostly soon, sometimes much later."""
        roll, rnd = self.rng.random(), self.rng.random
        scale = .0005 if roll < .5 else .01 if roll < .85 else .2
        return 1 + int(self.rng.expovariate(1) * scale * self.n + rnd() * 5)

    def start_family(self):
        """A first post, and when its copies are due."""
        rng, w = self.rng, self.writer
        lang, text = self.pool.post(copied=True)
        family = Family(lang, text, w.next_id(), f"@{self.world.handle()}", w.now())
        size = min(self.largest, int(rng.paretovariate(1.1)))
        roll, kind, wait, shown = rng.random(), "", 0, text
        if roll < .03:
            kind, wait = "late", 1 + int(rng.expovariate(1) * min(self.n * .02, 3000))
        elif roll < .06 and not family.short:
            name = self.operations.choose(self.operations.disguises[lang])
            kind, shown = f"first_disguised/{name}", self.operations.apply(name, lang, text)[0]
        w.put(family.id, family.id, "first", kind, shown, family.channel, family.time, wait=wait)
        self.world.recent.append(text)
        for k in range(size):
            at = w.at + self.lag()
            if k == 0 and rng.random() < .04 and w.at < self.n:
                self.planned += 1
                self.add_copy(family, "same_time")
            elif at < self.n:
                self.order += 1
                self.planned += 1
                heapq.heappush(self.due, (at, self.order, family))

    def add_copy(self, family, kind=""):
        rng, w = self.rng, self.writer
        operation, how, text = self.operations.copy(family)
        id, channel, source = w.next_id(), f"@{self.world.handle()}", None
        if operation == "edit":
            family.edits += 1
            id, channel = f"{family.id}.{family.edits}", family.channel
        if operation == "forward" and rng.random() < .5:
            source = family.channel
            if rng.random() < .8:
                text, how = family.text, "field"
        wait = 1 + int(rng.expovariate(1) * 300) if rng.random() < .02 else 0
        when = family.time if kind else w.now()
        w.put(id, family.id, operation, kind or f"{operation.rpartition('+')[2]}/{how}", text, channel, when, source, wait)

    def add_new(self):
        """A post that nobody copies, or one of the hard negatives that wait."""
        rng, w = self.rng, self.writer
        roll, id, channel = rng.random(), w.next_id(), f"@{self.world.handle()}"
        if roll < GREETINGS:
            kind, _, text = self.templates.greeting()
            first = self.greetings.setdefault(text, id)
            w.put(id, first, "first" if first == id else "exact", kind, text, channel, w.now())
            return
        if roll < GREETINGS + REPORTS:
            self.waiting.extend(self.templates.reports())
        elif roll < GREETINGS + REPORTS + TEMPLATES / 3.4:
            self.waiting.extend(self.templates.series())
        if self.waiting and rng.random() < .2:
            self.waiting.rotate(int(rng.random() * 4))
            kind, _, text = self.waiting.popleft()
            w.put(id, id, "template", kind, text, channel, w.now())
            return
        lang, text = self.pool.post()
        self.world.recent.append(text)
        w.put(id, id, "single", "", text, channel, w.now(), wait=1 + int(rng.random() * 100) if rng.random() < .01 else 0)
        changed = self.templates.other_numbers(text)
        if changed and rng.random() < .5:
            self.waiting.append(("number_real", lang, changed))

    def run(self):
        w = self.writer
        while w.at < self.n:
            if self.due and self.due[0][0] <= w.at:
                self.add_copy(heapq.heappop(self.due)[2])
            elif self.planned < COPIES * (w.at + 1) and self.rng.random() < .5:
                self.start_family()
            else:
                self.add_new()
        w.finish()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, help="how many messages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    parser.add_argument("--truth", required=True)
    parser.add_argument("--kinds")
    parser.add_argument("--words", choices=("real", "invented"), default="real", help="whole sentences of the data sets, or of the table here")
    args = parser.parse_args()
    if args.n < 1:
        sys.exit("make_copies: N is at least 1")
    begin = time.process_time()
    with open(args.out, "w", encoding="utf-8") as out, open(args.truth, "w", encoding="utf-8") as truth, \
            open(args.kinds or "/dev/null", "w", encoding="utf-8") as kinds:
        maker = Maker(args.n, args.seed, args.words, DATA, (out, truth, kinds))
        ready = time.process_time()
        maker.run()
    took = time.process_time() - ready
    print(f"make_copies: {args.n} messages, {args.n / took:.0f} a CPU-second after {ready - begin:.1f} s of reading", file=sys.stderr)


if __name__ == "__main__":
    main()
