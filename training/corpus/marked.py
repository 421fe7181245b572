# SPDX-License-Identifier: Apache-2.0
"""Marked frames: reading them and filling them.

A frame is text with marks, fillers, optional parts and alternatives:

    [caller:{group}] [act:will (burn|{hit})] [chosen:{bldg}]( {when})?.

A backslash takes the next sign as it is; `\\n` is a line break.

`parse` turns it into a tree once; `Filler.fill` walks the tree with a seeded
generator and gives a `Text`, whose every character knows the mark it is in.
Later edits (noise, wrapping) work on that list, so spans never go stale.
"""

KINDS = ("caller", "addressee", "act", "victim", "chosen", "rejected", "place", "time", "means", "motive",
         "condition")
SPECIAL = "\\{}[]()|"


class FrameError(ValueError):
    """A frame or list that cannot be read; the message says where."""


class Text:
    """Characters and, beside each, the number of the span it belongs to (0: none)."""

    __slots__ = ("chars", "span_of", "kinds")

    def __init__(self, chars=None, span_of=None, kinds=None):
        self.chars = chars if chars is not None else []
        self.span_of = span_of if span_of is not None else []
        self.kinds = kinds if kinds is not None else [""]

    def add(self, string, span=0):
        self.chars.extend(string)
        self.span_of.extend([span] * len(string))

    def append(self, other):
        """Joins another text on, its spans renumbered behind ours."""
        shift = len(self.kinds) - 1
        self.chars.extend(other.chars)
        self.span_of.extend(s + shift if s else 0 for s in other.span_of)
        self.kinds.extend(other.kinds[1:])

    def string(self):
        return "".join(self.chars)

    def spans(self):
        """Spans in order, without blanks at their ends."""
        out = []
        at, size = 0, len(self.chars)
        while at < size:
            mark = self.span_of[at]
            end = at + 1
            while end < size and self.span_of[end] == mark:
                end += 1
            if mark:
                begin, stop = at, end
                while begin < stop and self.chars[begin].isspace():
                    begin += 1
                while stop > begin and self.chars[stop - 1].isspace():
                    stop -= 1
                if begin < stop:
                    out.append({"kind": self.kinds[mark], "begin": begin, "end": stop})
            at = end
        return out


def parse(frame):
    """The tree of a frame: a list of ('text', s), ('fill', name, form, tag), ('mark', kind, tree),
    ('any', [trees]) and ('maybe', tree)."""
    tree, at = _sequence(frame, 0, "")
    if at != len(frame):
        raise FrameError(f"stray '{frame[at]}' at {at}: {frame}")
    return tree


def _sequence(s, at, stops):
    out, plain = [], []

    def flush():
        if plain:
            out.append(("text", "".join(plain)))
            plain.clear()

    while at < len(s):
        c = s[at]
        if c in stops:
            break
        if c == "\\":
            if at + 1 >= len(s):
                raise FrameError(f"backslash at the end: {s}")
            plain.append("\n" if s[at + 1] == "n" else s[at + 1])
            at += 2
        elif c == "{":
            end = s.find("}", at)
            if end < 0:
                raise FrameError(f"'{{' without '}}': {s}")
            name, _, tag = s[at + 1:end].partition("#")
            name, _, form = name.partition(".")
            if not name.replace("_", "").isalnum() or (form and not form.replace("_", "").isalnum()):
                raise FrameError(f"no filler name '{name}': {s}")
            flush()
            out.append(("fill", name, form, tag))
            at = end + 1
        elif c == "[":
            colon = s.find(":", at)
            kind = s[at + 1:colon] if colon > 0 else ""
            if kind not in KINDS:
                raise FrameError(f"no mark '{kind}': {s}")
            flush()
            inner, at = _sequence(s, colon + 1, "]")
            if at >= len(s):
                raise FrameError(f"'[' without ']': {s}")
            out.append(("mark", kind, inner))
            at += 1
        elif c == "(":
            flush()
            choices = []
            at += 1
            while True:
                inner, at = _sequence(s, at, "|)")
                choices.append(inner)
                if at >= len(s):
                    raise FrameError(f"'(' without ')': {s}")
                at += 1
                if s[at - 1] == ")":
                    break
            node = ("any", choices)
            if s[at:at + 1] == "?":
                node = ("maybe", [node])
                at += 1
            out.append(node)
        elif c in SPECIAL:
            raise FrameError(f"stray '{c}' at {at}: {s}")
        else:
            plain.append(c)
            at += 1
    flush()
    return out, at


