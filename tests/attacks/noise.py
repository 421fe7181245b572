# SPDX-License-Identifier: Apache-2.0
"""What careless hands and machines leave in a text: slips, reading errors, doubled encodings. (rng, text) -> (text, how strong).

    ocr(rng, "the modern corner", …)  ->  "the modem comer"

No figure is put for another: that would be another fact. Letters may become figures.
"""
import html
import re

from letters import pick
from texts import rows_of

CONFUSED = {}
for _script, _one, _other in rows_of("misread.tsv"):
    CONFUSED.setdefault(_one, []).append(_other)
    if not _other.isdigit():
        CONFUSED.setdefault(_other, []).append(_one)
CONFUSED_WORDS = re.compile("|".join(sorted(map(re.escape, CONFUSED), key=len, reverse=True)))
KEYBOARDS = {"latin": ("qwertyuiop", "asdfghjkl", "zxcvbnm"), "cyrillic": ("йцукенгшщзх", "фывапролджэ", "ячсмитьбю"),
             "arabic": ("ضصثقفغعهخحج", "شسيبلاتنمك", "ئءؤرىةوزظ"), "hebrew": ("קראטוןםפ", "שדגכעיחלך", "זסבהנמצתץ")}
NEAR = {c: row[max(0, i - 1):i] + row[i + 1:i + 2] for rows in KEYBOARDS.values() for row in rows for i, c in enumerate(row)}


def places(rng, text, share):
    """Where letters stand that get hurt, from the last to the first."""
    found = {int(rng.random() * len(text)) for _ in range(max(1, round(share * len(text))))}
    return sorted((i for i in found if text[i].isalpha()), reverse=True)


def slips(rng, text):
    share = pick(rng, (.01, .025, .05))
    out = list(text)
    for i in places(rng, text, share):
        c, how = text[i], rng.random()
        if how < .4:
            near = pick(rng, NEAR.get(c.lower(), c))
            out[i] = near.upper() if c.isupper() else near
        elif how < .6:
            out[i] = ""
        elif how < .75:
            out[i] = c * 2
        elif i + 1 < len(text) and text[i + 1].isalpha() and out[i + 1] == text[i + 1]:
            out[i], out[i + 1] = out[i + 1], c
        else:
            out[i] = c + pick(rng, NEAR.get(c.lower(), c))
    return "".join(out), f"{share:.1%}"


def misread(rng, text, share):
    """Letters taken for others that look alike: share of the places where that can happen."""
    rnd = rng.random
    return CONFUSED_WORDS.sub(lambda m: pick(rng, CONFUSED[m[0]]) if rnd() < share else m[0], text)


def broken_lines(rng, text, hyphens):
    """Set in lines of one width; long words are parted at the end of a line."""
    width, rnd = 28 + int(rng.random() * 30), rng.random
    out, at = [], 0
    for word in text.split():
        if at + len(word) > width and at:
            if hyphens and len(word) > 7 and word.isalpha() and rnd() < .5:
                cut = 3 + int(rnd() * (len(word) - 5))
                out.append(" " + word[:cut] + "-\n" + word[cut:])
                at = len(word) - cut
                continue
            out.append("\n" + word)
            at = len(word)
        else:
            out.append((" " if out else "") + word)
            at += len(word) + 1
    return "".join(out)


def ocr(rng, text):
    share, rnd = pick(rng, (.015, .04, .08)), rng.random
    text = misread(rng, text, share)
    text = "".join(("" if rnd() < share * .6 else pick(rng, (" . ", " ' ", " ,", " | ", " ~ ")) if rnd() < share * .5 else " ") if c == " " else c
                   for c in text)
    if rnd() < .6:
        text = broken_lines(rng, text, text.isascii() or rnd() < .7)
    return text, f"{share:.0%}"


def screenshot(rng, text):
    """A screen of a telephone, read by a machine: what stands around the post, broken lines, errors."""
    if len(text) < 70:
        return text, "too short"
    rnd = rng.random
    clock = f"{int(rnd() * 24):02}:{int(rnd() * 60):02}"
    top = pick(rng, (f"{clock} LTE 8{int(rnd() * 9)}%\n", f"< Chats {int(rnd() * 90)}\n", f"{clock}\n", f".ıl 5G {clock}\n"))
    bottom = pick(rng, (f"\n{1 + rnd() * 40:.1f}K {clock}", f"\n{int(rnd() * 900)} views\nReply Forward", f"\n{clock} //", "\nMessage   Mute"))
    share = pick(rng, (.01, .03, .06))
    return top + broken_lines(rng, misread(rng, text, share), False) + bottom, f"{share:.0%}"


def entities(rng, text):
    """HTML that was escaped and never turned back, or escaped twice."""
    how, rnd = pick(rng, ("named", "twice", "numbers", "spaces")), rng.random
    if rnd() < .6:
        words = text.split(" ")
        at = int(rnd() * len(words))
        words[at] = pick(rng, ('"%s"', "\u2018%s\u2019", "%s &", "<%s>", "\u00ab%s\u00bb")) % words[at]
        text = " ".join(words)
    if how == "numbers":
        share = pick(rng, (.1, .5, 1))
        make = lambda c: f"&#{ord(c)};" if rnd() < .5 else f"&#x{ord(c):x};"
        return "".join(make(c) if (not c.isascii() or c in "&<>\"'") and rnd() < share else c for c in text), f"{how} {share:.0%}"
    text = html.escape(text).replace("\n", "<br>").replace("\u00ab", "&laquo;").replace("\u00bb", "&raquo;").replace("\u2019", "&rsquo;")
    text = text.replace("\u2018", "&lsquo;")
    if how == "spaces":
        return text.replace(" ", "&nbsp;"), how
    return (text.replace("&", "&amp;") if how == "twice" else text), how


def mojibake(rng, text):
    """UTF-8 taken for another encoding; only where few letters suffer, so that a reader still can."""
    marked = text.replace("'", "\u2019").replace(" - ", " \u2014 ")
    wrong = marked.encode().decode(pick(rng, ("latin-1", "cp1252", "cp1250")), "replace")
    return (wrong if len(wrong) < 1.15 * len(text) else text), "bytes"


ANY = ("latin", "cyrillic", "arabic", "hebrew")
DISGUISES = {"slips": (slips, ANY, 4), "ocr": (ocr, ANY, 4), "screenshot": (screenshot, ANY, 2), "entities": (entities, ANY, 3),
             "mojibake": (mojibake, ("latin",), 1.5)}
