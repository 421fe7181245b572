# SPDX-License-Identifier: Apache-2.0
"""Disguises of letters: each takes (rng, text) and gives (text, how strong), and a reader still recognises the text.

    math(rng, "The pier closes")  ->  ("𝐓𝐡𝐞 𝐩𝐢𝐞𝐫 𝐜𝐥𝐨𝐬𝐞𝐬", "bold")

DISGUISES lists them: name -> (function, scripts it works on, weight). Arabic's own are in arabic.py.
"""
import unicodedata

from texts import rows_of, sentences_of

ANY = ("latin", "cyrillic", "arabic", "hebrew")
BICAMERAL = ("latin", "cyrillic")
LATIN = ("latin",)


def pick(rng, items):
    return items[int(rng.random() * len(items))]


def swap(rng, text, table, share):
    """Every letter of the table, or a share of them, by its stand-in (one of several, when it is a list)."""
    rnd, get = rng.random, table.get
    out = []
    for c in text:
        to = get(c)
        if to is None or (share < 1 and rnd() >= share):
            out.append(c)
        else:
            out.append(to if to.__class__ is str else to[int(rnd() * len(to))])
    return "".join(out)


def swap_words(rng, text, table, share):
    """As swap, but whole words or none."""
    return " ".join(swap(rng, w, table, 1) if rng.random() < share else w for w in text.split(" "))


def between(rng, text, what, share, inside_words=True):
    """Puts one of `what` after letters (of words only, when asked)."""
    rnd, n, out = rng.random, len(what), []
    for c in text:
        out.append(c)
        if rnd() < share and not (inside_words and c.isspace()):
            out.append(what[int(rnd() * n)])
    return "".join(out)


def math_tables():
    """style -> {letter: mathematical letter}; the holes of the block are filled from the letterlike symbols."""
    tables = {}
    for point in (*range(0x1D400, 0x1D7CC), *range(0x2100, 0x2150)):
        c = chr(point)
        if unicodedata.decomposition(c).startswith("<font>"):
            plain = unicodedata.normalize("NFKC", c)
            name = unicodedata.name(c).removeprefix("MATHEMATICAL ").replace("BLACK-LETTER", "FRAKTUR")
            style = name.split(" CAPITAL")[0].split(" SMALL")[0].split(" DIGIT")[0]
            if "a" <= plain.lower() <= "z":
                tables.setdefault(style.lower(), {}).setdefault(plain, c)
    tables["italic"].setdefault("h", "ℎ")
    return {style: t for style, t in sorted(tables.items()) if len(t) == 52}


MATH = math_tables()
STYLES = list(MATH)
LOWER, UPPER = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def table(letters, upper=None):
    """A table from 26 stand-ins for small letters, and for capitals where they differ."""
    return {**dict(zip(LOWER, letters)), **dict(zip(UPPER, upper or letters))}


def run_of(small, capital):
    return table([chr(small + i) for i in range(26)], [chr(capital + i) for i in range(26)])


FULL_WIDTH = {chr(i): chr(i + 0xFEE0) for i in range(0x21, 0x7F)}
SMALL_CAPS = table("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ")
RAISED = table("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ", "ᴬᴮᶜᴰᴱᶠᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾQᴿˢᵀᵁⱽᵂˣʸᶻ")
CIRCLED = {"circled": run_of(0x24D0, 0x24B6), "black circled": run_of(0x1F150, 0x1F150), "parenthesized": run_of(0x249C, 0x1F110)}
SQUARED = {"squared": run_of(0x1F130, 0x1F130), "black squared": run_of(0x1F170, 0x1F170)}
REGIONAL = run_of(0x1F1E6, 0x1F1E6)
UPSIDE_DOWN = {**table("ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", "∀ᗺƆᗡƎℲ⅁HIſ⋊˥WNOԀΌᴚS⊥∩ΛMX⅄Z"), ".": "˙", ",": "'", "?": "¿", "!": "¡", "(": ")", ")": "("}
MIRRORED = {**table("ɒdɔbɘʇϱʜiįʞlmᴎoqpɿƨƚuvwxγz", "AᗺƆᗡƎꟻӘHIႱꓘ⅃MИOꟼϘЯƧTUVWXYZ"), "(": ")", ")": "(", "?": "⸮"}
LOOKALIKES = {}
for _lang, _letter, _like in rows_of("lookalikes.tsv"):
    LOOKALIKES.setdefault(_letter, []).extend(_like.split(" "))
LEET, LEET_WIDE = {}, {}
for _kind, _letter, _like in ((r[0], r[1], r[2]) for r in rows_of("leet.tsv")):
    for _c in {_letter, _letter.upper()}:
        (LEET if _kind == "one" else LEET_WIDE).setdefault(_c, []).extend(_like.split(" "))
