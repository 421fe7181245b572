# SPDX-License-Identifier: Apache-2.0
"""How wrong the answers are, where the right ones are known, wholly or in part."""

import torch
from torch.nn import functional

from data import KNOWN_NOT

WEIGHT = {"force": 0.5, "stance": 0.7, "threat": 1.0, "slots": 1.0, "embedding": 2.0}


def one_of(logits, allowed, weight):
    """The negative log of the probability of all labels that may be true together; rows of zeros count nothing."""
    known = allowed.sum(1) > 0
    if not known.any():
        return logits.sum() * 0
    logits, allowed, weight = logits[known].float(), allowed[known], weight[known]
    inside = torch.logsumexp(logits.masked_fill(allowed == 0, float("-inf")), 1)
    return ((torch.logsumexp(logits, 1) - inside) * weight).sum() / known.shape[0]


def losses(answers: dict, batch) -> dict:
    out = {"force": one_of(answers["force"], batch.forces, batch.weight),
           "stance": one_of(answers["stance"], batch.stances, batch.weight)}
    known = (batch.threat != KNOWN_NOT).float() * batch.weight
    each = functional.binary_cross_entropy_with_logits(answers["threat"].float(), batch.threat.clamp(min=0).float(),
                                                       reduction="none")
    out["threat"] = (each * known).mean()
    marked = (batch.tags != KNOWN_NOT).sum().clamp(min=1)
    out["slots"] = functional.cross_entropy(answers["slots"].float().flatten(0, 1), batch.tags.flatten(),
                                            ignore_index=KNOWN_NOT, reduction="sum") / marked
    return out


def total(parts: dict):
    return sum(WEIGHT[name] * value for name, value in parts.items())
