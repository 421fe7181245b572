# SPDX-License-Identifier: Apache-2.0
"""Invented posts and reports for `cases`: of n messages one in ten threatens, and for every hundred there is an incident.

    make_cases.written(100000, 1, folder)  →  posts.ndjson, reports.ndjson, more.ndjson

Of the posts that threaten, one in five is a copy (a tenth of those of one post, the large family), one in ten quotes and condemns, and
one in five names an incident as its motive. Each incident is told by one report, every second one by two; one report in ten tells of a threat, by its words.
`more` are to be added later. Everybody and everything is invented.
"""
import json
import random
import time

START = 1767225600  # 2026-01-01
SYLLABLES = "ma ru beth kol han sav rin dun lor pel gor ven tis nar wes quil om bra fen dal mor ith zel kar".split()
KINDS = "Tell Wadi Bir Marsa Qasr Old Upper Lower Great New".split()
THINGS = "ferry tram mill market clinic post harbour bakery library depot school bridge water customs grain timber wool salt ice tide".split()
ROOMS = "office hall yard gate terminal house shed square tower store kiosk garage".split()
DEEDS = ("burn down", "set fire to", "blow up", "attack")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PLAIN = ("pier harbour closes winter ferry market opens lantern early library sledge season bread weather mild repairs keeper morning hill "
         "lends bridge paint ticket window garden kettle ladder orchard visitors benches river notice timetable").split()
CHANNEL_WORDS = "Heron Cedar Lantern Harbour Saltmarsh Orchard Kestrel Juniper Beacon Quarry Meadow Willow Granite Ember Skylark Thistle".split()
GROUPS = "Brigade Front League Guard Company Circle".split()


def names(dice, n):
    """n names of places, each its own word: a new one is drawn while it is known, longer where short ones run out."""
    out, known = [], set()
    while len(out) < n:
        name = "".join(dice.choice(SYLLABLES) for _ in range(3 if len(known) < 5000 else 4)).capitalize()
        if name not in known:
            known.add(name)
            out.append(f"{dice.choice(KINDS)} {name}")
    return out


class Cases:
    def __init__(self, n, seed):
        self.dice, self.n = random.Random(seed), n
        incidents = max(n // 100, 4)
        self.places = names(self.dice, max(incidents // 2, 8))
        self.channels = [f"{a} {b} Voice" for a in CHANNEL_WORDS for b in CHANNEL_WORDS if a != b][:200]
        self.outlets = [f"{a} {b}" for a in CHANNEL_WORDS[:10] for b in ("Courier", "Gazette", "Observer", "Tribune", "Wire")]
        self.incidents = [(self.dice.choice(self.places), self.dice.randrange(60)) for _ in range(incidents)]
        self.number = 0

    def when(self, day):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + day * 86400 + self.dice.randrange(86400)))

    def post(self, text, day):
        self.number += 1
        return {"id": str(self.number), "channel": self.dice.choice(self.channels), "published": self.when(day), "text": text}

    def report(self, title, text, day):
        self.number += 1
        return {"id": str(self.number), "outlet": self.dice.choice(self.outlets), "published": self.when(day), "title": title, "text": text}

    def threat(self, day, motive):
        dice, (place, of) = self.dice, self.dice.choice(self.incidents)
        date = time.strftime("%-d %B", time.gmtime(START + of * 86400))
        cause = f"In revenge for the strike on {place} on {date}, we" if motive else "We"
        target = f"the {dice.choice(THINGS)} {dice.choice(ROOMS)} number {self.number} in {dice.choice(self.places)}"
        return self.post(f"{cause} will {dice.choice(DEEDS)} {target} on {dice.choice(DAYS)} at {dice.randrange(1, 12)}.", of + 2 if motive else day)

    def copied(self, of, day):
        return self.post(of["text"].rstrip(".") + self.dice.choice([".", "!", " - pass it on."]), day)

    def condemned(self, of, day):
        return self.post(f"Shame on those who write \"{of['text'].rstrip('.')}\". Nobody here wants this.", day)

    def plain(self, day):
        words = [self.dice.choice(PLAIN) + self.dice.choice(SYLLABLES) for _ in range(self.dice.randrange(10, 20))]
        return self.post(" ".join(words).capitalize() + ".", day)

    def posts(self):
        threats = []
        for i in range(self.n):
            day = 60 * i // self.n
            if i % 10:
                yield self.plain(day)
                continue
            kind = self.dice.randrange(10) if threats else 9
            if kind < 2:
                of = threats[0] if self.dice.randrange(10) == 0 else self.dice.choice(threats)
                yield self.copied(of, day)
            elif kind == 2:
                yield self.condemned(self.dice.choice(threats), day)
            else:
                threats.append(self.threat(day, motive=kind < 5))
                yield threats[-1]
        self.threats = threats

    def told(self, place, day, killed):
        date = time.strftime("%-d %B", time.gmtime(START + day * 86400))
        return self.report(f"Strike in {place}", f"A strike on the market in {place} on {date} killed {killed} people and wounded {killed + 7} others, "
                           f"the provincial health directorate said. Repairs of the roof began the next morning, a keeper said.", day + 1)

    def reports(self):
        for i, (place, day) in enumerate(self.incidents):
            for killed in (12, 12 + i % 9)[: 1 + i % 2]:
                yield self.told(place, day, killed)
            if i % 10 == 0:
                of = self.dice.choice(self.threats)
                group = f"{self.dice.choice(CHANNEL_WORDS)} {self.dice.choice(GROUPS)}"
                yield self.report("A threat", f"The {group} issued a threat, a channel wrote. \"{of['text'].rstrip('.')}\", it said. "
                                  "It is unclear whether the threat is linked to the strike.", min(day + 3, 62))

    def more(self, n):
        """To add one at a time, each later than all that is there: two threats, two copies, a condemnation and a report of an incident in six,
        named so by their ids."""
        makers = {"threat": lambda of, day: self.threat(day, False), "copy": self.copied, "condemnation": self.condemned,
                  "report": lambda of, day: self.told(self.dice.choice(self.places), day - 1, 14)}
        for i in range(n):
            kind = ("threat", "copy", "threat", "condemnation", "copy", "report")[i % 6]
            yield {**makers[kind](self.dice.choice(self.threats), 64 + i), "id": f"{kind}-{i}"}


def written(n, seed, folder, more=25):
    cases, files = Cases(n, seed), []
    for name, records in (("posts", cases.posts()), ("reports", cases.reports()), ("more", cases.more(more))):
        files.append(folder / f"{name}.ndjson")
        with open(files[-1], "w") as f:
            for record in records:
                f.write(json.dumps(record) + "\n")
    return files
