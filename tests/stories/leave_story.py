# SPDX-License-Identifier: Apache-2.0
"""The forms for a desk, a fact checker, a platform, paper and a feed reader, each read by programs nobody here wrote."""
import csv
import email.utils
import importlib
import json
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET

FORMS = ("csv", "claimreview", "notice", "pdf")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def ranked(s, *more):
    store = s.folder / "a.db"
    found = s.scan_samples("--store", store, *more)
    return store, found, found["alerts"][0]["id"]


def left(s, store, alert, form, *more):
    path = s.folder / f"{alert}.{form}"
    s.run("brief", alert, "--as", form, "--store", store, "-o", path, *more, cwd=s.root)
    return path


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f, strict=True))


def schema_org(name):
    return getattr(importlib.import_module("msgspec_schemaorg.models"), name)


def valid_schema_org(node):
    """Each property is one of its type's, and each value of a type the property takes: by schema.org's vocabulary as another package has it."""
    annotations = {}
    for k in reversed(schema_org(node["@type"]).__mro__):
        annotations.update(getattr(k, "__annotations__", {}))
    for name, value in node.items():
        if name in ("@type", "@id", "cites"):
            continue
        assert name in annotations, (node["@type"], name)
        wanted = str(annotations[name])
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                assert any(re.search(rf"\b{k.__name__}\b", wanted) for k in schema_org(one["@type"]).__mro__), (name, one["@type"], wanted)
                valid_schema_org(one)
            else:
                assert re.search(r"\bstr\b|URL|datetime", wanted), (name, wanted)
                if "datetime" in wanted:
                    assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", one), one
                if name == "url":
                    assert re.match(r"(https?://|urn:[a-z]+:)", one), one


def expanded(document):
    """As a JSON-LD processor sees it. The vocabulary's address is answered here, with what its context says of every word."""
    from pyld import jsonld

    def load(url, options=None):
        assert url == "https://schema.org", url
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "http://schema.org/"}}}
    return jsonld.expand(document, {"documentLoader": load})


def valid_rss(text):
    """RSS 2.0 as the specification and the W3C's validator have it: what must be there, nothing else, dates, unique guids."""
    import feedparser
    feed = feedparser.parse(text.encode())
    assert feed.bozo == 0 and feed.version == "rss20", feed.get("bozo_exception")
    root = ET.fromstring(text)
    assert root.tag == "rss" and root.attrib == {"version": "2.0"} and [c.tag for c in root] == ["channel"]
    channel = root[0]
    once = {"title", "link", "description", "language", "lastBuildDate", "generator"}
    for tag in once:
        assert len(channel.findall(tag)) == (1 if tag in ("title", "link", "description") else len(channel.findall(tag)) and 1), tag
    assert {c.tag for c in channel} <= once | {"category", "item"}
    assert re.match(r"[a-z][a-z0-9+.-]*:", channel.findtext("link"))
    guids = []
    for item in channel.findall("item"):
        assert {c.tag for c in item} <= {"title", "description", "pubDate", "guid", "category"} and (item.findtext("title") or item.findtext("description"))
        assert item.find("guid").attrib == {"isPermaLink": "false"}
        guids.append(item.findtext("guid"))
        assert email.utils.parsedate_to_datetime(item.findtext("pubDate")).strftime("%a, %d %b %Y %H:%M:%S GMT") == item.findtext("pubDate")
        assert not re.search(r"[<>]", item.findtext("title") + item.findtext("description"))   # readers take a description for HTML
    assert len(set(guids)) == len(guids)
    return feed


