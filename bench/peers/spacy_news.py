#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""spaCy reading news by rules, as a peer of `tocsin record`: spacy_news.py [--model NAME | --blank | --shape] FILE.ndjson

Prints one JSON line an article: names, times, quotations with speaker and verb, numbers of killed and injured.

--model  an installed pipeline with parser and names (en_core_web_sm): what one would use
--blank  no model: tokens, sentences and word rules only, far less work than the above
--shape  a pipeline of en_core_web_sm's shape (CNN of width 96, 4 deep; tagger, parser, names) with weights drawn at random: it takes
         about the time of the real one, and what it says means nothing
"""
import argparse
import json
import random

import spacy
from spacy.matcher import Matcher
from spacy.training import Example

SAY = ["say", "said", "says", "tell", "told", "announce", "announced", "add", "added", "deny", "denied", "warn", "warned", "report", "reported", "claim", "claimed"]
HARM = ["killed", "dead", "died", "injured", "wounded", "missing"]


def shape():
    nlp = spacy.blank("en")
    width = 96
    nlp.add_pipe("tok2vec", config={"model": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
                  "rows": [5000, 1000, 2500, 2500, 50, 50], "include_static_vectors": False},
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": 4, "window_size": 1, "maxout_pieces": 3}}})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": listener}
    nlp.add_pipe("parser", config={"model": {**parser, "state_type": "parser", "extra_state_tokens": False}})
    # Names have their own network there.
    own = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": width, "depth": 4, "embed_size": 2000, "window_size": 1,
           "maxout_pieces": 3, "subword_features": True}
    nlp.add_pipe("ner", config={"model": {**parser, "state_type": "ner", "extra_state_tokens": False, "tok2vec": own}})
    words = "Boats sail to the old harbour of Tamun on Monday".split()
    heads, deps = [1, 1, 1, 5, 5, 2, 5, 6, 1, 8], ["nsubj", "ROOT", "prep", "det", "amod", "pobj", "prep", "pobj", "prep", "pobj"]
    doc = spacy.tokens.Doc(nlp.vocab, words=words)
    gold = {"words": words, "tags": ["NNS", "VBP", "IN", "DT", "JJ", "NN", "IN", "NNP", "IN", "NNP"], "heads": heads, "deps": deps,
            "entities": [(38, 43, "GPE"), (47, 53, "DATE")]}
    random.seed(1)
    nlp.initialize(lambda: [Example.from_dict(doc, gold)])
    return nlp


def pipeline(options):
    if options.shape:
        return shape()
    if options.blank:
        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer")
        return nlp
    return spacy.load(options.model)


def statements(doc, matcher):
    for _, begin, end in matcher(doc):
        verb = doc[begin]
        subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None) if doc.has_annotation("DEP") else doc[max(begin - 1, 0)]
        content = next((t for t in verb.rights if t.dep_ == "ccomp"), None) if doc.has_annotation("DEP") else None
        span = doc[content.left_edge.i : content.right_edge.i + 1] if content is not None else verb.sent
        yield {"source": doc[subject.left_edge.i : subject.right_edge.i + 1].text if subject is not None else None, "cue": verb.text, "content": span.text}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--blank", action="store_true")
    parser.add_argument("--shape", action="store_true")
    options = parser.parse_args()
    nlp = pipeline(options)
    says = Matcher(nlp.vocab)
    says.add("SAY", [[{"LOWER": {"IN": SAY}}]])
    harmed = Matcher(nlp.vocab)
    harmed.add("HARM", [[{"LIKE_NUM": True}, {"IS_ALPHA": True, "OP": "*"}, {"LOWER": {"IN": HARM}}]])
    articles = map(json.loads, open(options.file, encoding="utf-8"))
    for doc, article in nlp.pipe(((a["text"], a["id"]) for a in articles), as_tuples=True):
        print(json.dumps({"id": article, "names": [[e.text, e.label_] for e in doc.ents], "statements": list(statements(doc, says)),
                          "figures": [doc[b:e].text for _, b, e in harmed(doc)]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
