# SPDX-License-Identifier: Apache-2.0
"""The contract of the command line: schemas, spans, ids, exit codes, what pipes and terminals get."""
import functools
import json
import os
import pathlib

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "schemas"


@functools.cache
def validator(schema):
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    registry = Registry().with_resources((p.name, Resource.from_contents(json.loads(p.read_text()))) for p in SCHEMAS.glob("*.json"))
    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text()), registry=registry)


def valid(value, schema):
    errors = list(validator(schema).iter_errors(value))
    assert not errors, f"{schema}: {errors[0].json_path}: {errors[0].message[:300]}"


def spans_of(value, at=""):
    """Every object in `value` that has begin and end, with its path."""
    if isinstance(value, dict):
        if "begin" in value and "end" in value:
            yield at, value
        for key, v in value.items():
            yield from spans_of(v, f"{at}.{key}")
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield from spans_of(v, f"{at}[{i}]")


def sample_lines(s):
    """The samples' messages and one article as NDJSON, for the filters."""
    export = json.loads((s.samples / "export" / "result.json").read_text())
    out = []
    for chat in export["chats"]["list"]:
        if not chat["type"].startswith("public"):
            continue
        for m in chat["messages"]:
            text = m.get("text", "")
            text = text if isinstance(text, str) else "".join(p if isinstance(p, str) else p["text"] for p in text)
            if text and m.get("date_unixtime"):
                out.append({"id": f"{chat['id']}/{m['id']}", "text": text, "published": m["date"] + "+03:00", "channel": chat["name"],
                            **({"forwarded_from": m["forwarded_from"]} if m.get("forwarded_from") else {})})
    article = next((s.samples / "articles").glob("*.txt"))
    meta = json.loads(pathlib.Path(str(article) + ".meta.json").read_text())
    out.append({"id": "article", "text": article.read_text(), **meta})
    return out


def test_scan_is_valid_and_every_span_holds_its_bytes(s):
    found = s.scan_samples()
    valid(found, "findings")
    texts = {}
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    import sqlite3
    with sqlite3.connect(store) as db:
        texts = {i: t.encode() for i, t in db.execute("SELECT id, text FROM documents")}
    count = 0
    for at, span in spans_of(found):
        words = texts[span["document"]][span["begin"]:span["end"]].decode()   # never splits a character
        assert words == span["text"] or "@…" in span["text"], at
        count += 1
    assert count > 300
    ids = [r["id"] for key, rows in found.items() if isinstance(rows, list) and key != "oddities" for r in rows]
    ids += [f["id"] for i in found["incidents"] for f in i["figures"]]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for link in found["links"]:
        assert link["from"] in known and link["to"] in known, link
    for alert in found["alerts"]:
        assert abs(sum(p["points"] for p in alert["parts"]) - alert["score"]) < 1e-9 and 0 <= alert["score"] <= 100
        for key in ("incidents", "statements", "claims", "links"):
            assert set(alert[key]) <= known
        assert alert["threat"] in known
    assert [a["score"] for a in found["alerts"]] == sorted((a["score"] for a in found["alerts"]), reverse=True)


def test_filters_are_valid_line_for_line(s):
    lines = sample_lines(s)
    text = "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines)
    by_id = {x["id"]: x["text"].encode() for x in lines}
    for command, schema in (("trace", "trace"), ("read", "reading"), ("record", "record")):
        out = s.lines(command, stdin=text)
        assert [x["id"] for x in out] == [x["id"] for x in lines], command
        for x in out:
            valid(x, schema)
            for at, span in spans_of(x):
                assert span.get("document", x["id"]) == x["id"]
                words = by_id[x["id"]][span["begin"]:span["end"]].decode()
                assert words == span["text"] or "@…" in span["text"], (command, x["id"], at)


def test_trace_names_the_first_by_time_then_id(s):
    def line(i, text, published=None):
        return json.dumps({"id": i, "text": text, **({"published": published} if published else {})})
    text = "The old pier at Qasr Lanud closes for repairs on Sunday and opens again in spring."
    out = s.lines("trace", stdin="\n".join([line("c", text), line("b", text, "2026-01-02T00:00:00Z"), line("a", text, "2026-01-03T00:00:00Z")]))
    assert [x["family"] for x in out] == ["b"] * 3
    assert [x["relation"] for x in out] == ["exact", "first", "exact"]
    assert out[1]["of"] is None and out[1]["similarity"] == 1


