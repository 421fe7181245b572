# SPDX-License-Identifier: Apache-2.0
"""`watch`: messages as they come, in a window with bounded memory; what left it is found through the store; a crash changes nothing."""
import json
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
import make_cases  # noqa: E402

WORDS = ("pier harbour closes winter ferry market opens lantern early library sledge season bread weather mild repairs keeper morning hill "
         "lends square bridge paint ticket window garden kettle ladder orchard visitors benches river notice timetable").split()


def posts(n, seed, start=1767225600, gap=60, copies_of_copies=True):
    """n posts: new sentences, and copies, edits and excerpts of earlier ones, near and far."""
    dice, out, new = random.Random(seed), [], []
    for i in range(n):
        kind = dice.randrange(6) if out else 5
        among = out if copies_of_copies else new
        of = among[-dice.randrange(1, min(len(among), 2000 if dice.random() < .3 else 60) + 1)] if out else None
        if kind == 0:
            text = of["text"]
        elif kind == 1:
            text = of["text"] + ", says the keeper of the lighthouse"
        elif kind == 2:
            text = " ".join(of["text"].split()[: max(8, len(of["text"].split()) * 2 // 3)])
        else:
            text = " ".join(dice.choice(WORDS) + dice.choice("abcdefgh") for _ in range(dice.randrange(12, 24)))
        out.append({"id": f"m{i}", "text": text, "channel": f"channel {dice.randrange(9)}",
                    "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(start + i * gap))})
        if kind > 2:
            new.append(out[-1])
    return out


def ndjson(messages):
    return "".join(json.dumps(m) + "\n" for m in messages)


def families(store):
    """By source id: the first of its family, the relation, what it was copied from, the similarity."""
    with sqlite3.connect(store) as db:
        source = dict(db.execute("SELECT id, source_id FROM documents"))
        out = {s: (s, "first", None, 1) for s in source.values()}
        first, rows = {}, db.execute("SELECT document, family, body FROM members").fetchall()
        for document, family, body in rows:
            if json.loads(body)["relation"] == "first":
                assert family not in first, f"{family} has two firsts"
                first[family] = document
        for document, family, body in rows:
            m = json.loads(body)
            out[source[document]] = (source[first[family]], m["relation"], source.get(m["of"]), round(m["similarity"], 4))
        return out


def everything(store):
    with sqlite3.connect(store) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return {t: db.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall()
                for t in ("documents", "members", "window", "marks", "provenances", "oddities", "sources", "readings")}


def traced(s, file):
    return {r["id"]: (r["family"], r["relation"], r["of"], round(r["similarity"], 4))
            for r in s.lines("trace", "--translations", "none", file)}


def watched(s, store, *more, **named):
    return s.lines("watch", "--once", "--store", store, *more, **named)


def test_watch_says_what_trace_says(s):
    messages = posts(3000, seed=3, copies_of_copies=False)
    file = s.write("m.ndjson", ndjson(messages))
    expected = traced(s, file)
    assert sum(r[1] != "first" for r in expected.values()) > 1000
    events = watched(s, s.folder / "a.db", file)
    assert families(s.folder / "a.db") == expected
    assert sum(e["event"] in ("new", "joined", "edited") for e in events) == len(messages)
    # Of copies of copies, trace looks less closely at those that come together, in one block.
    messages = posts(3000, seed=3)
    expected = traced(s, s.write("n.ndjson", ndjson(messages)))
    watched(s, s.folder / "n.db", s.folder / "n.ndjson")
    found = families(s.folder / "n.db")
    same = sum(found[m][0] == expected[m][0] for m in expected)
    assert same >= .97 * len(expected), f"{same} of {len(expected)} have the same first"


def test_the_order_in_which_messages_come_matters_little(s):
    messages = posts(1500, seed=4, copies_of_copies=False)
    expected = traced(s, s.write("m.ndjson", ndjson(messages)))
    random.Random(4).shuffle(messages)  # the earliest is the first, whenever it came
    events = watched(s, s.folder / "b.db", "-", stdin=ndjson(messages))
    assert any(e["event"] == "first_moved" for e in events)
    shuffled = families(s.folder / "b.db")
    same = sum(shuffled[m][0] == expected[m][0] for m in expected)
    assert same >= .99 * len(expected), f"{same} of {len(expected)} have the same first"


def test_a_later_batch_in_small_pieces_changes_nothing(s):
    messages = posts(400, seed=5)
    watched(s, s.folder / "a.db", s.write("m.ndjson", ndjson(messages)))
    file = s.folder / "n.ndjson"
    for at in range(0, 400, 57):
        with open(file, "a") as f:
            f.write(ndjson(messages[at:at + 57]))
        watched(s, s.folder / "b.db", file)
    assert families(s.folder / "a.db") == families(s.folder / "b.db")
    assert watched(s, s.folder / "b.db", file) == []


def test_families_that_left_the_window_are_found_through_the_store(s):
    old = {"id": "old", "channel": "Pier Notes", "published": "2025-01-01T10:00:00Z",
           "text": "The library on the hill opens at nine and lends out sledges all winter long, says the keeper"}
    again = [{**old, "id": "again", "published": "2026-03-01T10:00:00Z"},
             {**old, "id": "longer", "published": "2026-03-01T11:00:00Z", "text": "Heard today: " + old["text"] + ", who has held the keys for years"},
             {**old, "id": "short", "published": "2026-03-01T12:00:00Z", "text": "opens at nine and lends out sledges all winter long"},
             {**old, "id": "other", "published": "2026-03-01T13:00:00Z", "text": "Mild weather is forecast for the lanterns of the old market square"}]
    file = s.write("m.ndjson", ndjson([old, *posts(1500, seed=6), *again]))
    events = {e["source_id"]: e for e in watched(s, s.folder / "a.db", file, "--window-messages", "200", "--only-trace") if "source_id" in e}
    found = families(s.folder / "a.db")
    assert [found[m][0] for m in ("again", "longer", "short", "other")] == ["old", "old", "old", "other"]
    assert [found[m][1] for m in ("again", "short")] == ["exact", "excerpt"]
    assert events["again"]["family"] == events["old"]["family"] and events["again"]["event"] == "joined"
    with sqlite3.connect(s.folder / "a.db") as db:
        assert db.execute("SELECT count(*) FROM window").fetchone()[0] < 900


def test_killed_at_any_instant_it_goes_on_as_if_nothing_had_been(s):
    file = s.write("m.ndjson", ndjson(posts(12000, seed=7)))
    more = ("--window-messages", "700")
    watched(s, s.folder / "a.db", file, *more)
    dice, killed, acknowledged = random.Random(8), 0, set()
    for _ in range(12):
        process = subprocess.Popen([str(s.tocsin), "watch", str(file), "--once", "--store", str(s.folder / "b.db"), *more],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.read(dice.randrange(1, 400000))  # so many bytes of events, and some more time
        time.sleep(dice.random() * .05)
        process.send_signal(signal.SIGKILL)
        for line in process.stdout.read().splitlines()[1:]:
            if line.startswith(b"{") and line.endswith(b"}"):
                acknowledged.add(json.loads(line)["id"])
        killed += process.wait() != 0
        with sqlite3.connect(s.folder / "b.db") as db:
            kept = {row[0] for row in db.execute("SELECT id FROM documents")}
        assert acknowledged <= kept
    assert killed >= 2, "it was done before it could be killed"
    watched(s, s.folder / "b.db", file, *more)
    whole, pieces = everything(s.folder / "a.db"), everything(s.folder / "b.db")
    for table in whole:
        assert whole[table] == pieces[table], f"{table} differs"


def test_edits_late_posts_and_repeated_ids(s):
    first = {"id": "7", "channel": "Pier Notes", "published": "2026-03-01T10:00:00Z",
             "text": "The library on the hill opens at nine and lends out sledges all winter long, says the keeper"}
    lines = [first,
             {**first, "id": "8", "channel": "Saltline", "published": "2026-03-01T11:00:00Z"},
             first,                                                                             # once more
             {**first, "text": first["text"] + " (updated)", "edited": "2026-03-01T12:00:00Z"},  # an edit
             {**first, "id": "1", "channel": "Lantern", "published": "2026-03-01T09:00:00Z"},    # late, but earlier
             {**first, "id": "7", "channel": "Elsewhere", "text": "Mild weather is forecast for the lanterns of the old market square"}]
    events = watched(s, s.folder / "a.db", "-", stdin=ndjson(lines))
    assert [(e["event"], e.get("source_id"), e.get("relation")) for e in events] == [
        ("new", "7", "first"), ("joined", "8", "exact"), ("edited", "7", "edited"), ("joined", "1", "first"), ("first_moved", None, None),
        ("new", "7", "first")]
    assert len({e["family"] for e in events[:5]}) == 1
    assert events[2]["was"] == events[0]["id"] and events[4]["was"] == events[0]["id"] and events[4]["id"] == events[3]["id"]
    family = s.json("show", events[0]["family"], "--store", s.folder / "a.db", "--format", "json")
    assert family["first"] == events[3]["id"] and len(family["members"]) == 4


def test_what_cannot_be_read_is_told_with_its_place_and_never_lost(s):
    good = ndjson(posts(3, seed=9)).splitlines(keepends=True)
    file = s.write("m.ndjson", (good[0] + "not json\n" + "[1, 2]\n" + "\n" + '{"id": "x"}\n' + good[1]).encode() + b'{"id": "\xff", "text": "caf\xe9 "}\n'
                   + good[2].encode() + b'{"id": "cut", "text": "half a')
    done = s.run("watch", file, "--once", "--store", s.folder / "a.db", "--only-trace")
    assert len(done.stdout.splitlines()) == 4
    oddities = s.lines("oddities", "--store", s.folder / "a.db", "--format", "json")
    by_kind = {o["what"].split(":")[0]: o for o in sorted(oddities, key=lambda o: -o["at"])}
    assert {"not_object", "no_text", "repaired"} <= set(by_kind), sorted(by_kind)
    assert "ends inside a line" in done.stderr  # not lost: it may be being written
    assert by_kind["not_object"]["at"] == len(good[0]) and by_kind["not_object"]["record"] == f"byte {len(good[0])}"
    assert str(len(good[0])) in done.stderr
    s.run("check", s.folder / "a.db")
    with open(file, "ab") as f:  # a file may grow
        f.write(b' word"}\n')
    s.run("check", s.folder / "a.db")
    assert [e["source_id"] for e in watched(s, s.folder / "a.db", file)] == ["cut"]
    file.write_bytes(file.read_bytes().replace(b"caf", b"cof"))
    assert "changed" in s.run("check", s.folder / "a.db", expect=1).stdout


def test_watch_goes_on_from_a_scan_and_a_scan_from_a_watch(s):
    messages = posts(600, seed=10, copies_of_copies=False)
    s.run("scan", s.write("m.ndjson", ndjson(messages[:400])), "--store", s.folder / "a.db")
    assert watched(s, s.folder / "a.db", s.write("n.ndjson", ndjson(messages[400:])), "--window-messages", "300")
    assert {m: f[0] for m, f in families(s.folder / "a.db").items()} == {m: f[0] for m, f in traced(s, s.write("o.ndjson", ndjson(messages))).items()}
    s.run("scan", s.folder / "n.ndjson", "--store", s.folder / "a.db")
    with sqlite3.connect(s.folder / "a.db") as db:
        assert db.execute("SELECT count(*) FROM window").fetchone()[0] == 0
    assert [e for e in watched(s, s.folder / "a.db", s.folder / "n.ndjson") if e["event"] != "merged"] == []


def test_watch_follows_a_folder_until_it_is_told_to_stop(s):
    messages = posts(60, seed=11, copies_of_copies=False)
    folder = s.folder / "in"
    folder.mkdir()
    (folder / "a.ndjson").write_text(ndjson(messages[:20]))
    process = subprocess.Popen([str(s.tocsin), "watch", str(folder), "--store", str(s.folder / "a.db")], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    try:
        def read(n):
            seen = []
            while len(seen) < n:
                event = json.loads(process.stdout.readline())
                if event["event"] in ("new", "joined", "edited"):
                    seen.append(event["source_id"])
            return seen
        assert read(20) == [m["id"] for m in messages[:20]]
        with open(folder / "a.ndjson", "a") as f:
            f.write(ndjson(messages[20:40]))
        assert read(20) == [m["id"] for m in messages[20:40]]
        (folder / "b.ndjson").write_text(ndjson(messages[40:]))
        assert read(20) == [m["id"] for m in messages[40:]]
    finally:
        process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert families(s.folder / "a.db") == traced(s, s.write("m.ndjson", ndjson(messages)))


def test_watch_needs_a_store_and_says_what_is_not_there(s):
    assert "which store" in s.run("watch", "-", stdin="", expect=2, env={"TOCSIN_STORE": ""}).stderr
    assert "no such file" in s.run("watch", "nothing.ndjson", "--store", s.folder / "a.db", expect=3).stderr
    assert "--window-days" in s.run("watch", "--help").stdout


def linked(store):
    with sqlite3.connect(store) as db:
        return {t: db.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall()
                for t in ("alerts", "threats", "incidents", "outlets", "links", "statements", "claims", "members")} | {
                    "main incidents": db.execute("SELECT id, main_incident FROM documents ORDER BY 1").fetchall(),
                    "alerts told": db.execute("SELECT count(*) FROM log WHERE act IN ('alert', 'revision', 'withdrawal')").fetchone()}


def test_what_is_linked_as_it_comes_is_what_is_linked_at_once(s):
    for seed, order in ((1, "as they were published"), (2, "shuffled")):
        files = make_cases.written(700, seed, s.folder, more=15)
        lines = sorted((line for f in files for line in f.read_text().splitlines(keepends=True)), key=lambda line: json.loads(line)["published"])
        if order == "shuffled":
            random.Random(seed).shuffle(lines)
        store = s.folder / f"{seed}.db"
        out = s.folder / f"{seed}.ndjson"
        with open(out, "w") as printed:
            process = subprocess.Popen([str(s.tocsin), "watch", "-", "--store", str(store), "--model", "none"], stdin=subprocess.PIPE,
                                       stdout=printed, stderr=subprocess.DEVNULL, text=True)
            for at in range(0, len(lines), 12):
                process.stdin.write("".join(lines[at:at + 12]))
                process.stdin.flush()
                time.sleep(.04)  # it links several times on the way
            process.stdin.close()
            assert process.wait() == 0
        events = [json.loads(line) for line in out.read_text().splitlines()]
        assert sum(e["event"] == "alert" for e in events) > 20
        first = next(n for n, e in enumerate(events) if e["event"] == "alert")
        assert any(e["event"] in ("new", "joined") for e in events[first + 20:]), "it linked once only"
        by_steps = linked(store)
        assert len(by_steps["links"]) > 80 and by_steps["incidents"]
        watched(s, store, s.write("nothing.ndjson", ""), "--model", "none")  # links all of it when it starts
        at_once = linked(store)
        for table in at_once:
            assert by_steps[table] == at_once[table], f"{order}: {table} differ"
