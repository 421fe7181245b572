# SPDX-License-Identifier: Apache-2.0
"""The models that the reader is measured against; baseline.py trains them on the same messages.

    Linear     TF-IDF of words and of characters, logistic regression
    FastText   fastText's classifier: words, pairs of words, parts of words (Joulin et al. 2017)
"""

import os
import pathlib
import pickle

import fasttext
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union


class Linear:
    name = "TF-IDF"

    def __init__(self, texts, truth, weights):
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, max_features=200000, sublinear_tf=True)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, max_features=200000, sublinear_tf=True)
        self.model = make_pipeline(make_union(words, letters), LogisticRegression(C=8, max_iter=200, solver="liblinear"))
        self.model.fit(texts, truth, logisticregression__sample_weight=weights)

    def scores(self, texts) -> np.ndarray:
        return self.model.predict_proba(texts)[:, 1]

    def save(self, folder: pathlib.Path) -> None:
        (folder / "linear.pkl").write_bytes(pickle.dumps(self))

    @staticmethod
    def load(folder: pathlib.Path) -> "Linear":
        return pickle.loads((folder / "linear.pkl").read_bytes())


class FastText:
    """It knows no weights. It wants a file: one in memory, as no identity filled in is ever stored."""

    name = "fastText"

    def __init__(self, texts, truth, weights=None):
        file = os.memfd_create("texts")
        lines = (f"__label__{int(threat)} {' '.join(text.lower().split())}\n" for text, threat in zip(texts, truth))
        with os.fdopen(os.dup(file), "w", encoding="utf-8", errors="replace") as out:
            out.writelines(lines)
        self.model = fasttext.train_supervised(f"/proc/self/fd/{file}", epoch=5, lr=0.1, wordNgrams=2, minn=2, maxn=5, dim=50,
                                               bucket=500000, thread=2, verbose=0)
        os.close(file)

    def scores(self, texts) -> np.ndarray:
        lines = [" ".join(text.lower().split()).encode("utf-8", "replace").decode() for text in texts]
        labels, chances = self.model.predict(lines, k=1)
        return np.array([float(c[0]) if label[0] == "__label__1" else 1 - float(c[0]) for label, c in zip(labels, chances)])

    def save(self, folder: pathlib.Path) -> None:
        self.model.save_model(str(folder / "fasttext.bin"))

    @staticmethod
    def load(folder: pathlib.Path) -> "FastText":
        made = FastText.__new__(FastText)
        made.model = fasttext.load_model(str(folder / "fasttext.bin"))
        return made
