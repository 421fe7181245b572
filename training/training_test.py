# SPDX-License-Identifier: Apache-2.0
"""Tests of what trains the reader. The parts that need torch, OpenVINO or the base are left out where those are not installed.

    build/train/venv/bin/python -m unittest discover -s training -p '*_test.py'
"""

import importlib.util
import pathlib
import sys
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))


def has(*packages) -> bool:
    return all(importlib.util.find_spec(package) for package in packages)


@unittest.skipUnless(has("numpy"), "needs numpy")
class Measures(unittest.TestCase):
    def test_auc(self):
        from measures import auc
        for scores, truth, expected in (([1, 2, 3, 4], [0, 0, 1, 1], 1.0), ([4, 3, 2, 1], [0, 0, 1, 1], 0.0),
                                        ([1, 1, 1, 1], [0, 1, 0, 1], 0.5), ([1, 3, 2, 4], [0, 0, 1, 1], 0.75)):
            self.assertAlmostEqual(auc(scores, truth), expected)

    def test_spans_are_exact(self):
        from measures import span_f1
        gold = [{("act", 0, 4), ("chosen", 5, 9)}, set()]
        for guess, expected in ((gold, 1.0), ([{("act", 0, 4)}, set()], round(2 / 3, 4)), ([{("act", 0, 3)}, set()], 0.0),
                                ([{("victim", 5, 9), ("act", 0, 4)}, {("act", 0, 1)}], 0.4)):
            self.assertAlmostEqual(span_f1(guess, gold, ())["all"], expected)

    def test_threshold_lets_no_more_through_than_it_may(self):
        from measures import threshold_at
        scores = [i / 1000 for i in range(1000)]
        for rate in (0.0, 0.001, 0.01, 0.5):
            self.assertLessEqual(sum(s > threshold_at(scores, rate) for s in scores), rate * 1000)

    def test_calibration_error(self):
        from measures import reliability
        self.assertAlmostEqual(reliability([0.25] * 4, [1, 0, 0, 0])[0], 0.0)
        self.assertAlmostEqual(reliability([0.9] * 4, [0, 0, 0, 0])[0], 0.9)


class Public(unittest.TestCase):
    def test_no_names_and_no_links_stay(self):
        from public import clean
        for written, kept in (("RT @some_one: the pier is shut https://t.co/x1", "the pier is shut http"),
                              ("thanks @a, @b!", "thanks , !"), ("me@example.org", "me@example.org"),
                              ("a &amp; b\n c", "a & b c"), ('"RT @x: closed"', "closed")):
            self.assertEqual(clean(written), kept)

    def test_abuse_with_a_word_of_violence_is_left_open(self):
        from public import abusive
        self.assertFalse(abusive("what a silly clown", "en", "x", 1, "train").threat)
        self.assertIsNone(abusive("somebody burn that clown's hat", "en", "x", 1, "train").threat)


class PiecesTest(unittest.TestCase):
    def pieces(self):
        from pieces import Pieces
        names = [b"<s>", b"<pad>", b"</s>", b"<unk>", "▁".encode(), "▁pier".encode(), "▁p".encode(), b"i", b"er", b"s"]
        scores = [0, 0, 0, 0, -4, -2, -3, -3, -3, -3]
        return Pieces(types.SimpleNamespace(begin=0, pad=1, end=2, unknown=3, pieces=names, scores=scores, unknown_score=-20,
                                            becomes={0x200B: (), 0x09: (0x20,), 0x1F1: (0x70, 0x69)}))

    def test_places_are_those_of_the_text(self):
        for text, expected in (("pier", [(5, 0, 4)]), ("pier  piers", [(5, 0, 4), (5, 4, 10), (9, 10, 11)]),
                               ("p\u200bier", [(5, 0, 5)]), ("\tpier", [(5, 0, 5)]), ("", [(4, 0, 0)]),
                               ("zi", [(4, 0, 0), (3, 0, 1), (7, 1, 2)])):
            self.assertEqual(self.pieces().cut(text), expected, text)

    def test_a_word_without_its_piece_falls_apart(self):
        pieces = self.pieces()
        del pieces.number["▁pier"]
        self.assertEqual(pieces.cut("pier"), [(6, 0, 1), (7, 1, 2), (8, 2, 4)])


