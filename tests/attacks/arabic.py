# SPDX-License-Identifier: Apache-2.0
"""Disguises that only the Arabic script has, as (rng, text) -> (text, how strong); Arabizi is for Arabic itself alone.

    dotless(rng, "بيت")  ->  ("ٮٮٮ", "100%")
"""
import unicodedata

from letters import pick, swap
from texts import rows_of

MARKS = [chr(c) for c in range(0x64B, 0x653)]
RARE_MARKS = [chr(c) for c in (0x670, 0x653, 0x656, 0x657, 0x6D6, 0x6DA, 0x6E1, 0x6E2)]
NOT_JOINED_AFTER = set("اأإآٱدذرزوؤةىءڈڑژےۃ")
VARIANTS = {"ي": ["ی", "ى", "ۍ"], "ى": ["ي", "ی"], "ك": ["ک", "ڪ", "ﻙ", "گ"], "ه": ["ہ", "ھ", "ە"], "ة": ["ه", "ۃ"], "ا": ["أ", "إ", "ٱ", "آ"],
            "أ": ["ا", "ٲ"], "إ": ["ا", "ٳ"], "آ": ["ا"], "ف": ["ڢ"], "ق": ["ڧ"], "و": ["ۉ", "ۆ"], "ؤ": ["و"], "ئ": ["ى", "ي"], "ن": ["ں"],
            "ی": ["ي", "ى", "ې"], "ک": ["ك", "ڪ"], "ہ": ["ه", "ھ", "ە"], "ھ": ["ه"], "ے": ["ی"], "ں": ["ن"]}
