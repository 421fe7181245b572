# SPDX-License-Identifier: Apache-2.0
"""Where the copies' texts come from: whole posts and whole sentences, never fragments of random words.

    pool = Pool("real", rng, n)           # or "invented": the table beside this file
    lang, text = pool.post()              # each whole post once, then posts put together from several sentences

A real sentence returns only when all of its language were used, between invented ones then, and never makes half of a post,
so that two posts that share one are no copies of each other. Texts that repeat each other in the sources are left out when
they are first met. What is read stays outside the repository; the invented sentences are our own.
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
WORD = re.compile(r"[^\W_]+")
CRUDE = re.compile(r"\b(f+u+c+k|sh[i1]t+y?\b|b[i1]tch|ass(hole)?\b)", re.IGNORECASE)
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
    return "\n".join(filter(None, (" ".join((LINK.sub("", line) if "@" in line or "http" in line or "www" in line else line).split()) for line in text.split("\n"))))


class Seen:
    """Word 4-grams met so far: tells whether a text repeats some of an earlier one. And pairs of sentences that met in a post."""

    def __init__(self):
        self.grams, self.words, self.pairs = set(), {}, bytearray(1 << 25)

    def repeats(self, text):
        number = self.words.setdefault
        words = [number(w, len(self.words)) for w in WORD.findall(text.lower())]
        grams = {((a << 21 | b) << 21 | c) << 21 | d for a, b, c, d in zip(words, words[1:], words[2:], words[3:])} or {tuple(words)}
        known = len(grams & self.grams)
        if known > .08 * len(grams):
            return True
        self.grams |= grams
        return False

    def met(self, one, other):
        """Whether two sentences, by number, stood in one post before (or, rarely, two others did)."""
        key = one * 3 + other * 5 & 0xFFFFFFF
        return self.pairs[key >> 3] >> (key & 7) & 1

    def meet(self, one, other):
        key = one * 3 + other * 5 & 0xFFFFFFF
        self.pairs[key >> 3] |= 1 << (key & 7)


class Deck:
    """Texts in random order, each once a round; what repeats an earlier one leaves in the first round."""

    def __init__(self, texts, rng, seen):
        self.items, self.rng, self.seen, self.at, self.kept, self.round = [(crc32(t.encode()), t) for t in texts], rng, seen, 0, [], 0
        rng.shuffle(self.items)

    def draw(self, again=True):
        """The next (number, text); None when all were used and `again` is false."""
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
            if not self.seen.repeats(item[1]):
                self.kept.append(item)
                return item


class Invented:
    """Sentences of the table, as Deck gives them, but made when they are drawn."""

    def __init__(self, parts, rng):
        self.forms = [[parts[p] for p in ("role", "of", "verb", "thing", "how")]] * 3 + [[parts[p] for p in ("who", "did", "how")]]
        self.rng, self.used, self.round = rng, set(), 0

    def draw(self, again=True):
        """No number: it never comes back."""
        rnd = self.rng.random
        for _ in range(50):
            text = " ".join([p[int(rnd() * len(p))] for p in self.forms[int(rnd() * 4)]]) + "."
            key = crc32(text.encode())
            if key not in self.used:
                break
        self.used.add(key)
        return None, text


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
        self.more = {lang: Invented(parts, rng) for lang, parts in self.clauses().items()}
        if words == "invented" or not data.exists():
            self.decks = self.more
            self.weigh(n, {lang: 9 * n for lang in self.decks})
            return
        whole, single = {}, {}
        for i, (lang, post) in enumerate(read_posts(data)):
            if not 30 <= len(post) <= 1500 or CRUDE.search(post):
                continue
            if i % 2:
                whole.setdefault(lang, set()).add(post)
            else:
                single.setdefault(lang, set()).update(sentences_of(post))
        for lang, text in read_sentences(data):
            single.setdefault(lang, set()).update(sentences_of(text))
        self.posts = {lang: Deck(sorted(posts), rng, self.seen) for lang, posts in whole.items()}
        self.share_posts = min(.7, .6 * sum(map(len, whole.values())) / n)
        for lang, invented in self.more.items():
            single.setdefault(lang, set()).update(invented.draw()[1] for _ in range(3000))
        single = {lang: sorted(s for s in texts if 18 <= len(s) <= 220 and s.count(" ") >= 2 and not CRUDE.search(s)) for lang, texts in single.items()}
        self.weigh(n, {lang: len(texts) for lang, texts in single.items()})
        self.decks = {lang: Deck(texts, rng, self.seen) for lang, texts in single.items()}

    @staticmethod
    def clauses():
        """language -> part -> the clauses of the table."""
        parts = {}
        for lang, part, clause in rows_of("invented.tsv"):
            parts.setdefault(lang, {}).setdefault(part, []).append(clause)
        return parts

    def weigh(self, n, sizes):
        """A language with few sentences gets a smaller share of a large corpus, so that no sentence comes back too often."""
        self.bounds, drawn = [], dict.fromkeys(sizes, 0.)
        for table, posts in ((SHARE, .66 * n), (SHARE_COPIED, .08 * n)):
            shares = {lang: table[lang] if lang in self.more else min(table[lang], 2 * size / n) for lang, size in sorted(sizes.items())}
            total, so_far, bounds = sum(shares.values()), 0., []
            for lang, share in shares.items():
                so_far += share / total
                bounds.append((so_far, lang))
                drawn[lang] += 4 * posts * share / total
            self.bounds.append(bounds)
        self.once = {lang for lang, size in sizes.items() if drawn[lang] < size}    # no sentence stands in two posts

    def language(self, copied):
        at = self.rng.random()
        return next((lang for bound, lang in self.bounds[copied] if at < bound), "en")

    def draw(self, lang):
        """The next (number, sentence); once all real ones were used, mostly an invented one where there are any."""
        deck = self.decks[lang]
        if deck.round and lang in self.more and self.rng.random() < .7:
            return self.more[lang].draw()
        return deck.draw()

    def sentence(self, lang):
        return self.draw(lang)[1]

    def post(self, copied=False):
        """A new post, (language, text); `copied` says that it is to be copied."""
        lang = self.language(copied)
        if lang in self.posts and self.rng.random() < self.share_posts:
            whole = self.posts[lang].draw(again=False)
            if whole:
                return lang, whole[1]
        return lang, self.composed(lang)

    def composed(self, lang):
        """Several whole sentences, none of them near half of it, and no two that stood in one post before.

        The more often sentences come back, the more of them make a post, so that two posts share little.
        """
        numbers, parts, letters, longest, tries = [], [], 0, 0, 0
        fewest, largest = (2, .42) if lang in self.once else (3, .32)
        least = fewest + int(min(4, -math.log(1 - self.rng.random()) * 1.3))
        while len(parts) < least or (longest > largest * letters and len(parts) < 10):
            number, part = self.draw(lang)
            if number and lang not in self.once:
                tries += 1
                if tries < 40 and (number in numbers or any([self.seen.met(other, number) for other in numbers])):
                    continue
                for other in numbers:
                    self.seen.meet(other, number)
            if number:
                numbers.append(number)
            parts.append(part if part[-1] in ".!?…؟۔:" else part + ".")
            letters, longest = letters + len(part), max(longest, len(part))
        return ("\n" if self.rng.random() < .15 else " ").join(parts)