LEET_BOTH = {c: LEET_WIDE.get(c, []) + LEET.get(c, []) for c in {*LEET, *LEET_WIDE}}

ZERO_WIDTH = [chr(c) for c in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x34F, 0x180E, 0x2061, 0x2062, 0x2063, 0x2064, 0x200E,
                               0x200F, 0x61C, 0x206A, 0x206F)]
SELECTORS = [chr(c) for c in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE0130))]
TAGS = [chr(c) for c in range(0xE0020, 0xE007F)]
FILLERS = [chr(c) for c in (0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800)]
MARKS = [chr(c) for c in range(0x300, 0x370) if c != 0x34F]
STROKES = [chr(c) for c in (0x335, 0x336, 0x332, 0x333, 0x337, 0x338, 0x305, 0x20D2, 0x20E5)]
SPACES = [chr(c) for c in (0x20, 0x2009, 0x200A, 0x202F, 0xA0, 0x3000, 0x2003, 0x205F, 0x2006)]
DOTS = ".-_*·|~•"
EMOJI = "🌧️ ☀️ 🌊 🍊 🐟 🎈 🌿 🕯️ 🔔 🚲 🎻 🦆 🍞 ⛵ 🌙 ⭐ 🐝 🧵 📌 💬 👍 👏🏽 🙂 😅 🤷‍♀️ 🪁 🏡 🫖 ❄️ 🌻 1️⃣ ♥️".split()
VOWELS = set("aeiouyAEIOUYаеёиоуыэюяіїєاويیوەה")


def math(rng, text):
    share = pick(rng, (1, 1, .6, .3))
    if rng.random() < .2:
        styles = [MATH[pick(rng, STYLES)] for _ in range(3)]
        return swap(rng, text, {c: [s[c] for s in styles] for c in styles[0]}, 1), "mixed"
    style = pick(rng, STYLES)
    return swap_words(rng, text, MATH[style], share) if share < 1 else swap(rng, text, MATH[style], 1), style


def full_width(rng, text):
    share = pick(rng, (1, 1, .5))
    text = swap_words(rng, text, FULL_WIDTH, share)
    return (text.replace(" ", "\u3000") if rng.random() < .5 else text), f"{share:.0%}"


def one_of(tables):
    def disguise(rng, text):
        name = pick(rng, list(tables))
        share = pick(rng, (1, 1, .5))
        return swap_words(rng, text, tables[name], share), f"{name} {share:.0%}"
    return disguise


def regional(rng, text):
    """Flags' letters, kept apart so that no two make a flag."""
    gap = pick(rng, ("\u200b", "\u200c", "\u2009", " "))
    word = lambda w: gap.join(REGIONAL.get(c, c) for c in w)
    return ("   " if gap in "\u2009 " else " ").join(map(word, text.split(" "))), repr(gap)


def combining(rng, text):
    most, share = 1 + int(rng.random() * 4), pick(rng, (.3, .6, 1))
    rnd, out = rng.random, []
    for c in text:
        out.append(c)
        if c.isalpha() and rnd() < share:
            out.extend(pick(rng, MARKS) for _ in range(1 + int(rnd() * most)))
    return "".join(out), f"{most} on {share:.0%}"


def struck(rng, text):
    mark = pick(rng, STROKES)
    return "".join(c + mark for c in text), f"{ord(mark):04X}"


def putting(what, shares):
    """Signs from `what` between letters."""
    def disguise(rng, text):
        share = pick(rng, shares)
        return between(rng, text, what if rng.random() < .6 else [pick(rng, what)], share), f"{share:.0%}"
    return disguise


def letter_spacing(rng, text):
    space = pick(rng, SPACES)
    wide = pick(rng, (space * 3, "   ", space * 2, "\n" if len(text) < 80 else space * 3))
    return wide.join(space.join(w) for w in text.split()), f"{ord(space):04X}"


def letter_dots(rng, text):
    sign = pick(rng, DOTS)
    return " ".join(sign.join(w) for w in text.split()), sign


def emoji_in_words(rng, text):
    share = pick(rng, (.15, .4, 1))
    return between(rng, text, EMOJI if rng.random() < .5 else [pick(rng, EMOJI)], share), f"{share:.0%}"


def emoji_between_words(rng, text):
    share, many = pick(rng, (.2, .5, 1)), 1 + int(rng.random() * 3)
    glue = pick(rng, (" ", ""))
    put = lambda w: w + glue + "".join(pick(rng, EMOJI) for _ in range(many)) if rng.random() < share else w
    return " ".join(map(put, text.split(" "))), f"{share:.0%}"


