# SPDX-License-Identifier: Apache-2.0
"""One message from several sources is one document with every place kept: shown, checked, purged; files that were renamed are found by their bytes."""
import json
import shutil
import sqlite3

from contract_story import valid
from feeds_story import MILD, REPORT, THREAT, Server, config, feed, item, once, rss, rows, sources

MESSAGE = {"id": 41, "type": "message", "date": "2025-10-07T15:58:31", "date_unixtime": "1759852711", "text": THREAT}


def export(s, name="export/result.json", **fields):
    return s.write(name, json.dumps({"name": "Tamarisk Voice", "type": "public_channel", "id": 7, "messages": [{**MESSAGE, **fields}]}))


def dump(s, name="dump.ndjson", **fields):
    """The same message, as a collector wrote it."""
    other = {"_": "Message", "id": 40, "chat_title": "Tamarisk Voice", "date": "2025-10-07T15:00:00+00:00", "message": MILD}
    same = {"_": "Message", "id": 41, "chat_title": "Tamarisk Voice", "date": "2025-10-07T15:58:31+00:00", "message": THREAT, **fields}
    return s.write(name, "\n".join(json.dumps(m) for m in (other, same)) + "\n")


def two_places(s):
    export(s), dump(s)
    store = s.folder / "a.db"
    found = s.json("scan", "export", "dump.ndjson", "--store", store, "--format", "json")
    return store, found


def test_a_message_in_two_files_is_one_document_with_both_places(s):
    store, found = two_places(s)
    valid(found, "findings")
    assert len(found["documents"]) == 2
    document, = [d for d in found["documents"] if d["source_id"] == "41"]
    assert {p["file"] for p in document["provenances"]} == {"export/result.json", "dump.ndjson"}
    assert {k: document[k] for k in ("file", "sha256", "at")} == document["provenances"][0]
    assert "provenances" not in next(d for d in found["documents"] if d["source_id"] == "40")
    assert found == s.json("scan", "dump.ndjson", "export", "--format", "json"), "the order of the files changes nothing"

    shown = s.json("show", document["id"], "--store", store, "--format", "json")
    log = {e["n"]: e for e in s.lines("audit", "--store", store, "--format", "json")[:-1]}
    for place in shown["provenances"]:
        entry = log[place["import"]]
        assert entry["act"] == "import" and entry["subject"] == place["file"] and json.loads(entry["body"])["sha256"] == place["sha256"]
    text = s.run("show", document["id"], "--store", store).stdout
    for place in shown["provenances"]:
        assert f"{place['file']}:{place['at']}  sha256 {place['sha256']}  import {place['import']}" in text


def test_any_place_that_still_holds_bears_a_brief_out(s):
    store, found = two_places(s)
    document, = [d for d in found["documents"] if d["source_id"] == "41"]
    first, second = (s.folder / p["file"] for p in document["provenances"])
    alert = found["alerts"][0]["id"]
    brief = s.write("brief.json", s.run("brief", alert, "--as", "json", "--store", store).stdout)
    s.run("check", brief)
    raw = s.run("show", "--raw", document["id"], "--store", store).stdout
    first.rename(s.folder / "away")
    assert "not there" in s.run("check", brief, expect=1).stdout, "who has not the store knows of no other place"
    told = s.json("check", brief, "--store", store, "--format", "json")
    assert told["ok"] and len(told["notes"]) == 1 and second.name in told["notes"][0]
    assert "bears it out" in s.run("check", store).stdout
    other = s.run("show", "--raw", document["id"], "--store", store).stdout
    assert other != raw and json.loads(other)["id"] == 41
    (s.folder / "away").rename(first)
    first.write_bytes(first.read_bytes().replace(b"ferry", b"train"))
    second.write_bytes(second.read_bytes().replace(b"ferry", b"train"))
    assert "has changed" in s.run("check", brief, "--store", store, expect=1).stdout
    s.run("check", brief, "--store", s.folder / "none.db", expect=4)
    assert not (s.folder / "none.db").exists()


def test_purge_takes_every_place(s):
    store, found = two_places(s)
    document, = [d for d in found["documents"] if d["source_id"] == "41"]
    s.run("purge", "--document", document["id"], "--purpose", "asked for by its author", "--store", store)
    with sqlite3.connect(store) as db:
        assert db.execute("SELECT count(*) FROM provenances WHERE document = ?", [document["id"]]).fetchone() == (0,)
        body = json.loads(db.execute("SELECT body FROM log WHERE act = 'deletion'").fetchone()[0])
    assert {body["file"], *(p["file"] for p in body["also"])} == {"export/result.json", "dump.ndjson"}
    s.run("scan", "export", "dump.ndjson", "--store", store)
    assert [d["source_id"] for d in s.json("scan", "dump.ndjson", "--store", store, "--format", "json")["documents"]] == ["40"]


def test_renamed_files_are_found_by_their_bytes(s):
    store, found = two_places(s)
    brief = s.write("brief.html", s.run("brief", found["alerts"][0]["id"], "--as", "html", "--store", store).stdout)
    kept = s.folder / "kept"
    (kept / "deep").mkdir(parents=True)
    (s.folder / "dump.ndjson").rename(kept / "deep" / "a name nobody gave it")
    (s.folder / "export/result.json").rename(kept / "result (1).json")
    assert "not there" in s.run("check", brief, store, expect=1).stdout
    s.run("check", brief, store, "--originals", kept)
    s.write("elsewhere/result.json", "something else")
    assert "has changed" in s.run("check", store, "--originals", s.folder / "elsewhere", expect=1).stdout
    s.run("check", store, "--originals", s.folder / "elsewhere", "--originals", kept)
    document, = [d for d in found["documents"] if d["source_id"] == "41"]
    assert json.loads(s.run("show", "--raw", document["id"], "--originals", kept, "--store", store).stdout)["id"] == 41