def test_samples_leave_and_are_as_they_left(s):
    store, found, _ = ranked(s)
    must_not = json.loads((s.samples / "must_not_appear.json").read_text(encoding="utf-8"))
    for alert in found["alerts"]:
        for form in FORMS:
            path = left(s, store, alert["id"], form)
            assert re.search(r"ok, \d+ citations", s.run("check", path, cwd=s.root).stdout), form
            content = path.read_bytes()
            assert content == left(s, store, alert["id"], form).read_bytes(), form
            text = content.decode() if form != "pdf" else text_of(path)
            assert "TLP:AMBER PAP:AMBER" in text and re.search("draft", text, re.I) and not re.search(r"\borigin\b", text), form
            for secret in must_not:
                assert secret["string"] not in text, (form, secret)
            for n in (len(content) // 3, len(content) // 2, len(content) - 150):
                s.run("check", s.write("changed", content[:n] + bytes([content[n] ^ 1]) + content[n + 1:]), cwd=s.root, expect=1)


def test_table_sorts_and_filters(s):
    store, found, alert = ranked(s)
    rows = rows_of(left(s, store, alert, "csv", "--tlp", "red"))
    assert rows[-1]["kind"] == "manifest" and re.fullmatch("[0-9a-f]{64}", rows[-1]["sha256"])
    assert any(r["value"] == "TLP:RED PAP:AMBER" for r in rows)
    one = next(a for a in found["alerts"] if a["id"] == alert)
    by = {kind: {r["record"] for r in rows if r["kind"] == kind} for kind in {r["kind"] for r in rows}}
    family = next(f for f in found["families"] if f["id"] == one["family"])
    assert by["post"] == {m["document"] for m in family["members"]}
    assert (by["statement"], by["claim"], by["link"]) == (set(one["statements"]), set(one["claims"]), set(one["links"])) and by["incident"] == set(one["incidents"])
    documents = {d["id"]: d for d in found["documents"]}
    for r in rows:
        if r["document"]:
            d = documents[r["document"]]
            assert (r["published"], r["url"], int(r["at"]), r["sha256"]) == (d["published"] or "", d["url"] or "", d["at"], d["sha256"])
            assert int(r["end"]) > int(r["begin"]) and r["words"]
    figures = [r for r in rows if r["kind"] == "figure"]
    assert max(int(r["min"]) for r in figures if r["min"] and r["what"] == "killed, people") == 60


def test_claims_as_schema_org_has_them(s):
    store, found, alert = ranked(s)
    document = json.loads(left(s, store, alert, "claimreview").read_text(encoding="utf-8"))
    claims = {c["id"]: c for c in found["claims"] if c["status"] != "asserted"}
    collection, *graph = document["@graph"]
    valid_schema_org(collection)
    assert graph and len(graph) == len([c for c in found["alerts"][0]["claims"] if c in claims])
    for review in graph:
        assert review["@type"] == "ClaimReview"
        assert {"claimReviewed", "reviewRating", "itemReviewed", "author", "datePublished", "url"} <= review.keys()   # what search engines ask for
        valid_schema_org(review)
        claim = claims[review["@id"].split(":")[-1]]
        assert review["claimReviewed"] == claim["text"] and review["reviewRating"]["alternateName"].lower() == claim["status"].replace("_", " ")
        assert all(document["citations"][n - 1]["n"] == n for n in review["cites"])
    seen = json.dumps(expanded(document))
    assert seen.count("http://schema.org/ClaimReview") == len(graph) and "sha256" not in seen and "cites" not in seen
    try:
        valid_schema_org({**graph[0], "reviewRating": {"@type": "Person", "name": "x"}})
    except AssertionError:
        return
    raise AssertionError("the check takes anything")


def test_notice_is_for_a_person(s):
    store, found, alert = ranked(s)
    text = left(s, store, alert, "notice", "--purpose", "Threat to life: for the harbour police").read_text(encoding="utf-8")
    one = next(a for a in found["alerts"] if a["id"] == alert)
    family = next(f for f in found["families"] if f["id"] == one["family"])
    documents = {d["id"]: d for d in found["documents"]}
    for m in family["members"]:
        d = documents[m["document"]]
        assert re.search(rf"Id of the message +{d['source_id']}\n", text) and d["published"] in text and d["sha256"] in text
    assert "Threat to life: for the harbour police" in text and text.count("[ ]") > 8
    import sqlite3
    with sqlite3.connect(store) as db:
        assert ("notice", alert, "Threat to life: for the harbour police") in db.execute("SELECT act, subject, body ->> 'purpose' FROM log").fetchall()
    for line in text.splitlines():
        wide = sum(0 if unicodedata.category(c) in ("Mn", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        assert wide <= 80 or "sha256" in line, line


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def letters(text):
    """Arabic as letters alone: without marks, joining forms or the order a page shows them in."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c) == "Lo")


def test_paper(s):
    store, _, alert = ranked(s)
    path = left(s, store, alert, "pdf")
    assert path.read_bytes().startswith(b"%PDF-") and path.read_bytes().endswith(b"%%EOF\n")
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    text = text_of(path)
    for part in ("In short", "The threat", "Ruled out as", "How it spread", "What nobody has confirmed", "What Tocsin does not know", "Sources", "1 / "):
        assert part in text, part
    arabic = letters(text)
    assert letters("الجمارك") in arabic or letters("الجمارك")[::-1] in arabic
    pages = text.count("\f")
    assert text.count("TLP:AMBER") >= pages and text.count("No person has reviewed this") >= pages
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    about = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Tagged: +yes$", about, re.M) and re.search(r"^Title: +\S", about, re.M), about
    shape = subprocess.run(["pdfinfo", "-struct", str(path)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^ +H1", shape, re.M) and re.search(r"^ +H2", shape, re.M) and re.search(r"^ +(Table|TR)", shape, re.M), shape[:400]
    assert "Noto-Sans-Arabic" in fonts and " no " not in " ".join(re.findall(r"(yes|no) (?:yes|no) (?:yes|no) +\d+ +\d+$", fonts, re.M))
    subprocess.run(["pdftoppm", "-r", "30", "-gray", str(path), str(s.folder / "page")], check=True)
    pictures = sorted(s.folder.glob("page-*.pgm"))
    assert len(pictures) == pages
    for picture in pictures:
        width, height = map(int, picture.read_bytes().split(b"\n", 3)[1].split())
        ink = sum(b < 200 for b in picture.read_bytes()[-width * height:]) / (width * height)
        assert 0.005 < ink < 0.5, (picture.name, ink)


def test_paper_without_the_printer(s):
    store, _, alert = ranked(s)
    silent = s.write("silent", "#!/bin/false\n")
    silent.chmod(0o755)
    for program, why in (("/nowhere/weasyprint", "cannot be started"), (str(silent), "printed nothing"), ("/bin/true", "no PDF")):
        done = s.run("brief", alert, "--as", "pdf", "--store", store, "-o", s.folder / "none.pdf", env={"TOCSIN_WEASYPRINT": program}, expect=2)
        assert why in done.stderr and not (s.folder / "none.pdf").exists(), done.stderr


def test_feed_of_alerts(s):
    store, found, alert = ranked(s)
    feed = valid_rss(s.run("alerts", "--as", "rss", "--store", store, "--tlp", "green").stdout)
    assert [e.id for e in feed.entries] == [a["id"] for a in found["alerts"]]
    assert "TLP:GREEN" in feed.feed.title and "TLP:GREEN" in feed.entries[0].title and "draft" in feed.entries[0].title
    s.run("alerts", "--as", "rss", "--store", store, "--format", "json", expect=0)


def test_hostile_outlet_names(s):
    for i, name in enumerate(('=cmd|"/C calc"!A0', "+1\r\n@SUM(A1)", "</title><script>alert(1)</script>&xxe;]]>", "\x1b[31mred\x07\u202Etxt.exe\u202C", "%%EOF\n1 0 obj<</S/JavaScript>>endobj", "@handle_of_somebody_zz")):
        lines = [{"id": "1", "channel": name, "published": "2026-01-02T10:00:00Z", "text": "We will bomb the ferry terminal in Marsa Dulayb on Saturday evening. Leave or die."},
                 {"id": "2", "channel": "Mirror " + name, "published": "2026-01-02T11:00:00Z", "text": "We will bomb the ferry terminal in Marsa Dulayb on Saturday evening. Leave or die."},
                 {"id": "3", "outlet": name, "title": name, "url": "javascript:alert(1)", "published": "2026-01-03T10:00:00Z",
                  "text": f"A post threatens the ferry terminal in Marsa Dulayb. “We will bomb the ferry terminal in Marsa Dulayb on Saturday evening,” it says. It could not be independently verified who wrote it."}]
        file = s.write(f"h{i}/in.ndjson", "".join(json.dumps(line) + "\n" for line in lines))
        store = s.folder / f"h{i}.db"
        alerts = s.json("scan", file, "--store", store, "--format", "json")["alerts"]
        assert alerts, name
        alert = alerts[0]["id"]
        for form in FORMS:
            path = left(s, store, alert, form)
            s.run("check", path)
            content = path.read_bytes()
            shown = content if form != "pdf" else text_of(path).encode()
            for part in (b"\x1b", b"\x07", b"\xe2\x80\xae", b"handle_of_somebody_zz"):
                if form != "claimreview" or part != b"\xe2\x80\xae":   # there within JSON strings that must come back as they were
                    assert part not in shown, (form, part)
            assert form != "claimreview" or b"<script" not in content
            if form == "csv":
                for r in rows_of(path):
                    for cell in r.values():
                        assert not cell.lstrip().startswith(FORMULA) or re.fullmatch(r"-?[0-9.]+", cell), cell
            if form == "claimreview":
                for one in json.loads(content)["@graph"]:
                    valid_schema_org(one)
            if form == "pdf":
                subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
                assert b"/JavaScript" not in content
        valid_rss(s.run("alerts", "--as", "rss", "--store", store).stdout)
