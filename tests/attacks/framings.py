# SPDX-License-Identifier: Apache-2.0
"""What is done to a post as a whole: parts of it, things around it, another order. (rng, world, lang, text) -> (text, how) or None.

    thread(rng, world, "en", "One. Two. Three.")  ->  ("1/2 One. Two.", …)

`world` gives `sentence(lang)` (a new whole sentence), `other(lang)` (an earlier post of another family) `channel(lang)`,
`handle()`, and `once`, the languages of which no sentence stands in two posts. None: it cannot be done to this text.
"""
import re

from letters import pick
from texts import rows_of, sentences_of

FRAMES = {}
for _kind, _lang, _words in rows_of("frames.tsv"):
    FRAMES.setdefault(_kind, {}).setdefault(_lang, []).append(_words.replace("\\n", "\n"))
SHORTEST = 40       # letters that a part must keep to be recognised


def frame(rng, kind, lang):
    table = FRAMES[kind]
    return pick(rng, table.get(lang) or table["en"])


def any_frame(rng, kind):
    return pick(rng, pick(rng, list(FRAMES[kind].values())))


def exact(rng, world, lang, text):
    return text, "same bytes"


def forward(rng, world, lang, text):
    """A header in the text, of the app's language, which need not be the post's."""
    kind = "forward" if rng.random() < .4 else None
    header = frame(rng, "forward", lang) if kind else any_frame(rng, "forward")
    if rng.random() < .15:
        return f"RT @{world.handle()}: {text}", "RT"
    return header.replace("{channel}", world.channel(lang)).replace("{handle}", world.handle()) + "\n" + text, header.split(" {")[0]


def signature(rng, world, lang, text):
    tail = frame(rng, "signature", lang) if rng.random() < .8 else any_frame(rng, "signature")
    return text + pick(rng, ("\n", "\n\n", " | ")) + tail.replace("{channel}", world.channel(lang)).replace("{handle}", world.handle()), "tail"


def quoted_reply(rng, world, lang, text):
    lines = text.split("\n") if rng.random() < .4 else wrap(text, 40 + int(rng.random() * 40))
    sign = pick(rng, ("> ", "> ", ">", "| ", "» "))
    quoted = "\n".join(sign + line for line in lines)
    own = world.sentence(lang)
    if len(own) > .5 * len(text):
        own = frame(rng, "reply", lang)
    return quoted + "\n" + own if rng.random() < .8 else own + "\n" + quoted, sign


def wrap(text, width):
    out, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width and line:
            out.append(line)
            line = ""
        line += (" " if line else "") + word
    return [*out, line]


def repunctuated(rng, text):
    text = re.sub(r"[\"«»“”„*_#]", "", text.replace("\n", " "))
    if rng.random() < .5:
        text = re.sub(r"[!]+", ".", text)
    if rng.random() < .4:
        text = text.replace(" - ", ", ").replace(" — ", ", ").replace("...", "…").replace("،", ",") if rng.random() < .5 else text.replace(",", "")
    return text.replace(",,", ",").strip().rstrip(".!?…")


def news_quote(rng, world, lang, text):
    """A sentence or more of the post inside an article's sentence."""
    sentences = sentences_of(text)
    most = len(sentences) if rng.random() < .5 else max(1, len(sentences) - 1)
    at = int(rng.random() * (len(sentences) - most + 1))
    quote = repunctuated(rng, " ".join(sentences[at:at + most]))
    words = quote.split()
    if len(words) > 24 and rng.random() < .4:
        cut = 2 + int(rng.random() * 4)
        quote = " ".join(words[cut:]) if rng.random() < .5 else " ".join(words[:-cut])
    if len(quote) < max(SHORTEST, .4 * len(text)):
        return None
    article = frame(rng, "news", lang).replace("{channel}", world.channel(lang)).replace("{quote}", quote)
    own = world.sentence(lang)
    if rng.random() < .5 and len(own) + len(article) - len(quote) < .6 * len(quote):
        article += " " + own
    return article, f"{most} of {len(sentences)}"


def merged(rng, world, lang, text):
    """Two posts in one; this one is much the larger."""
    other = world.other(lang, .7 * len(text))
    if other is None:
        return None
    glue = pick(rng, ("\n\n", "\n", " ", "\n---\n", "\n➖➖➖\n"))
    return (text + glue + other if rng.random() < .5 else other + glue + text), f"{len(other) / len(text):.1f}"


def excerpt(rng, world, lang, text):
    sentences = sentences_of(text)
    if len(sentences) < 3:
        return None
    many = 1 if lang in world.once and rng.random() < .5 else 2
    at = int(rng.random() * (len(sentences) - many + 1))
    part = " ".join(sentences[at:at + many])
    if len(part) < SHORTEST or part.count(" ") < 6 or len(part) > .85 * len(text):
        return None
    return part, f"{len(part) / len(text):.1f}"


