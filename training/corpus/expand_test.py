# SPDX-License-Identifier: Apache-2.0
"""Tests of the corpus and its expander: python3 -m unittest discover -s training/corpus -p '*_test.py'"""

import json
import os
import random
import re
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import expand  # noqa: E402
import marked  # noqa: E402
import noise  # noqa: E402

SAMPLE = 1500
SAME_STANCE = ("longer", "tagged", "passed", "addressed", "reasoned", "conditioned", "located")
PRESENT = [lang for lang in expand.LANGS if expand.load_frames(lang)]


def filled(frame, groups=None, lang="en", seed="s"):
    filler = marked.Filler(groups or {}, lang)
    return filler.fill(marked.parse(frame), random.Random(seed), random.Random(seed))


def cut(text):
    return [(s["kind"], text.string()[s["begin"]:s["end"]]) for s in text.spans()]


class MarkedTest(unittest.TestCase):
    def test_spans_are_where_the_text_is(self):
        cases = [
            ("we [act:will burn] [chosen:the pier].", "We will burn the pier.",
             [("act", "will burn"), ("chosen", "the pier")]),
            ("[chosen:the pier at [place:Vell]] [act:burns]", "The pier at Vell burns",
             [("chosen", "The pier at Vell"), ("act", "burns")]),
            ("so ,  [act: will go ] now", "So, will go now", [("act", "will go")]),
            ("\\[x\\] a\\nb", "[x] a\nB", []),
            ("[act:hit][chosen:it]", "Hitit", [("act", "Hit"), ("chosen", "it")]),
            ("(a|a)(x)?(x)?", None, []),
        ]
        for frame, text, spans in cases:
            got = filled(frame)
            if text is not None:
                self.assertEqual(text, got.string())
            self.assertEqual(spans, cut(got))

    def test_what_cannot_be_read_is_refused(self):
        for frame in ("[act:burn", "[deed:burn]", "a)", "(a|b", "{pier", "{}", "a|b", "x]", "end\\"):
            with self.assertRaises(marked.FrameError, msg=frame):
                marked.parse(frame)
        with self.assertRaises(marked.FrameError):
            filled("{pier}")

    def test_tagged_fillers_repeat_and_others_do_not(self):
        group = marked.Group(["base", "loud"])
        group.rows = [[marked.parse(c), marked.parse(c.upper())] for c in "abcdef"]
        for seed in range(50):
            one = filled("x {l#1} {l.loud#1} {l}", {"l": group}, seed=str(seed)).string().split()
            self.assertEqual(one[1].upper(), one[2])
            two = filled("x {l} {l}", {"l": group}, seed=str(seed)).string().split()
            self.assertNotEqual(two[1], two[2])

    def test_noise_keeps_the_spans_text(self):
        rng = random.Random(5)
        for _ in range(500):
            text = filled("we [act:will burn] [chosen:the old pier] on [time:Friday], friends.")
            noise.apply(text, rng, "en")
            self.assertEqual(len(text.chars), len(text.span_of))
            kinds = [s["kind"] for s in text.spans()]
            self.assertEqual(["act", "chosen", "time"], kinds)


class ListsTest(unittest.TestCase):
    def test_every_filler_and_form_a_frame_names_is_there(self):
        for lang in PRESENT:
            groups = expand.load_groups(lang)
            trees = [(f.id, f.tree) for f in expand.load_frames(lang)]
            trees += [("wrap", w.before + w.after) for w in expand.load_wraps(lang)]
            trees += [(name, cell) for name, g in groups.items() for row in g.rows for cell in row]
            for where, tree in trees:
                for name, form in marked.names(tree):
                    self.assertIn(name, groups, f"{lang} {where}")
                    self.assertTrue(groups[name].rows, f"{lang} {where} {name}")
                    if form:
                        self.assertIn(form, groups[name].forms, f"{lang} {where} {name}")

    def test_no_frame_twice(self):
        for lang in PRESENT:
            ids = [f.id for f in expand.load_frames(lang)]
            self.assertEqual([], sorted({i for i in ids if ids.count(i) > 1})[:5])

    def test_threats_never_name_a_real_identity(self):
        # Groups with an invented sibling hold real names; frames that carry a threat may only say {identity}.
        for lang in PRESENT:
            groups = expand.load_groups(lang)
            real = set()
            for name in groups:
                if name + "_invented" in groups and name.startswith("identity"):
                    for row in groups[name].rows:
                        real.update("".join(n[1] for n in cell) for cell in row)
            real = {r.lower() for r in real if len(r) > 3}
            everyday = {"female", "male", "white", "black", "young", "elderly", "blind", "deaf", "rich", "poor", "islander",
                        "foreign", "a man", "a woman", "women", "mann", "frau", "homme", "femme"}
            for path in expand._files("frames", lang):
                for number, line in expand._lines(path):
                    force, _, frame = line.split("\t")[:3]
                    if force == "none":
                        continue
                    for inner in re.findall(r"\[victim:([^\[\]]*)\]", frame):
                        plain = inner.lower().strip()
                        self.assertNotIn(plain, real - everyday, f"{path}:{number}")


