#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks marked messages against docs/annotation.md, and turns them into what other programs read.

    check.py FILE...            every line checked; faults on stderr with file and line, counts on stdout; exit 1 if there was a fault
    check.py --raw FILE...      {"id","lang","text"} a line, no marks, no labels: input for `tocsin read`, and for a second annotator
    check.py --read FILE...     {"id","lang","kind","is_alert","threats":[…]} a line, in the shape of `tocsin read`, byte offsets:
                                the gold side of score_spans.py --layer threats
    check.py --self-test        the checks on lines made to fail

Standard library only. parse() is used by agreement.py too.
"""
import argparse
import json
import re
import sys
from collections import Counter

FORCES = 'intends calls_for wishes warns praises none'.split()
STANCES = 'own forwarded quoted reported negated opposed unserious'.split()
SLOTS = {'caller': 'caller', 'addressee': 'addressee', 'act': 'act', 'victim': 'victims', 'chosen': 'targets_chosen',
         'rejected': 'targets_rejected', 'place': 'places', 'time': 'time', 'means': 'means', 'motive': 'motive',
         'condition': 'condition'}
SINGLE = {'caller', 'addressee', 'act'}
KEYS = {'id', 'lang', 'kind', 'marked', 'force', 'stance', 'group', 'expect', 'variety'}
KIND = re.compile(r'(?:mft|inv|dir)\.[a-z0-9_]+|free')
OPEN = re.compile(r'\[(%s):' % '|'.join(SLOTS))
BAD_END = ' \t\n.,;:!?؟،؛…'


class Fault(Exception):
    pass


def parse(marked):
    """-> (text, [(slot, begin, end, words)]), offsets in bytes of text's UTF-8. Raises Fault."""
    text, spans, at = '', [], 0
    while True:
        m = OPEN.search(marked, at)
        if not m:
            text += marked[at:]
            break
        text += marked[at:m.start()]
        close = marked.find(']', m.end())
        if close < 0:
            raise Fault(f'mark {m.group()} is never closed')
        words = marked[m.end():close]
        if OPEN.search(words) or '[' in words:
            raise Fault(f'a mark inside the mark {m.group()}{words}]')
        if not words.strip():
            raise Fault(f'empty mark {m.group()}]')
        if words[0] in ' \t\n' or words[-1] in BAD_END:
            raise Fault(f'mark {m.group()}{words}] begins or ends with a space or punctuation')
        begin = len(text.encode())
        text += words
        spans.append((m.group(1), begin, len(text.encode()), words))
        at = close + 1
    if re.search(r'\[[a-z]+:\S', text):
        raise Fault('something like a mark with an unknown name')
    if not text.strip():
        raise Fault('no text')
    return text, spans


def is_alert(d):
    return d['force'] in ('intends', 'calls_for', 'wishes') and d['stance'] in ('own', 'forwarded')


def check(d):
    """The faults of one line, as a list of words."""
    faults = [f'no "{k}"' for k in ('id', 'lang', 'kind', 'marked', 'force', 'stance') if not isinstance(d.get(k), str)]
    if faults:
        return faults
    faults += [f'unknown key "{k}"' for k in sorted(d.keys() - KEYS)]
    if d['force'] not in FORCES:
        faults.append(f'unknown force "{d["force"]}"')
    if d['stance'] not in STANCES:
        faults.append(f'unknown stance "{d["stance"]}"')
    if not KIND.fullmatch(d['kind']):
        faults.append(f'unknown kind "{d["kind"]}"')
    if ('group' in d) != ('expect' in d):
        faults.append('group and expect go together')
    if d.get('expect', 'base') not in ('base', 'same', 'verdict', 'up', 'down'):
        faults.append(f'unknown expect "{d["expect"]}"')
    try:
        _, spans = parse(d['marked'])
    except Fault as f:
        return faults + [str(f)]
    n = Counter(s for s, *_ in spans)
    faults += [f'{n[s]} marks {s}, one at most' for s in sorted(SINGLE) if n[s] > 1]
    if d['force'] == 'none':
        if spans:
            faults.append('force none, yet something is marked')
        if d['stance'] != 'own':
            faults.append('force none has stance own')
    elif not n['act']:
        faults.append('a threat without an act')
    return faults


def check_groups(lines):
    """Groups have one base; `same` twins carry its labels, `verdict` twins its is_alert, and no `down` twin of a quiet base alerts. -> [(where, fault)]"""
    out, groups = [], {}
    for where, d in lines:
        if 'group' in d:
            groups.setdefault(d['group'], []).append((where, d))
    for name, members in sorted(groups.items()):
        bases = [d for _, d in members if d['expect'] == 'base']
        if len(bases) != 1 or len(members) < 2:
            out.append((members[0][0], f'group {name}: {len(bases)} bases in {len(members)} lines'))
            continue
        for where, d in members:
            if d['expect'] == 'same' and (d['force'], d['stance']) != (bases[0]['force'], bases[0]['stance']):
                out.append((where, f'group {name}: a twin with other labels than its base'))
            was, now = is_alert(bases[0]), is_alert(d)
            if was != now and (d['expect'] in ('same', 'verdict') or (d['expect'] == 'up') == was):
                out.append((where, f'group {name}: a verdict that "expect" rules out'))
    return out


