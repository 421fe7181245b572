# SPDX-License-Identifier: Apache-2.0
"""Where the copies' texts come from: whole posts and whole sentences, never fragments of random words.

    pool = Pool("real", rng, n)           # or "invented": the table beside this file
    lang, text, sentences = pool.post()   # each whole post once, then posts put together from several sentences

A sentence returns only when all of its language were used, and never makes half of a post, so that two posts that share
one are no copies of each other. Texts that repeat each other in the sources are left out when they are first met.
"""
import csv
import json
import math
import pathlib
import re
from zlib import crc32

HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path("/work/shared/data")
SCRIPT = {"en": "latin", "fr": "latin", "tr": "latin", "ru": "cyrillic", "uk": "cyrillic", "ar": "arabic", "fa": "arabic",
          "ur": "arabic", "he": "hebrew"}
# Shares of languages among all posts, and among those that get copied, where every script's disguises are to be seen often.
SHARE = {"en": .56, "ru": .30, "ar": .04, "fa": .02, "ur": .02, "fr": .02, "tr": .02, "uk": .01, "he": .01}
SHARE_COPIED = {"en": .34, "ru": .20, "ar": .22, "fa": .06, "ur": .05, "fr": .04, "tr": .03, "uk": .03, "he": .03}
SENTENCE_END = re.compile(r"(?<=[.!?…؟۔])\s+(?=\S)")
LINK = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+")   # people's names leave with them


