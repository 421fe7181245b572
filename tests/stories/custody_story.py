# SPDX-License-Identifier: Apache-2.0
"""Custody, determinism and privacy: what was read can be proved, twice gives the same, and nobody's handle leaks."""
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time


def dump(path):
    """The store's content, without what a person's acts left in it."""
    with sqlite3.connect(path) as db:
        tables = ["documents", "provenances", "oddities", "readings", "members", "alerts", "threats", "incidents", "statements",
                  "claims", "outlets", "links", "indexed"]
        return {t: db.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables}


def pseudonyms_apart(content):
    """Two stores have two keys, so their authors differ by design: leave that column out."""
    content = dict(content)
    content["documents"] = [row[:11] + row[12:] for row in content["documents"]]
    return content


def test_same_bytes_twice(s):
    assert s.scan_samples() == s.scan_samples()


def test_import_twice_changes_nothing(s):
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    once = dump(store)
    s.scan_samples("--store", store)
    assert dump(store) == once


def test_import_in_another_order_gives_the_same_store(s):
    inputs = ["samples/story/export", *sorted(f"samples/story/articles/{p.name}" for p in (s.samples / "articles").iterdir()
                                              if not p.name.endswith(".meta.json"))]
    whole, parts = s.folder / "whole.db", s.folder / "parts.db"
    s.run("scan", *inputs, "--store", whole, cwd=s.root)
    random.Random(7).shuffle(inputs)
    for one in inputs:
        s.run("scan", one, "--store", parts, cwd=s.root)
    assert pseudonyms_apart(dump(whole)) == pseudonyms_apart(dump(parts))


def test_store_and_memory_say_the_same(s):
    kept = s.scan_samples("--store", s.folder / "a.db")
    fresh = s.scan_samples()
    for f in (kept, fresh):
        for d in f["documents"]:
            d["author"] = None   # only a store has a key
    assert kept == fresh


def test_killed_import_loses_nothing_acknowledged(s):
    store = s.folder / "k.db"
    lines = "".join(json.dumps({"id": str(i), "text": f"The ferry number {i} leaves the pier at noon.", "channel": "Timetable",
                                "published": "2026-01-01T00:00:00Z"}) + "\n" for i in range(30000))
    file = s.write("many.ndjson", lines)
    kept = 0
    process = subprocess.Popen([str(s.tocsin), "scan", str(file), "--store", str(store)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        time.sleep(0.02)
        try:
            with sqlite3.connect(store, timeout=5) as db:
                kept = db.execute("SELECT count(*) FROM documents").fetchone()[0]
        except sqlite3.Error:
            continue
        if kept or process.poll() is not None:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert kept > 0, "the import ended before it could be killed"
    with sqlite3.connect(store) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("SELECT count(*) FROM documents").fetchone()[0] >= kept
    s.run("scan", file, "--store", store)
    with sqlite3.connect(store) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == 30000


def test_check_confirms_and_catches_one_byte(s):
    store = s.folder / "a.db"
    pages = s.folder / "pages"
    s.run("scan", "samples/story/export", "samples/story/articles", "--store", store, "--out", pages, cwd=s.root)
    alert = s.lines("alerts", "--store", store, "--format", "json")[0]["id"]
    briefs = [pages / f"{alert}.html"]
    for form in ("json", "text"):
        briefs.append(s.folder / f"brief.{form}")
        s.run("brief", alert, "--as", form, "--store", store, "-o", briefs[-1])
    s.run("check", *briefs, store, cwd=s.root)
    for brief in briefs:
        good = brief.read_bytes()
        dice = random.Random(11)
        for at in sorted(dice.sample(range(len(good)), 25)) + [0, len(good) - 1]:
            bad = bytearray(good)
            bad[at] ^= 1 << dice.randrange(7)
            altered = s.write("altered", bytes(bad))
            s.run("check", altered, cwd=s.root, expect=1)
        s.run("check", s.write("longer", good + b" "), cwd=s.root, expect=1)


def test_check_catches_a_changed_original(s):
    copy = s.folder / "story"
    shutil.copytree(s.samples, copy)
    store = s.folder / "a.db"
    s.run("scan", "story/export", "story/articles", "--store", store)
    s.run("check", store)
    article = next((copy / "articles").glob("*.txt"))
    article.write_bytes(article.read_bytes().replace(b"the", b"thE", 1))
    assert "has changed" in s.run("check", store, expect=1).stdout
    # the untouched originals lie elsewhere
    s.run("check", store, "--originals", s.samples)


def test_nothing_private_leaks(s):
    """Every string that must not appear, in every output, in the store and in the pages."""
    secrets = json.loads((s.samples / "must_not_appear.json").read_text())
    rows = secrets if isinstance(secrets, list) else next(v for v in secrets.values() if isinstance(v, list))
    strings = [r["string"] if isinstance(r, dict) and "string" in r else r["text"] if isinstance(r, dict) else r for r in rows]
    assert len(strings) >= 10
    store, pages = s.folder / "a.db", s.folder / "pages"
    outputs = {"scan": s.run("scan", "samples/story/export", "samples/story/articles", "--store", store, "--out", pages, cwd=s.root).stdout}
    outputs["scan json"] = s.run("scan", "samples/story/export", "samples/story/articles", "--format", "json", cwd=s.root).stdout
    alerts = s.lines("alerts", "--store", store, "--format", "json")
    for command in ("alerts", "incidents", "statements", "outlets", "oddities"):
        for form in ("text", "json"):
            outputs[f"{command} {form}"] = s.run(command, "--store", store, "--format", form).stdout
    for form in ("text", "html", "json", "gexf", "graphml", "stix", "misp", "cap", "geojson"):
        outputs[f"brief {form}"] = s.run("brief", alerts[0]["id"], "--as", form, "--store", store).stdout
    for document in json.loads(outputs["scan json"])["documents"]:
        outputs[f"show {document['id']}"] = s.run("show", document["id"], "--store", store).stdout
    for page in pages.iterdir():
        outputs[page.name] = page.read_text()
    for secret in strings:
        for name, output in outputs.items():
            assert secret not in output, f"{secret!r} in {name}"
    # In the store a handle inside a public text stays as evidence; what stands in metadata or in private chats does not.
    with sqlite3.connect(store) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        texts = "\n".join(r[0] for r in db.execute("SELECT text FROM documents"))
    for secret in strings:
        if secret not in texts:
            assert secret.encode() not in store.read_bytes(), secret


def test_raw_shows_the_very_bytes_and_is_logged(s):
    store = s.folder / "a.db"
    found = s.scan_samples("--store", store)
    for document in [d for d in found["documents"] if d["kind"] == "message"][:5]:
        raw = s.run("show", document["id"], "--raw", "--store", store, cwd=s.root, text=False).stdout
        whole = (s.root / document["file"]).read_bytes()
        assert whole[document["at"]:document["at"] + len(raw)].strip() == raw.strip() and len(raw) > 10
    with sqlite3.connect(store) as db:
        assert db.execute("SELECT count(*) FROM log WHERE act = 'show_raw'").fetchone()[0] == 5


def test_private_chats_need_a_purpose(s):
    assert "purpose" in s.run("scan", "samples/story/export", "--include-private", cwd=s.root, expect=2).stderr
    store = s.folder / "a.db"
    with_private = s.scan_samples("--include-private", "--purpose", "test of the samples", "--store", store)
    assert len(with_private["documents"]) > len(s.scan_samples()["documents"])
    with sqlite3.connect(store) as db:
        assert db.execute("SELECT body ->> 'purpose' FROM log WHERE act = 'include_private'").fetchone()[0] == "test of the samples"
