# SPDX-License-Identifier: Apache-2.0
"""Hard negatives: posts of one wording about different facts, of which none copies another; and short greetings.

    Templates(rng, pool).series()  ->  [("place", "en", "Power cut in Saltford …"), ("place", "en", "Power cut in Oakmere …")]

A series is one wording in which one fact changes (place, number, time, day, name) or, in daily bulletins, most of them.
"""
from hashlib import blake2b
import re

from letters import pick
from texts import rows_of

WORDINGS, REPORTS = {}, {}
for _kind, _lang, _words in rows_of("templates.tsv"):
    WORDINGS.setdefault(_kind, []).append((_lang, _words.replace("\\n", "\n")))
for _event, _lang, _words in rows_of("reports.tsv"):
    REPORTS.setdefault((_event, _lang), []).append(_words)
SLOTS = {}
for _kind, _lang, _words in rows_of("slots.tsv"):
    SLOTS.setdefault(_kind, {})[_lang] = _words.split("|")
CHANGES = {"place": ("place", "place2"), "number": ("n", "n2"), "time": ("time", "time2"), "day": ("day",), "name": ("name",)}


NUMBER = re.compile(r"(?<![\w#.,:/-])\d{1,4}(?![\w#.,:/-])")


class Templates:
    def __init__(self, rng, pool):
        self.rng, self.pool, self.used, self.told = rng, pool, set(), set()

    def number(self, low, high):
        return str(low + int(self.rng.random() * (high - low)))

    def value(self, slot, lang):
        rng, kind = self.rng, slot.rstrip("234")
        if kind in ("place", "name"):
            first, second = (SLOTS[f"{kind}.{part}"] for part in (("begin", "end") if kind == "place" else ("first", "last")))
            lang = lang if lang in first else "en"
            return pick(rng, first[lang]) + ("" if kind == "place" and lang != "ar" else " ") + pick(rng, second[lang])
        if kind == "day":
            date = self.number(1, 29) + " " + pick(rng, SLOTS["day.month"][lang])
            return date if rng.random() < .6 or lang == "fr" else pick(rng, SLOTS["day.week"][lang]) + " " + date
        if kind == "time":
            first, last = {"time": (5, 11), "time2": (12, 16), "time3": (17, 19)}.get(slot, (20, 23))
            return f"{self.number(first, last + 1)}:{int(rng.random() * 12) * 5:02}"
        if kind == "price":
            return f"{20 + rng.random() * 80:.2f}"
        if kind in ("thing", "who"):
            return pick(rng, SLOTS[kind][lang])
        low, high = {"temp": (-9, 36), "g": (0, 6), "m": (2, 90)}.get(kind, (1000, 99999) if slot == "n3" else (3, 95))
        return self.number(low, high)

    def fill(self, wording, values, lang):
        for slot in ("place", "place2", "name", "name2", "day", "time", "time2", "time3", "time4", "n", "n2", "n3", "temp", "temp2", "price", "price2",
                     "g", "g2", "m", "m2", "thing", "who"):
            if "{" + slot + "}" in wording:
                if slot not in values:
                    values[slot] = self.value(slot, lang)
                wording = wording.replace("{" + slot + "}", values[slot])
        return wording

    def fresh(self, text):
        """Whether this text was not given before."""
        key = blake2b(text.encode(), digest_size=8).digest()
        if key in self.used:
            return False
        self.used.add(key)
        return True

    def series(self):
        """(fine kind, language, text) of two to six posts of one wording."""
        rng, roll, many = self.rng, self.rng.random(), 2 + int(self.rng.random() * 5)
        if roll < .5:
            lang, wording = pick(rng, WORDINGS["notice"])
            kinds = [k for k, slots in CHANGES.items() if any("{" + s + "}" in wording for s in slots)]
            return self.vary(pick(rng, kinds), lang, wording, many)
        if roll < .8:
            kind = pick(rng, ("weather", "rates", "schedule", "prayer", "power", "lost", "match"))
            lang, wording = pick(rng, WORDINGS[kind])
            return self.vary(kind, lang, wording, many)
        if roll < .9:
            kind = pick(rng, ("frame", "quote"))
            lang, wording = pick(rng, WORDINGS[kind])
            return [(kind, lang, t) for t in (self.with_body(lang, wording) for _ in range(many)) if self.fresh(t)]
        lang, wording = pick(rng, WORDINGS["near"])
        return [("greeting_near", lang, t) for t in (self.fill(wording, {}, lang) for _ in range(3)) if self.fresh(t)]

    def vary(self, kind, lang, wording, many):
        base, out = {}, []
        self.fill(wording, base, lang)
        kept = {k: v for k, v in base.items() if k not in CHANGES[kind]} if kind in CHANGES else {"place": base["place"]}
        facts = set()
        for _ in range(many):
            values = dict(kept)
            text = self.fill(wording, values, lang)
            fact = values["day"].split()[-2:] if kind == "day" else values["place"] if kind == "place" and "place" in values else text
            if str(fact) not in facts and self.fresh(text):    # "12 July" and "Monday 12 July" are one day
                facts.add(str(fact))
                out.append((kind, lang, text))
        return out

    def with_body(self, lang, wording):
        """The larger part is a body of its own."""
        body = self.pool.composed(lang)
        while len(body) < 1.8 * (len(wording) - 6):
            body += " " + self.pool.composed(lang)
        return self.fill(wording, {}, lang).replace("{body}", body)

    def reports(self):
        """One event in the words of several agencies; told again of another event, the same words are a template (report_again)."""
        event, lang = pick(self.rng, list(REPORTS))
        values = {}
        texts = [self.fill(w, values, lang) for w in REPORTS[event, lang]]
        kind = "report" if (event, lang) not in self.told else "report_again"
        self.told.add((event, lang))
        return [(kind, lang, t) for t in texts if self.fresh(t)]

    def other_numbers(self, text):
        """A short real post with every number in it changed, when it has two or more."""
        if len(text) > 160 or len(NUMBER.findall(text)) < 2:
            return None
        text = NUMBER.sub(lambda m: str(int(m[0]) + 1 + int(self.rng.random() * max(4, int(m[0])))), text)
        return text if self.fresh(text) else None

    def greeting(self):
        lang, words = pick(self.rng, WORDINGS["greeting"])
        return "greeting", lang, words
