# SPDX-License-Identifier: Apache-2.0
"""Noise: what careless, hurried or sly hands do to a message.

Each function edits a `Text` in place with a seeded generator and never changes what the message says
or whose words it is, so labels hold. An inserted character belongs to the span on both of its sides.
"""

SWAPS = {
    "latin": {"a": "@4а", "e": "3е", "i": "1і", "o": "0о", "s": "$5", "c": "с", "p": "р", "x": "х", "y": "у"},
    "cyrillic": {"а": "a@", "е": "e3", "о": "o0", "р": "p", "с": "c", "х": "x", "у": "y"},
}
PLAIN = {
    "fr": dict(zip("àâçéèêëîïôùûœ", "aaceeeeiiouuo")),
    "de": dict(zip("äöü", "aou")),
    "es": dict(zip("áéíóúü", "aeiouu")),
    "tr": dict(zip("çğıöşüâ", "cgiosua")),
    "ru": {"ё": "е", "й": "и"},
    "ar": {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"},
}
ZERO_WIDTH = "\u200b\u200c\u2060"


def _insert(text, at, string):
    before = text.span_of[at - 1] if at > 0 else 0
    after = text.span_of[at] if at < len(text.span_of) else 0
    span = before if before == after else 0
    text.chars[at:at] = list(string)
    text.span_of[at:at] = [span] * len(string)


def _delete(text, at):
    del text.chars[at]
    del text.span_of[at]


def words(text):
    """Begin and end of each run of letters."""
    out, at = [], 0
    while at < len(text.chars):
        if text.chars[at].isalpha():
            end = at
            while end < len(text.chars) and text.chars[end].isalpha():
                end += 1
            out.append((at, end))
            at = end
        else:
            at += 1
    return out


def typo(text, rng, lang):
    """One to three slips: two letters swapped, one dropped, one doubled, a blank lost."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        long_words = [w for w in words(text) if w[1] - w[0] > 3]
        if not long_words:
            return
        begin, end = rng.choice(long_words)
        at = rng.randrange(begin + 1, end - 1)
        kind = rng.randrange(4)
        if kind == 0 and text.span_of[at] == text.span_of[at + 1]:
            text.chars[at], text.chars[at + 1] = text.chars[at + 1], text.chars[at]
        elif kind == 1:
            _delete(text, at)
        elif kind == 2:
            _insert(text, at, text.chars[at])
        elif end < len(text.chars) and text.chars[end] == " ":
            _delete(text, end)


def lower(text, rng, lang):
    text.chars[:] = [c.lower() if len(c.lower()) == 1 else c for c in text.chars]


def shout(text, rng, lang):
    """The whole message or one sentence's worth of words in capitals."""
    begin, end = 0, len(text.chars)
    found = words(text)
    if len(found) > 6 and rng.random() < 0.5:
        first = rng.randrange(len(found) - 3)
        begin, end = found[first][0], found[min(len(found) - 1, first + rng.randrange(1, 4))][1]
    for i in range(begin, end):
        c = text.chars[i]
        big = "İ" if lang == "tr" and c == "i" else c.upper()
        if len(big) == 1:
            text.chars[i] = big


def unpunctuate(text, rng, lang):
    """Stops, commas and apostrophes left out, all or only the last."""
    marks = ".,!?;:'’،؛؟" if rng.random() < 0.5 else ".,"
    if rng.random() < 0.4:
        while text.chars and text.chars[-1] in ".!?…":
            _delete(text, len(text.chars) - 1)
        return
    keep = [i for i, c in enumerate(text.chars) if c not in marks]
    text.chars, text.span_of = [text.chars[i] for i in keep], [text.span_of[i] for i in keep]


def stretch(text, rng, lang):
    """A letter held on: 'soooo'."""
    found = [w for w in words(text) if w[1] - w[0] > 1]
    if found:
        begin, end = rng.choice(found)
        at = rng.randrange(begin, end)
        letter = "ـ" if lang == "ar" and rng.random() < 0.5 and at + 1 < end else text.chars[at]
        _insert(text, at + 1, letter * rng.randrange(2, 6))


def plain_letters(text, rng, lang):
    """Letters typed without their signs, as on a foreign keyboard."""
    table = PLAIN.get(lang)
    if table:
        text.chars[:] = [table.get(c, c) for c in text.chars]


def disguise(text, rng, lang):
    """One or two words hidden from filters: look-alike letters, dots or blanks between letters,
    invisible characters, a star for a vowel. Likelier in the act, but not only there."""
    found = [w for w in words(text) if 2 < w[1] - w[0] < 14]
    acts = [w for w in found if text.kinds[text.span_of[w[0]]] == "act"]
    for _ in range(rng.choice((1, 1, 2))):
        if not found:
            return
        begin, end = rng.choice(acts) if acts and rng.random() < 0.6 else rng.choice(found)
        if end > len(text.chars):
            return
        kind = rng.randrange(4)
        script = "cyrillic" if lang == "ru" else "latin"
        if kind == 0:
            for i in range(begin, end):
                swaps = SWAPS[script].get(text.chars[i].lower())
                if swaps and rng.random() < 0.7:
                    text.chars[i] = rng.choice(swaps)
        elif kind == 1:
            gap = rng.choice((".", " ", "-", "*", "_"))
            for i in range(end - 1, begin, -1):
                _insert(text, i, gap)
            return
        elif kind == 2:
            _insert(text, rng.randrange(begin + 1, end), rng.choice(ZERO_WIDTH))
            found = [w for w in words(text) if 2 < w[1] - w[0] < 14]
            acts = []
        else:
            text.chars[rng.randrange(begin + 1, end)] = "*"
            found = [w for w in words(text) if 2 < w[1] - w[0] < 14]
            acts = []


def tag_word(text, rng, lang):
    """A word in the text becomes a hashtag."""
    found = [w for w in words(text) if w[1] - w[0] > 3]
    if found:
        _insert(text, rng.choice(found)[0], "#")


KINDS = ((typo, 5), (lower, 5), (shout, 2), (unpunctuate, 4), (stretch, 2), (plain_letters, 2), (disguise, 3),
         (tag_word, 1))


def apply(text, rng, lang):
    """One or two kinds of noise."""
    functions = [f for f, _ in KINDS]
    weights = [w for _, w in KINDS]
    for f in rng.choices(functions, weights, k=rng.choice((1, 1, 2))):
        f(text, rng, lang)