@unittest.skipUnless(has("torch", "openvino"), "needs torch and OpenVINO")
class Learning(unittest.TestCase):
    def test_several_labels_may_be_true(self):
        import torch
        from losses import one_of
        logits, one = torch.tensor([[2.0, 1.0, 0.0]]), torch.ones(1)
        p = torch.softmax(logits, 1)[0]
        for allowed, expected in (([1, 0, 0], -p[0].log()), ([1, 1, 0], -(p[0] + p[1]).log()), ([1, 1, 1], torch.tensor(0.0)),
                                  ([0, 0, 0], torch.tensor(0.0))):
            self.assertAlmostEqual(float(one_of(logits, torch.tensor([allowed]).float(), one)), float(expected), places=5)

    def test_tags_and_back(self):
        from answers import spans_of
        from data import tags_of
        text = "We will burn the pier, not the mill."
        spans = [("act", 3, 12), ("chosen", 13, 21), ("rejected", 27, 35)]
        cut = [(0, 0, 2), (0, 2, 7), (0, 7, 12), (0, 12, 16), (0, 16, 21), (0, 21, 22), (0, 22, 26), (0, 26, 30), (0, 30, 35),
               (0, 35, 36)]
        self.assertEqual(spans_of(tags_of(cut, spans, text), [place[1:] for place in cut], text), set(spans))

    def test_the_graph_answers_as_the_network(self):
        import numpy as np
        import openvino as ov
        import torch
        from base import Rows
        from graph import Graph
        from network import Reader, Shape
        torch.manual_seed(1)
        reader = Reader(Shape(rows=50, width=32, layers=2, heads=2, inner=64, longest=16)).eval()
        dice = np.random.default_rng(2)
        rows = Rows(dice.uniform(.05, .2, (50, 1)).astype(np.float16), dice.integers(0, 256, (50, 1, 16)).astype(np.uint8), 32)
        with torch.no_grad():
            reader.word.weight.copy_(torch.from_numpy(rows.values()))
        weights = {name: values.numpy() for name, values in reader.state_dict().items()}
        model = ov.Core().compile_model(Graph(weights, reader.shape, rows, eight_bits=False).model(), "CPU",
                                        {"INFERENCE_PRECISION_HINT": "f32"})
        ids, mask = np.array([[4, 5, 6, 7], [8, 9, 1, 1]]), np.array([[1, 1, 1, 1], [1, 1, 0, 0]])
        said = model([ids, mask])
        with torch.no_grad():
            expected = reader(torch.from_numpy(ids), torch.from_numpy(mask).float())
        for name, values in expected.items():
            rows = [0] if name == "slots" else [0, 1]  # what stands on padding does not count
            self.assertLess(float(np.abs(said[name][rows] - values.numpy()[rows]).max()), 0.03, name)

    def test_padding_changes_nothing(self):
        import torch
        from network import Reader, Shape
        torch.manual_seed(1)
        reader = Reader(Shape(rows=50, width=32, layers=2, heads=2, inner=64, longest=16)).eval()
        with torch.no_grad():
            alone = reader(torch.tensor([[4, 5, 6]]), torch.ones(1, 3))
            padded = reader(torch.tensor([[4, 5, 6, 1, 1]]), torch.tensor([[1.0, 1, 1, 0, 0]]))
        for name in ("force", "stance", "threat", "embedding"):
            self.assertTrue(torch.allclose(alone[name], padded[name], atol=1e-5), name)


if __name__ == "__main__":
    unittest.main()
