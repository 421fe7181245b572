# SPDX-License-Identifier: Apache-2.0
"""The linear model that the reader is measured against (baseline.py trains it)."""

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union


class Baseline:
    def __init__(self):
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, max_features=200000, sublinear_tf=True)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, max_features=200000, sublinear_tf=True)
        self.model = make_pipeline(make_union(words, letters), LogisticRegression(C=8, max_iter=200, solver="liblinear"))
        self.threshold = 0.5

    def scores(self, texts):
        return self.model.predict_proba(texts)[:, 1]