def extension(rng, world, lang, text):
    many = pick(rng, (1, 1, 2))
    own = " ".join(world.sentence(lang) if rng.random() < .7 else frame(rng, "reply", lang) for _ in range(many))
    if len(own) > .8 * len(text):
        own = frame(rng, "reply", lang)
    how = pick(rng, ("before", "after", "both"))
    if how == "both":
        return frame(rng, "reply", lang) + " " + text + "\n" + own, how
    return (own + "\n" + text if how == "before" else text + " " + own), how


def reordered(rng, world, lang, text):
    sentences = sentences_of(text)
    if len(sentences) < 2:
        return None
    turned = sentences[1:] + sentences[:1] if rng.random() < .5 else sorted(sentences, key=lambda _: rng.random())
    return None if turned == sentences else (" ".join(turned), f"{len(sentences)} sentences")


def headline(rng, world, lang, text):
    """The first sentence set as a headline over the body, shortened or with a label; or in capitals."""
    sentences = sentences_of(text)
    head = sentences[0].rstrip(".!?…")
    how = pick(rng, ("capitals", "repeated", "label"))
    if how == "repeated":
        return " ".join(head.split()[:8]) + "\n\n" + text, how
    if how == "label":
        return frame(rng, "label", lang) + " " + text, how
    if len(sentences) < 2:
        return text.upper() if text.upper() != text else frame(rng, "label", lang) + " " + text, how
    return head.upper() + "\n\n" + " ".join(sentences[1:]), how


def thread(rng, world, lang, text):
    """A number of a thread before or after it, or between its halves."""
    of = 2 + int(rng.random() * 8)
    at = 1 + int(rng.random() * of)
    mark = pick(rng, ("{}/{}", "({}/{})", "[{} of {}]", "{}/{} 🧵", "Ч. {}/{}")).format(at, of)
    if rng.random() < .3 and len(sentences := sentences_of(text)) > 3:
        half = len(sentences) // 2
        return "1/2 " + " ".join(sentences[:half]) + "\n2/2 " + " ".join(sentences[half:]), "split"
    return (mark + " " + text if rng.random() < .6 else text + " " + mark), mark


def update(rng, world, lang, text):
    """A correction or an update appended by who posted it."""
    own = world.sentence(lang)
    if len(own) > .5 * len(text):
        return None
    mark = frame(rng, "update", lang)
    return (text + "\n\n" + mark + " " + own if rng.random() < .85 else mark + " " + own + "\n" + text), mark


def truncation(rng, world, lang, text):
    """Cut at the length that a platform allows."""
    limits = [n for n in (70, 140, 200, 280, 500) if SHORTEST < n < len(text)]
    if not limits:
        return None
    cut = text[:(pick(rng, limits) if 280 not in limits or rng.random() < .5 else 280) - 1]
    if rng.random() < .6:
        cut = cut[:cut.rfind(" ")] if " " in cut else cut
    if len(cut) < .25 * len(text):
        return None
    return cut + pick(rng, ("…", "...", "… [+]", "")), f"{len(cut)} of {len(text)}"


def edit(rng, world, lang, text):
    """The channel mends its own post: marks, capitals, a word left out or put in; no fact changes."""
    words = text.split(" ")
    for _ in range(1 + int(rng.random() * 3)):
        at, how = int(rng.random() * len(words)), rng.random()
        if how < .35:
            words[at] = words[at].rstrip(",.!?،") + pick(rng, (",", "!", ".", " —", ""))
        elif how < .6 and len(words) > 8 and words[at].islower() and len(words[at]) < 6:
            words[at] = ""
        elif how < .8:
            words[at] = words[at].capitalize() if words[at].islower() else words[at].lower()
        else:
            words[at] += " " + frame(rng, "filler", lang)
    return " ".join(w for w in words if w), "own post"


FRAMINGS = {"exact": (exact, 7), "forward": (forward, 8), "signature": (signature, 5), "quoted_reply": (quoted_reply, 3), "news_quote": (news_quote, 4),
            "merged": (merged, 3), "excerpt": (excerpt, 5), "extension": (extension, 4), "reordered": (reordered, 2), "headline": (headline, 2.5),
            "thread": (thread, 2), "update": (update, 3), "truncation": (truncation, 3), "edit": (edit, 3)}
# What others do with a post that somebody already changed; and changes after which a disguise is still to be recognised.
REPOSTS = ("exact", "forward", "signature", "quoted_reply")
MILD = ("forward", "signature", "extension", "update", "thread", "headline", "edit", "quoted_reply")