class ExpandTest(unittest.TestCase):
    def test_messages_are_well_formed(self):
        for lang in PRESENT:
            for item in expand.Corpus(lang).messages(3, SAMPLE):
                text = item["text"]
                self.assertTrue(text.strip())
                self.assertNotRegex(text, r"[{}]", item["frame"])
                self.assertIn(item["force"], expand.FORCES)
                self.assertIn(item["stance"], expand.STANCES)
                end = 0
                for span in item["spans"]:
                    self.assertIn(span["kind"], marked.KINDS)
                    self.assertLessEqual(end, span["begin"], item["frame"])
                    self.assertLess(span["begin"], span["end"])
                    end = span["end"]
                self.assertLessEqual(end, len(text))
                if item["force"] == "none":
                    self.assertEqual([], item["spans"])
                    self.assertEqual("own", item["stance"])

    def test_same_seed_same_lines_other_seed_others(self):
        def lines(seed):
            return [json.dumps(m) for m in expand.Corpus("en").messages(seed, 200)]
        self.assertEqual(lines(1), lines(1))
        self.assertNotEqual(lines(1), lines(2))

    def test_parts_share_no_frame_and_pairs_stay_together(self):
        for lang in PRESENT:
            parts = {}
            for frame in expand.load_frames(lang):
                parts.setdefault(frame.pair or frame.id, set()).add(frame.part)
            self.assertTrue(all(len(p) == 1 for p in parts.values()))
            train = {f.id for f in expand.Corpus(lang, "train").frames}
            dev = {f.id for f in expand.Corpus(lang, "dev").frames}
            self.assertFalse(train & dev)
            self.assertTrue(train and dev)
            for item in expand.Corpus(lang, "dev").messages(1, 100):
                self.assertIn(item["frame"], dev)

    def test_no_text_comes_twice(self):
        texts = [m["text"] for m in expand.Corpus("en").messages(9, 5000)]
        self.assertEqual(5000, len(texts))
        self.assertEqual(len(texts), len(set(texts)))

    def test_real_identities_only_on_request(self):
        groups = expand.load_groups("en")
        real = [re.escape("".join(n[1] for n in row[0])) for row in groups["identity"].rows]
        pattern = re.compile(r"\b(" + "|".join(r for r in real if r[0].isupper()) + r")\b")
        invented = [m["text"] for m in expand.Corpus("en").messages(4, SAMPLE, harmless=0, noisy=0, compose=0)]
        self.assertFalse([t for t in invented if pattern.search(t)][:3])
        named = [m["text"] for m in expand.Corpus("en", identity="real").messages(4, SAMPLE, 0.5, 0)]
        self.assertTrue([t for t in named if pattern.search(t)])

    def test_swaps_change_who_is_named_and_nothing_else(self):
        groups = {}
        for item in expand.Corpus("en", identity="real").messages(6, SAMPLE, noisy=0, swaps=3):
            groups.setdefault(item["group"], []).append(item)
        several = [g for g in groups.values() if len(g) > 1]
        self.assertGreater(len(several), 10)
        for group in several:
            self.assertEqual(1, len({(m["frame"], m["force"], m["stance"]) for m in group}))
            self.assertEqual(1, len({tuple(s["kind"] for s in m["spans"]) for m in group}))

    def test_a_wrapped_message_gets_the_stance_of_its_wrap(self):
        for lang in PRESENT:
            for wrap in expand.load_wraps(lang):
                if wrap.name in SAME_STANCE:
                    self.assertEqual("=", wrap.to, wrap)
                else:
                    self.assertNotEqual("=", wrap.to, wrap)

    def test_marks_of_a_wrap_are_kept_and_fall_away_around_a_harmless_message(self):
        wrap = expand.Wrap("addressed", ("own",), "=", marked.parse("[addressee:People of Vell]: "),
                           marked.parse(" (This is) [motive:for the orchard]."), "train", True)
        corpus = expand.Corpus("en")
        corpus.wraps = {"own": {"addressed": [wrap]}}
        for force, kinds in (("intends", ["addressee", "act", "chosen", "motive"]), ("none", [])):
            text = filled("we " + ("[act:burn] [chosen:the pier]" if force != "none" else "paint the pier"))
            out, stance = corpus._wrap(text, "own", force, random.Random(1), random.Random(1))
            self.assertEqual("own", stance)
            self.assertEqual(kinds, [s["kind"] for s in out.spans()])
            self.assertTrue(out.string().startswith("People of Vell: We "))
            self.assertTrue(out.string().endswith("the pier. This is for the orchard."))
            if kinds:
                self.assertEqual(("motive", "for the orchard"), cut(out)[-1])

    def test_fillers_in_a_wrap_without_marks_bring_none(self):
        for lang in PRESENT:
            for wrap in expand.load_wraps(lang):
                if wrap.name not in ("addressed", "reasoned", "conditioned", "located"):
                    self.assertFalse(wrap.marks, wrap)
        corpus = expand.Corpus("en")
        wrap = expand.Wrap("longer", ("own",), "=", marked.parse("Off until {when}. "), [], "train", False)
        corpus.wraps = {"own": {"longer": [wrap]}}
        out, _ = corpus._wrap(filled("we [act:burn] it"), "own", "intends", random.Random(1), random.Random(1))
        self.assertEqual(["act"], [s["kind"] for s in out.spans()])


if __name__ == "__main__":
    unittest.main()