VARIANT_SETS = {"persian": {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ؤ": "و", "أ": "ا", "إ": "ا"},
                "urdu": {"ي": "ی", "ى": "ے", "ك": "ک", "ه": "ہ", "ة": "ۃ"}, "maghrebi": {"ف": "ڢ", "ق": "ڧ", "ن": "ں"},
                "arabic": {"ی": "ي", "ک": "ك", "ہ": "ه", "ۃ": "ة", "ے": "ي", "ں": "ن", "ھ": "ه"},
                "careless": {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي"}}
SKELETON = dict(zip("بتثجخذزشضظغفقنيةپچژگیکٹڈڑی", "ٮٮٮححدرسصطعڡٯٮٮهٮحرکىکٮدرى"))
DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]


def presentation_forms():
    """letter -> {isolated, initial, medial, final}, from the compatibility decompositions of FB50-FEFF."""
    forms = {}
    for point in (*range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD)):
        kind, _, rest = unicodedata.decomposition(chr(point)).partition(" ")
        if rest and " " not in rest:
            forms.setdefault(chr(int(rest, 16)), {}).setdefault(kind.strip("<>"), chr(point))
    return {letter: f for letter, f in forms.items() if "isolated" in f}


FORMS = presentation_forms()
LAM_ALEF = {("ل" + chr(int(unicodedata.decomposition(chr(p)).split()[2], 16)), unicodedata.decomposition(chr(p)).split()[0].strip("<>")): chr(p)
            for p in range(0xFEF5, 0xFEFD)}
MATH = {unicodedata.normalize("NFKC", chr(p)): chr(p) for p in range(0x1EEFF, 0x1EDFF, -1) if unicodedata.decomposition(chr(p))}


def harakat(rng, text):
    share, rnd = pick(rng, (.1, .35, .8)), rng.random
    marks = MARKS + RARE_MARKS if rnd() < .25 else MARKS
    out = []
    for c in text:
        out.append(c)
        if "ء" <= c <= "ي" and rnd() < share:
            out.append("ّ" + pick(rng, marks) if rnd() < .15 else pick(rng, marks))
    return "".join(out), f"{share:.0%}"


def tatweel(rng, text):
    share, most, rnd = pick(rng, (.2, .6, 1)), 1 + int(rng.random() * 4), rng.random
    out, last = [], len(text) - 1
    for i, c in enumerate(text):
        out.append(c)
        if i < last and c.isalpha() and c not in NOT_JOINED_AFTER and text[i + 1].isalpha() and rnd() < share:
            out.append("ـ" * (1 + int(rnd() * most)))
    return "".join(out), f"{share:.0%}"


def variants(rng, text):
    if rng.random() < .6:
        name = pick(rng, list(VARIANT_SETS))
        return swap(rng, text, VARIANT_SETS[name], 1), name
    share = pick(rng, (.2, .5))
    return swap(rng, text, VARIANTS, share), f"mixed {share:.0%}"


def presentation(rng, text):
    """Letters as the shapes they have in their places, as old converters leave them; or all in their isolated shape."""
    if rng.random() < .25:
        return "".join(FORMS[c]["isolated"] if c in FORMS else c for c in text), "isolated"
    out, before, i = [], False, 0
    while i < len(text):
        pair = text[i:i + 2]
        if (pair, "isolated") in LAM_ALEF:
            out.append(LAM_ALEF[pair, "final" if before else "isolated"])
            before, i = False, i + 2
            continue
        c, after = text[i], text[i + 1:i + 2]
        forms = FORMS.get(c)
        if forms:
            on = after in FORMS and after != "ء" and "initial" in forms
            out.append(forms.get(("medial" if before else "initial") if on else ("final" if before else "isolated"), c))
            before = on
        else:
            out.append(c)
            before = before and unicodedata.combining(c) > 0
        i += 1
    return "".join(out), "joined"


def mathematical(rng, text):
    return swap(rng, text, MATH, 1), "100%"


def dotless(rng, text):
    share = pick(rng, (1, 1, .5))
    text = " ".join("".join(SKELETON.get(c, c) for c in w[:-1]) + ("ں" if w[-1:] == "ن" else "ى" if w[-1:] in "يی" else SKELETON.get(w[-1:], w[-1:]))
                    if w and rng.random() < share else w for w in text.split(" "))
    return text, f"{share:.0%}"


def digits(rng, text):
    """The same figures in the other digits."""
    to, table = pick(rng, DIGITS), {}
    for row in DIGITS:
        table.update(zip(row, to))
    return "".join(table.get(c, c) for c in text), to[1]


ARABIZI = {}
for _convention, _letter, _latin in rows_of("arabizi.tsv"):
    for _name in ("egypt", "levant", "gulf", "maghreb") if _convention == "all" else [_convention]:
        ARABIZI.setdefault(_name, {})[_letter] = _latin.split(" ")
CONSONANTS = set("بتثجحخدذرزسشصضطظعغفقكلمنه")


def arabizi(rng, text):
    """As people type it: letters by one convention, and short vowels put in between consonants."""
    name = pick(rng, list(ARABIZI))
    letters, vowel, rnd = ARABIZI[name], pick(rng, ("a", "e", "aei", "ai")), rng.random
    words = []
    for word in text.split():
        word = "".join(c for c in word if not unicodedata.combining(c) and c != "ـ")
        out, i = [], 0
        if word.startswith("ال") and len(word) > 4:
            out.append(pick(rng, ("al", "el", "l", "al-")))
            i = 2
        for at in range(i, len(word)):
            c = word[at]
            to = letters.get(c)
            if to is None:
                out.append(c)
            else:
                out.append(to[0] if len(to) == 1 or rnd() < .8 else pick(rng, to))
                if c in CONSONANTS and word[at + 1:at + 2] in CONSONANTS and rnd() < .65:
                    out.append(pick(rng, vowel))
        words.append("".join(out))
    return " ".join(words), name


ARABIC = ("arabic",)
DISGUISES = {"harakat": (harakat, ARABIC, 3), "tatweel": (tatweel, ARABIC, 3), "variants": (variants, ARABIC, 4), "presentation": (presentation, ARABIC, 3),
             "mathematical": (mathematical, ARABIC, .7), "dotless": (dotless, ARABIC, 3), "digits": (digits, ARABIC, 3), "arabizi": (arabizi, ("ar",), 5)}