def test_show_and_search_answer_for_every_record(s):
    store = s.folder / "a.db"
    found = s.scan_samples("--store", store)
    for key, rows in found.items():
        if isinstance(rows, list) and key != "oddities" and rows:
            shown = s.json("show", rows[0]["id"], "--store", store, "--format", "json")
            places = shown.pop("provenances", [])   # `show` tells every place, with the log's entry
            assert shown == rows[0], key
            assert bool(places) == (key == "documents"), key
            assert s.run("show", rows[0]["id"], "--store", store).stdout.strip(), key
    hits = s.lines("search", "ferry terminal", "--store", store, "--format", "json")
    assert hits and all(h["text"] for h in hits)
    assert s.lines("search", "العباره", "--store", store, "--format", "json"), "letter forms of Arabic are folded"
    assert s.run("search", "xyzzyplugh", "--store", store).stdout.startswith("0 documents")


def test_exit_codes_and_hints(s):
    store = s.folder / "a.db"
    s.write("one.ndjson", '{"id": "1", "text": "The ferry leaves at noon."}\n')
    assert s.run("scan", "one.ndjson", "--store", store).returncode == 0
    for arguments, code, words in (
            (["alrets"], 2, "did you mean `tocsin alerts`"),
            (["scan", "one.ndjson", "--as-off", "x"], 2, "did you mean --as-of"),
            (["scan"], 2, "INPUT"),
            (["scan", "one.ndjson", "--as-of", "yesterday"], 2, "2026-03-10T12:00:00Z"),
            (["scan", "one.ndjson", "--timezone", "Mars/Base"], 2, "unknown"),
            (["scan", "one.ndjson", "--format", "xml"], 2, "json"),
            (["scan", "nothing.json"], 3, "nothing.json"),
            (["alerts"], 2, "TOCSIN_STORE"),
            (["alerts", "--store", "none.db"], 4, "no such store"),
            (["alerts", "--store", "one.ndjson"], 4, "one.ndjson"),
            (["show", "doc-0000000000000000", "--store", store], 1, "no record"),
            (["brief", "alr-0000000000000000", "--store", store], 1, "no alert"),
            (["check", "one.ndjson"], 1, None),
            (["check", "none.html"], 3, "none.html"),
            (["trace", "nothing.ndjson"], 3, "nothing.ndjson"),
            (["read", "one.ndjson", "-o", "no/such/folder/out"], 2, "no/such/folder/out")):
        done = s.run(*arguments, expect=code, env={"TOCSIN_STORE": ""})
        if words:
            assert words in done.stderr, (arguments, done.stderr)
    assert s.run("alerts", env={"TOCSIN_STORE": str(store)}).returncode == 0
    assert s.run("read", stdin="", expect=0).stdout == ""
    assert s.run("read", stdin="nonsense\n", expect=3).stderr.startswith("tocsin: -:1:")
    mixed = s.run("read", stdin='nonsense\n{"id":"1","text":"ok"}\n')
    assert len(mixed.stdout.splitlines()) == 1 and ":1:" in mixed.stderr


def test_help_names_every_command(s):
    top = s.run("--help").stdout
    for command in "scan alerts show incidents statements outlets oddities search brief trace read record check".split():
        assert command in top
        assert "Example: tocsin " + command in s.run(command, "--help").stdout
    assert s.run("--version").stdout.strip()


def test_pipes_get_no_colour_and_no_progress(s):
    found = s.run("scan", "samples/story/export", "samples/story/articles", cwd=s.root)
    assert "\x1b" not in found.stdout and "\x1b" not in found.stderr


def test_full_disk_is_told(s):
    if not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "wb") as full:
        import subprocess
        done = subprocess.run([str(s.tocsin), "scan", "samples/story/export", "--format", "json"], stdout=full, stderr=subprocess.PIPE, cwd=s.root)
    assert done.returncode == 2 and b"No space left" in done.stderr


def test_parts_of_a_masked_number_stand_nowhere(s):
    line = json.dumps({"id": "1", "text": "Ring @pier_master or +962 79 555 0142 before noon, we sell 12 boats.", "published": "2026-04-14T18:00:00Z"})
    for command in ("read", "record"):
        out = s.run(command, stdin=line).stdout
        assert "0142" not in out and "555" not in out and "pier_master" not in out, command
    assert any(m["text"] == "12" for m in json.loads(s.run("read", stdin=line).stdout)["mentions"])