def reading(d):
    """One line in the shape of `tocsin read`."""
    text, spans = parse(d['marked'])
    out = {'id': d['id'], 'lang': d['lang'], 'kind': d['kind'], 'is_alert': is_alert(d), 'threats': []}
    if d['force'] != 'none':
        t = {'force': d['force'], 'stance': d['stance']}
        for mark, slot in SLOTS.items():
            found = [{'begin': b, 'end': e, 'text': w} for m, b, e, w in spans if m == mark]
            t[slot] = (found[0] if found else None) if mark in SINGLE else found
        out['threats'].append(t)
    return out


def load(path):
    """-> [(where, line or None, fault or None)]"""
    out = []
    with open(path, encoding='utf8') as f:
        for n, line in enumerate(f, 1):
            if not line.strip():
                continue
            try:
                d = json.loads(line)
                out.append((f'{path}:{n}', d, None) if isinstance(d, dict) else (f'{path}:{n}', None, 'not an object'))
            except ValueError as e:
                out.append((f'{path}:{n}', None, f'not JSON: {e}'))
    return out


def report(lines):
    n = Counter(d['lang'] for d in lines)
    alerts = sum(is_alert(d) for d in lines)
    print(f'{len(lines)} messages ({", ".join(f"{k} {v}" for k, v in sorted(n.items()))}), {alerts} alerts ({alerts / len(lines):.0%})')
    print('force   ', '  '.join(f'{k} {v}' for k, v in Counter(d['force'] for d in lines).most_common()))
    print('stance  ', '  '.join(f'{k} {v}' for k, v in Counter(d['stance'] for d in lines if d['force'] != 'none').most_common()))
    print('marks   ', '  '.join(f'{k} {v}' for k, v in Counter(s for d in lines for s, *_ in parse(d['marked'])[1]).most_common()))
    print('kinds   ', '  '.join(f'{k} {v}' for k, v in sorted(Counter(d['kind'] for d in lines).items())))


def self_test():
    good = {'id': 'x', 'lang': 'en', 'kind': 'free', 'marked': 'We [act:will close] [chosen:the gate] [now].', 'force': 'intends', 'stance': 'own'}
    assert check(good) == [], check(good)
    text, spans = parse('é [act:will go].')
    assert text == 'é will go.' and spans == [('act', 3, 10, 'will go')], spans
    assert text.encode()[3:10] == b'will go'
    for change in ({'marked': 'We [act:will [chosen:x] go]'}, {'marked': 'We [act:will go'}, {'marked': '[act:go] [act:go]'}, {'marked': '[deed:go] [act:go]'},
                   {'marked': '[act:go.]'}, {'marked': '[act:]'}, {'marked': 'no act'}, {'force': 'none'}, {'force': 'hopes'}, {'stance': 'mine'},
                   {'kind': 'other'}, {'group': 'g'}, {'lang': 3}, {'marked': ' ', 'force': 'none'}, {'extra': 1}):
        assert check({**good, **change}), change
    assert check_groups([('a', {**good, 'group': 'g', 'expect': 'base'}), ('b', {**good, 'stance': 'quoted', 'group': 'g', 'expect': 'same'})])
    r = reading(good)
    assert r['is_alert'] and r['threats'][0]['act'] == {'begin': 3, 'end': 13, 'text': 'will close'} and r['threats'][0]['caller'] is None
    print('self-test passed')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('files', nargs='*')
    for flag in ('--raw', '--read', '--self-test'):
        ap.add_argument(flag, action='store_true')
    a = ap.parse_args()
    sys.stdout.reconfigure(encoding='utf8', newline='\n')
    if a.self_test:
        return self_test()
    if not a.files:
        ap.error('no file named')
    faults, lines, seen = [], [], {}
    for path in a.files:
        for where, d, fault in load(path):
            found = [fault] if d is None else check(d)
            if d is not None and isinstance(d.get('id'), str):
                if d['id'] in seen:
                    found.append(f'id {d["id"]} is also at {seen[d["id"]]}')
                seen.setdefault(d['id'], where)
            faults += [(where, f) for f in found]
            if not found:
                lines.append((where, d))
    faults += check_groups(lines)
    for where, fault in faults:
        print(f'{where}: {fault}', file=sys.stderr)
    for _, d in lines:
        if a.raw:
            print(json.dumps({'id': d['id'], 'lang': d['lang'], 'text': parse(d['marked'])[0]}, ensure_ascii=False))
        elif a.read:
            print(json.dumps(reading(d), ensure_ascii=False))
    if not (a.raw or a.read) and lines:
        report([d for _, d in lines])
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
