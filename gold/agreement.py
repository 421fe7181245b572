#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far two annotations of the same raw texts agree.

    agreement.py FIRST.ndjson SECOND.ndjson [--differences] [--json]

Only messages that stand in both files are compared, by their labels alone where one has no "marked"; one whose text differs once the marks are gone is an error. Prints Cohen's kappa for force, stance
and is_alert, plain agreement beside it, and F1 of spans: exact (same slot, same bytes) and relaxed (same slot, overlapping, each used once).
Neither side is the truth: F1 is the same both ways round. --differences lists what the two would have to talk about.
"""
import argparse
import json
import os
import sys
from collections import Counter

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check


def kappa(pairs):
    """Cohen's kappa; 1 where both use one and the same label throughout."""
    n = len(pairs)
    seen = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / n / n
    return (1.0 if chance == 1 else (seen - chance) / (1 - chance)), seen


def matches(one, two):
    """Spans of one slot in one message: (exact, relaxed) pairs. Largest overlap first."""
    pairs = sorted(((min(a[1], b[1]) - max(a[0], b[0]), a, b) for a in one for b in two if min(a[1], b[1]) > max(a[0], b[0])),
                   key=lambda t: (-t[0], t[1], t[2]))
    used_one, used_two = set(), set()
    for _, a, b in pairs:
        if a not in used_one and b not in used_two:
            used_one.add(a)
            used_two.add(b)
    return len(set(one) & set(two)), len(used_one)


def load(path):
    out = {}
    for where, d, fault in check.load(path):
        faults = [fault] if d is None else check.check(d) if 'marked' in d else []
        if faults:
            sys.exit(f'{where}: {faults[0]}')
        out[d['id']] = d
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('first')
    ap.add_argument('second')
    ap.add_argument('--differences', action='store_true')
    ap.add_argument('--json', action='store_true')
    a = ap.parse_args()
    sys.stdout.reconfigure(encoding='utf8', newline='\n')
    one, two = load(a.first), load(a.second)
    ids = sorted(one.keys() & two.keys())
    if not ids:
        sys.exit('no message stands in both files')
    labels = {k: [] for k in ('force', 'stance', 'is_alert')}
    spans = {s: [0, 0, 0, 0] for s in [*check.SLOTS, 'all']}  # exact, relaxed, in first, in second
    for i in ids:
        for k in ('force', 'stance'):
            labels[k].append((one[i][k], two[i][k]))
        labels['is_alert'].append((check.is_alert(one[i]), check.is_alert(two[i])))
        if 'marked' not in one[i] or 'marked' not in two[i]:
            continue
        (text, s1), (other, s2) = check.parse(one[i]['marked']), check.parse(two[i]['marked'])
        if text != other:
            sys.exit(f'{i}: the texts differ')
        for slot in check.SLOTS:
            x, y = [s[1:3] for s in s1 if s[0] == slot], [s[1:3] for s in s2 if s[0] == slot]
            for name in (slot, 'all'):
                for j, v in enumerate((*matches(x, y), len(x), len(y))):
                    spans[name][j] += v
        if a.differences and ((one[i]['force'], one[i]['stance']) != (two[i]['force'], two[i]['stance']) or s1 != s2):
            for d in (one[i], two[i]):
                print(f"{i}\t{d['force']}/{d['stance']}\t{d['marked']!r}")
    f1 = lambda n, s: 2 * n / (s[2] + s[3]) if s[2] + s[3] else None
    result = {'messages': len(ids),
              **{k: dict(zip(('kappa', 'agreement'), kappa(v))) for k, v in labels.items()},
              'spans': {s: {'exact': f1(v[0], v), 'relaxed': f1(v[1], v), 'first': v[2], 'second': v[3]} for s, v in spans.items() if v[2] + v[3]}}
    if a.json:
        print(json.dumps(result))
        return
    print(f"{len(ids)} messages in both")
    for k in labels:
        print(f"{k:10} kappa {result[k]['kappa']:.3f}   agreement {result[k]['agreement']:.3f}")
    print(f"{'':10} {'exact F1':>9} {'relaxed':>9} {'first':>7} {'second':>7}")
    for s, v in result['spans'].items():
        print(f"{s:10} {v['exact']:9.3f} {v['relaxed']:9.3f} {v['first']:7} {v['second']:7}")


if __name__ == '__main__':
    main()