def names(tree):
    """All (filler, form) pairs a tree uses."""
    for node in tree:
        if node[0] == "fill":
            yield node[1], node[2]
        elif node[0] == "mark":
            yield from names(node[2])
        elif node[0] == "any":
            for inner in node[1]:
                yield from names(inner)
        elif node[0] == "maybe":
            yield from names(node[1])


class Group:
    """One filler: its forms' names and its rows, parsed; a row has one value per form."""

    def __init__(self, forms):
        self.forms = {form: i for i, form in enumerate(forms)}
        self.rows = []


class Filler:
    """Fills trees of one language. `identity` is a filler of its own generator, so that a caller
    can change who is named and nothing else."""

    def __init__(self, groups, lang):
        self.groups = groups
        self.lang = lang

    def fill(self, tree, rng, identity_rng, marks=True, start=True):
        """The filled tree; `start` says whether it begins a sentence."""
        text = Text()
        self._walk(tree, text, 0, rng, identity_rng, {}, marks, 0)
        return tidy(text, self.lang, start)

    def _walk(self, tree, text, span, rng, identity_rng, seen, marks, depth):
        for node in tree:
            what = node[0]
            if what == "text":
                text.add(node[1], span)
            elif what == "fill":
                self._fill(node, text, span, rng, identity_rng, seen, marks, depth)
            elif what == "mark":
                inside = span
                if marks and not span:
                    text.kinds.append(node[1])
                    inside = len(text.kinds) - 1
                self._walk(node[2], text, inside, rng, identity_rng, seen, marks, depth)
            elif what == "any":
                self._walk(rng.choice(node[1]), text, span, rng, identity_rng, seen, marks, depth)
            elif rng.random() < 0.5:
                self._walk(node[1], text, span, rng, identity_rng, seen, marks, depth)

    def _fill(self, node, text, span, rng, identity_rng, seen, marks, depth):
        _, name, form, tag = node
        group = self.groups.get(name)
        if group is None or (form and form not in group.forms):
            raise FrameError(f"{self.lang}: no filler {{{name}{'.' + form if form else ''}}}")
        if depth > 8:
            raise FrameError(f"{self.lang}: {{{name}}} fills itself")
        dice = identity_rng if name + "_invented" in self.groups else rng
        row = seen.get((name, tag)) if tag else None
        if row is None:
            used = seen.setdefault(name, set())
            row = dice.randrange(len(group.rows))
            for _ in range(6):
                if row not in used:
                    break
                row = dice.randrange(len(group.rows))
            used.add(row)
            if tag:
                seen[(name, tag)] = row
        values = group.rows[row]
        index = group.forms[form] if form else 0
        # A tagged row is asked for more than once: what is inside must come out alike as well.
        inner_rng = rng
        if tag:
            key = (name, tag, "dice")
            if key not in seen:
                seen[key] = rng.random()
            inner_rng = type(rng)(seen[key])
        inner_seen = seen if not tag else {}
        self._walk(values[index], text, span, inner_rng, identity_rng, inner_seen, marks, depth + 1)


def upper(c, lang):
    if lang == "tr" and c == "i":
        return "İ"
    big = c.upper()
    return big if len(big) == 1 else c


def tidy(text, lang, start=True):
    """One blank between words, none before closing punctuation, a capital at each sentence's start."""
    tight = ",." if lang == "fr" else ",.;:!?،؛؟"
    chars, span_of = [], []
    for c, s in zip(text.chars, text.span_of):
        if c == " " and (not chars or chars[-1] in " \n"):
            continue
        if c in tight or c == "\n":
            while chars and chars[-1] == " ":
                chars.pop()
                span_of.pop()
        chars.append(c)
        span_of.append(s)
    while chars and chars[-1] == " ":
        chars.pop()
        span_of.pop()
    for i, c in enumerate(chars):
        if start and c.isalpha():
            chars[i] = upper(c, lang)
            start = False
        elif c in "!?\n":
            start = True
        elif c == ".":
            start = i + 1 < len(chars) and chars[i + 1] in " \n" and chars[i - 1:i] != ["."]
        elif start and not c.isspace() and c not in "\"'“”«»„‘’(—–-¡¿":
            # What begins with a sign, a digit or a smiley keeps its own case.
            start = False
    text.chars, text.span_of = chars, span_of
    return text