def test_a_renamed_archive_is_found_and_a_renamed_file_that_grew(s):
    export(s)
    shutil.make_archive(str(s.folder / "case"), "zip", s.folder / "export")
    s.run("scan", "case.zip", "--store", "zip.db")
    (s.folder / "kept").mkdir()
    (s.folder / "case.zip").rename(s.folder / "kept" / "old")
    s.run("check", "zip.db", "--originals", s.folder / "kept")
    lines = s.folder / "live.ndjson"
    dump(s, "live.ndjson")
    watched = s.folder / "a.db"
    once(s, "live.ndjson")
    with lines.open("a") as f:
        f.write(json.dumps({"id": "42", "channel": "Tamarisk Voice", "text": REPORT, "published": "2025-10-08T00:00:00Z"}) + "\n")
    once(s, "live.ndjson")
    lines.rename(s.folder / "kept" / "live (old)")
    s.run("check", watched, expect=1)
    s.run("check", watched, "--originals", s.folder / "kept")
    places = [s.json("show", d, "--store", watched, "--format", "json")["provenances"][0] for d, in
              rows(s, "SELECT id FROM documents ORDER BY published")]
    imports = [json.loads(e["body"]) for p in places for e in s.lines("audit", "--store", watched, "--format", "json") if e.get("n") == p["import"]]
    assert len(imports) == 3 and all(i["from"] <= p["at"] < i["to"] for i, p in zip(imports, places))
    assert imports[0] == imports[1] != imports[2]


def test_an_item_that_two_feeds_give_keeps_both(s):
    with Server(all_xml=(200, {}, rss(item(1, MILD), item(2, REPORT))), politics_xml=(200, {}, rss(item(2, REPORT)))) as server:
        file = config(s, feed(server.url + "/all.xml", name="all"), feed(server.url + "/politics.xml", name="politics"))
        events = once(s, "--config", file).stdout.splitlines()
        assert sum(json.loads(e)["event"] == "article" for e in events) == 2, "it is told once"
        kept = rows(s, "SELECT source_id, feed FROM documents d JOIN provenances p ON p.document = d.id ORDER BY 1, 2")
        assert kept == [("i1", server.url + "/all.xml"), ("i2", server.url + "/all.xml"), ("i2", server.url + "/politics.xml")]
        assert sum(x["documents"] for x in sources(s).values()) == 2, "and counted once"
        document, = rows(s, "SELECT id FROM documents WHERE source_id = 'i2'")[0]
        shown = s.json("show", document, "--store", s.folder / "a.db", "--format", "json")
        assert {p["feed"] for p in shown["provenances"]} == {server.url + "/all.xml", server.url + "/politics.xml"} and all(p["import"] for p in shown["provenances"])
        # Another date of building: nothing new, nothing more is kept.
        spooled = sorted((s.folder / "a.db.feeds").iterdir())
        assert len(spooled) == 2
        server.answers["/politics.xml"] = (200, {}, rss("<lastBuildDate>now</lastBuildDate>", item(2, REPORT)))
        assert once(s, "--config", file).stdout == ""
        assert sorted((s.folder / "a.db.feeds").iterdir()) == spooled and len(rows(s, "SELECT * FROM provenances")) == 3
        s.run("purge", "--document", document, "--purpose", "asked for", "--store", s.folder / "a.db")
        assert len(list((s.folder / "a.db.feeds").iterdir())) == 1, "an answer goes with its last document"
        server.answers["/politics.xml"] = (200, {}, rss("<lastBuildDate>later</lastBuildDate>", item(2, REPORT)))
        assert once(s, "--config", file).stdout == "" and len(list((s.folder / "a.db.feeds").iterdir())) == 1, "what was deleted is not kept again"


def test_a_forward_tells_when_the_original_was_posted(s):
    dump(s, fwd_from={"_": "MessageFwdHeader", "from_id": {"_": "PeerChannel", "channel_id": 9}, "date": "2025-10-01T06:00:00+00:00"})
    s.write("copy.ndjson", json.dumps({"id": "1", "channel": "Quay News", "published": "2025-10-08T00:00:00Z", "text": THREAT}) + "\n")
    store = s.folder / "a.db"
    found = s.json("scan", "dump.ndjson", "copy.ndjson", "--store", store, "--format", "json")
    valid(found, "findings")
    document, = [d for d in found["documents"] if d["source_id"] == "41"]
    assert document["forwarded"] == {"from": "channel 9", "published": "2025-10-01T06:00:00Z"}
    assert document["published"] == "2025-10-07T15:58:31Z"
    family, = [f for f in found["families"] if len(f["members"]) == 2]
    assert family["first"] == document["id"] and family["from"] == "2025-10-07T15:58:31Z", "what was seen stays what was seen"
    assert "says it is from channel 9, posted 2025-10-01T06:00:00Z" in s.run("show", document["id"], "--store", store).stdout
    alert = found["alerts"][0]["id"]
    brief = s.json("brief", alert, "--as", "json", "--store", store)
    valid(brief, "brief")
    assert brief["spread"]["earliest_seen"]["published"] == "2025-10-07T15:58:31Z"
    text = " ".join(s.run("brief", alert, "--store", store).stdout.split())
    assert "It says that the original was posted Wed 1 Oct 2025, 06:00 UTC, which was not read." in text
    s.write("brief.txt", s.run("brief", alert, "--store", store).stdout)
    s.run("check", "brief.txt")