def stretched(rng, text):
    share, most, vowels = pick(rng, (.1, .3, .7)), 2 + int(rng.random() * 5), rng.random() < .7
    rnd = rng.random
    long = lambda c: c * (2 + int(rnd() * most)) if (c in VOWELS if vowels else c.isalpha()) and rnd() < share else c
    return "".join(map(long, text)), f"{share:.0%}"


def leet(rng, text):
    share = pick(rng, (.2, .5, 1))
    return swap(rng, text, LEET if rng.random() < .5 else {c: t[0] for c, t in LEET.items()}, share), f"{share:.0%}"


def leet_wide(rng, text):
    """Letters built from several signs: |3, \\/, |\\/|."""
    share = pick(rng, (.15, .3, .4))
    return swap(rng, text, LEET_BOTH, share), f"{share:.0%}"


def lookalikes(rng, text):
    share = pick(rng, (.1, .3, .6, 1))
    return swap(rng, text, LOOKALIKES if rng.random() < .6 else {c: t[0] for c, t in LOOKALIKES.items()}, share), f"{share:.0%}"


def flipped(letters):
    def disguise(rng, text):
        lines = rng.random() < .3
        flip = lambda s: "".join(letters.get(c, c) for c in reversed(s))
        return " ".join(map(flip, sentences_of(text))) if lines else flip(text), "by sentence" if lines else "whole"
    return disguise


def reversed_whole(rng, text):
    """Reversed in memory, and turned round again on the screen by RLO...PDF (LRO for scripts from right to left)."""
    rtl = any("\u0590" <= c <= "\u08ff" for c in text[:40])
    begin, end = ("\u202d" if rtl else "\u202e"), pick(rng, ("\u202c", "\u202c", ""))
    how = pick(rng, ("whole", "sentence", "word"))
    if how == "whole":
        return begin + text.replace("\n", " ")[::-1] + end, how
    parts = sentences_of(text) if how == "sentence" else text.split()
    return " ".join(begin + p[::-1] + "\u202c" for p in parts), how


def hashtags(rng, text):
    """Sentences, or a phrase in each, as one tag."""
    how = pick(rng, ("camel", "underscore", "lower", "phrase", "tags"))
    if how == "tags":
        return " ".join("#" + w if w[0].isalpha() else w for w in text.split()), how
    bare = lambda w: "".join(c for c in w if c.isalnum() or unicodedata.combining(c))
    sign = "#" if rng.random() < .8 else ""

    def tag(words):
        words = [w for w in map(bare, words) if w]
        if how == "underscore" or not any(c.lower() != c.upper() for w in words for c in w):
            return sign + "_".join(words)
        return sign + "".join(w.lower() if how == "lower" else w[:1].upper() + w[1:] for w in words)
    out = []
    for sentence in sentences_of(text):
        words = sentence.split()
        if how == "phrase" and len(words) > 5:
            at, n = int(rng.random() * (len(words) - 4)), 3 + int(rng.random() * 3)
            out.append(" ".join(words[:at] + [tag(words[at:at + n])] + words[at + n:]))
        else:
            out.append(tag(words))
    return " ".join(out), how


DISGUISES = {
    "math": (math, LATIN, 4), "full_width": (full_width, LATIN, 2.5), "small_caps": (one_of({"small caps": SMALL_CAPS, "raised": RAISED}), LATIN, 2),
    "circled": (one_of(CIRCLED), LATIN, 2), "squared": (one_of(SQUARED), LATIN, 1.5), "regional": (regional, LATIN, 1),
    "combining": (combining, ANY, 2.5), "struck": (struck, ANY, 1), "invisible": (putting(ZERO_WIDTH, (.1, .3, 1)), ANY, 2),
    "selectors": (putting(SELECTORS, (.1, .3, 1)), ANY, 1.5), "tags": (putting(TAGS, (.1, .3, 1)), ANY, 1.5),
    "fillers": (putting(FILLERS, (.05, .2, .5)), ANY, 1.5), "letter_spacing": (letter_spacing, ANY, 3), "letter_dots": (letter_dots, ANY, 1),
    "emoji_in_words": (emoji_in_words, ANY, 2), "emoji_between_words": (emoji_between_words, ANY, 2), "stretched": (stretched, ANY, 2.5),
    "leet": (leet, BICAMERAL, 2.5), "leet_wide": (leet_wide, BICAMERAL, 2.5), "lookalikes": (lookalikes, BICAMERAL, 4),
    "upside_down": (flipped(UPSIDE_DOWN), LATIN, 1.5), "mirrored": (flipped(MIRRORED), LATIN, 1),
    "reversed": (reversed_whole, ANY, 2.5), "hashtags": (hashtags, ANY, 2.5),
}