def rows_of(name):
    """The rows of a table beside this file, without its comments."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def sentences_of(text):
    """The sentences of a text, by line and by closing mark."""
    return [s for line in text.split("\n") for s in SENTENCE_END.split(line.strip()) if s]


def clean(text):
    return "\n".join(filter(None, (" ".join(LINK.sub("", line).split()) for line in text.split("\n"))))


class Seen:
    """Word 4-grams met so far: tells whether a text mostly repeats an earlier one."""

    def __init__(self):
        self.grams = set()

    def repeats(self, text):
        words = text.lower().split()
        grams = {crc32(" ".join(words[i:i + 4]).encode()) for i in range(max(1, len(words) - 3))}
        known = len(grams & self.grams)
        if known > .2 * len(grams):
            return True
        self.grams |= grams
        return False


class Deck:
    """Items in random order, each once a round; what repeats an earlier one leaves in the first round."""

    def __init__(self, items, rng, seen):
        self.items, self.rng, self.seen, self.at, self.kept, self.round = items, rng, seen, 0, [], 0
        rng.shuffle(items)

    def draw(self, again=True):
        """The next item; None when all were used and `again` is false."""
        while True:
            if self.at == len(self.items):
                if not again:
                    return None
                self.items, self.at, self.kept, self.round = self.kept if self.round == 0 else self.items, 0, [], self.round + 1
                self.rng.shuffle(self.items)
            item = self.items[self.at]
            self.at += 1
            if self.round:
                return item
            if not self.seen.repeats(item):
                self.kept.append(item)
                return item


class Invented:
    """Sentences of the table: who + did + how."""

    def __init__(self, parts, rng):
        self.parts, self.rng, self.used = parts, rng, set()

    def draw(self, again=True):
        for _ in range(50):
            chosen = tuple(int(self.rng.random() * len(p)) for p in self.parts)
            if chosen not in self.used:
                break
        self.used.add(chosen)
        return " ".join(p[i] for p, i in zip(self.parts, chosen)) + "."


def read_posts(path):
    """(language, post) of the sources of whole posts."""
    for f in sorted(path.glob("tune/telegram_ru_news/*.json")):
        for message in json.loads(f.read_text(encoding="utf-8")):
            yield "ru", clean(message["text"])
    csv.field_size_limit(1 << 24)
    for f in sorted(path.glob("train/crisislex/*.csv")):
        with open(f, encoding="utf-8", errors="replace", newline="") as lines:
            reader = csv.reader(lines)
            next(reader)
            for row in reader:
                if len(row) > 1 and not row[1].startswith(("RT ", '"@', "\u201c@")):
                    yield "en", clean(row[1])


def read_sentences(path):
    for f in sorted(path.glob("train/gum/conllu/*.conllu")):
        for line in f.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield "en", clean(line[9:])
    for f in sorted(path.glob("train/mlma/ar_dataset.csv")):
        with open(f, encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["sentiment"] == "normal":
                    yield "ar", clean(row["tweet"])
    for f in sorted(path.glob("train/tatoeba/en-*.*")):
        lang = f.suffix[1:]
        if lang in SCRIPT:
            for line in f.read_text(encoding="utf-8").splitlines():
                yield lang, clean(line)


class Pool:
    """Gives new posts and sentences; `script`, `lang` as in the tables above."""

    def __init__(self, words, rng, n, data=DATA):
        self.rng, self.decks, self.posts, self.share_posts = rng, {}, {}, 0.
        self.seen = Seen()
        if words == "invented" or not data.exists():
            parts = {}
            for lang, part, clause in rows_of("invented.tsv"):
                parts.setdefault(lang, {}).setdefault(part, []).append(clause)
            self.decks = {lang: Invented(list(p.values()), rng) for lang, p in parts.items()}
            self.weigh(n, {lang: n for lang in parts})
            return
        whole, single = {}, {}
        for i, (lang, post) in enumerate(read_posts(data)):
            if not 30 <= len(post) <= 1500:
                continue
            if i % 2:
                whole.setdefault(lang, set()).add(post)
            else:
                single.setdefault(lang, set()).update(sentences_of(post))
        for lang, sentence in read_sentences(data):
            single.setdefault(lang, set()).add(sentence)
        self.posts = {lang: Deck(sorted(posts), rng, self.seen) for lang, posts in whole.items()}
        self.share_posts = min(.7, .6 * sum(map(len, whole.values())) / n)
        single = {lang: sorted(s for s in texts if 18 <= len(s) <= 220 and s.count(" ") >= 2) for lang, texts in single.items()}
        self.weigh(n, {lang: len(texts) for lang, texts in single.items()})
        self.decks = {lang: Deck(texts, rng, self.seen) for lang, texts in single.items()}

    def weigh(self, n, sizes):
        """A language with few sentences gets a smaller share of a large corpus, so that no sentence comes back too often."""
        self.bounds = []
        for table in (SHARE, SHARE_COPIED):
            shares = {lang: min(table[lang], 3 * size / n) if lang != "en" else table[lang] for lang, size in sorted(sizes.items())}
            total, so_far, bounds = sum(shares.values()), 0., []
            for lang, share in shares.items():
                so_far += share / total
                bounds.append((so_far, lang))
            self.bounds.append(bounds)
            self.once = {lang for lang, share in shares.items() if 2 * n * share / total < sizes[lang]}   # no sentence comes back

    def language(self, copied):
        at = self.rng.random()
        return next((lang for bound, lang in self.bounds[copied] if at < bound), "en")

    def sentence(self, lang):
        return self.decks[lang if lang in self.decks else "en"].draw()

    def post(self, copied=False):
        """A new post, (language, text); `copied` says that it is to be copied."""
        lang = self.language(copied)
        if lang in self.posts and self.rng.random() < self.share_posts:
            text = self.posts[lang].draw(again=False)
            if text is not None:
                return lang, text
        deck = self.decks[lang]
        count = 2 + int(min(4, -math.log(1 - self.rng.random()) * 1.3))
        parts = [deck.draw() for _ in range(count)]
        letters, longest = sum(map(len, parts)), max(map(len, parts))
        while longest > .42 * letters and len(parts) < 8:
            parts.append(deck.draw())
            letters, longest = letters + len(parts[-1]), max(longest, len(parts[-1]))
        return lang, ("\n" if self.rng.random() < .15 else " ").join(s if s[-1] in ".!?…؟۔:" else s + "." for s in parts)
