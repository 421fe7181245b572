# SPDX-License-Identifier: Apache-2.0
"""The forms for other programs, each read with the validator of its own people: STIX, MISP, CAP, GeoJSON."""
import json
import re
import subprocess
import sys
import time
import warnings

FORMS = ("stix", "misp", "cap", "geojson")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


def exported(s, store, alert, *more):
    """Every form of an alert, as the program wrote it."""
    out = {}
    for form in FORMS:
        out[form] = s.folder / f"{alert}.{form}.json"   # the STIX validator wants the ending
        s.run("brief", alert, "--as", form, "--store", store, "-o", out[form], *more, cwd=s.root)
    return out


def valid_stix(path):
    import stix2
    import stix2validator
    # 103 wants random ids of domain objects; ours are made from names, which the standard allows, so that the same alert is
    # the same bundle. All other recommendations are taken as errors, and every reference has to be in the bundle.
    options = stix2validator.ValidationOptions(strict=True, disabled="103", enforce_refs=True, version="2.1")
    result = stix2validator.validate_file(str(path), options)
    assert result.is_valid, [str(e) for o in result.object_results for e in o.errors][:5]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bundle = stix2.parse(path.read_text(encoding="utf-8"), allow_custom=False)
    for o in bundle.objects:   # an observable's id is made as the library makes it
        if o.type == "url":
            assert o.id == stix2.URL(value=o.value).id, o
        if o.type == "file" and o.name.isascii() and not set(o.name) & set("<>&"):
            assert o.id == stix2.File(name=o.name, hashes=dict(o.hashes)).id, o
    return bundle


def valid_misp(path):
    import importlib.resources
    import jsonschema
    import pymisp
    event_json = json.loads(path.read_text(encoding="utf-8"))
    lax = json.loads((importlib.resources.files("pymisp") / "data" / "schema-lax.json").read_text())
    jsonschema.Draft4Validator(lax).validate(event_json)
    event = pymisp.MISPEvent()
    event.load_file(path)
    for o in event.objects:
        assert o._known_template, o.name
        template = o._definition
        assert (str(o.template_version), o.template_uuid) == (str(template["version"]), template["uuid"]), o.name
        relations = [a.object_relation for a in o.attributes]
        assert set(relations) <= set(template["attributes"]), (o.name, relations)
        assert set(template.get("required", [])) <= set(relations), (o.name, relations)
        assert not template.get("requiredOneOf") or set(template["requiredOneOf"]) & set(relations), (o.name, relations)
        for a in o.attributes:
            known = template["attributes"][a.object_relation]
            assert a.type == known["misp-attribute"] and (known.get("multiple") or relations.count(a.object_relation) == 1), (o.name, a.object_relation)
            assert "values_list" not in known or a.value in known["values_list"], (o.name, a.value)
    uuids = [o.uuid for o in event.objects]
    for o in event.objects:
        for r in o.references:
            assert r.referenced_uuid in uuids
    return event


def valid_cap(s, path):
    import xmlschema
    xmlschema.XMLSchema(s.root / "tests" / "formats" / "cap" / "CAP-v1.2.xsd").validate(str(path))
    return path.read_text(encoding="utf-8")


def valid_geojson(path):
    import geojson
    import geojson_validator
    from loguru import logger
    logger.disable("geojson_validator")   # it tells what it found twice
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert geojson.loads(path.read_text(encoding="utf-8")).is_valid
    assert geojson_validator.validate_structure(collection) == {}
    found = geojson_validator.validate_geometries(collection)
    assert not found["invalid"] and not found["problematic"], found
    return collection


def all_valid(s, files):
    return {"stix": valid_stix(files["stix"]), "misp": valid_misp(files["misp"]), "cap": valid_cap(s, files["cap"]), "geojson": valid_geojson(files["geojson"])}


def test_samples_in_every_form(s):
    store = s.folder / "a.db"
    found = s.scan_samples("--store", store)
    must_not = json.loads((s.samples / "must_not_appear.json").read_text(encoding="utf-8"))
    for alert in found["alerts"]:
        files = exported(s, store, alert["id"])
        read = all_valid(s, files)
        for form, path in files.items():
            text = path.read_text(encoding="utf-8")
            assert text == s.run("brief", alert["id"], "--as", form, "--store", store, cwd=s.root).stdout, form
            assert re.search(r"ok, \d+ citations", s.run("check", path, cwd=s.root).stdout), form
            assert "DRAFT" in text and not re.search(r"\borigin\b", text), form
            for secret in must_not:
                assert secret["string"] not in text, (form, secret)
            for n in (len(text) // 3, len(text) // 2, len(text) - 200):
                changed = path.read_bytes()[:n] + b"#" + path.read_bytes()[n + 1:]
                s.run("check", s.write("changed", changed), cwd=s.root, expect=1)
        family = next((f for f in found["families"] if f["id"] == alert["family"]), None)
        posts = len(family["members"]) if family else 0
        kinds = [o.type for o in read["stix"].objects]
        assert kinds.count("report") == kinds.count("grouping") == 1 and kinds.count("observed-data") >= posts
        assert sum(o.count for o in read["stix"].objects if o.type == "sighting") == posts
        assert sum(o.name == "chat-message" for o in read["misp"].objects) == posts
        assert {t.name for t in read["misp"].tags} >= {"tlp:amber", "PAP:AMBER", 'workflow:state="draft"'}
        assert str(read["misp"].distribution) == "0" and not read["misp"].published
        assert "<status>Draft</status>" in read["cap"] and "<certainty>Possible</certainty>" in read["cap"]
        named = {p["name"] for t in found["threats"] if t["id"] == alert["threat"] for p in t["places"]}
        assert named <= {f["properties"]["name"] for f in read["geojson"]["features"]}


def test_marked_as_asked(s):
    store = s.folder / "a.db"
    alert = s.scan_samples("--store", store)["alerts"][0]["id"]
    for tlp, pap in (("red", "red"), ("amber+strict", "amber"), ("green", "green"), ("clear", "clear")):
        read = all_valid(s, exported(s, store, alert, "--tlp", tlp, "--pap", pap))
        markings = [o.name for o in read["stix"].objects if o.type == "marking-definition"]
        assert markings == [f"TLP:{tlp.upper()}", f"PAP:{pap.upper()}"]
        assert all(set(o.object_marking_refs) == {m.id for m in read["stix"].objects if m.type == "marking-definition"}
                   for o in read["stix"].objects if o.type in ("report", "note", "observed-data", "file"))
        assert {f"tlp:{tlp}", f"PAP:{pap.upper()}"} <= {t.name for t in read["misp"].tags}
        assert f"<restriction>TLP:{tlp.upper()} PAP:{pap.upper()}</restriction>" in read["cap"]
        assert (read["geojson"]["tocsin"]["tlp"], read["geojson"]["tocsin"]["pap"]) == (tlp, pap)
        brief = s.json("brief", alert, "--as", "json", "--store", store, "--tlp", tlp, "--pap", pap, cwd=s.root)
        assert (brief["tlp"], brief["pap"]) == (tlp, pap)
        assert f"TLP:{tlp.upper()} PAP:{pap.upper()}" in s.run("brief", alert, "--store", store, "--tlp", tlp, "--pap", pap, cwd=s.root).stdout
    assert "not in {" in s.run("brief", alert, "--store", store, "--tlp", "white", expect=2).stderr


def test_a_person_decided(s):
    store = s.folder / "a.db"
    alert = s.scan_samples("--store", store)["alerts"][0]["id"]
    for review, status, opinion, state in (("confirm: two of us read it", "Draft", "agree", "complete"), ("escalate: <b>the harbour police</b> was told", "Actual", "strongly-agree", "complete"),
                                           ("dismiss: lines of a song", "Draft", "disagree", "rejected")):
        word, note = review.split(": ")
        s.run("review", alert, word, "--note", note, "--reviewer", "desk", "--store", store, cwd=s.root)
        files = exported(s, store, alert)
        read = all_valid(s, files)
        assert f"<status>{status}</status>" in read["cap"] and "DRAFT" not in read["cap"] and f"<certainty>{'Likely' if status == 'Actual' else 'Possible'}</certainty>" in read["cap"]
        opinions = [o for o in read["stix"].objects if o.type == "opinion"]
        assert [o.opinion for o in opinions] == [opinion]
        words = opinions[0].explanation
        assert note.replace("<", "‹").replace(">", "›") in words
        assert f'workflow:state="{state}"' in {t.name for t in read["misp"].tags} and not any("todo" in t.name for t in read["misp"].tags)
        assert read["geojson"]["tocsin"]["draft"] is False and not any("draft" in (o.get("labels") or []) for o in read["stix"].objects)
        for path in files.values():
            assert "ok, " in s.run("check", path, cwd=s.root).stdout


def test_places_on_a_map(s):
    rows = "country\t248816\tJordan\tJO\t\t31\t36\t9956011\tar-JO,en\t\ntown\t9999001\tQasr Lanud\tJO\t\t29.123456\t35.2\t12000\t\tقصر لنود\n"
    gazetteer = s.folder / "tiny.bin"
    subprocess.run([sys.executable, s.root / "tools" / "pack_gazetteer.py", "--from-tsv", s.write("tiny.tsv", rows), "--out", gazetteer], check=True, capture_output=True)
    post = {"id": "1", "channel": "Pier Talk", "published": "2026-03-10T10:00:00Z", "text": "We will strike the ferry terminal in Qasr Lanud, Jordan on Saturday evening."}
    store = s.folder / "a.db"
    found = s.json("scan", s.write("posts.ndjson", json.dumps(post)), "--store", store, "--gazetteer", gazetteer, "--format", "json")
    read = all_valid(s, exported(s, store, found["alerts"][0]["id"]))
    place = next(f for f in read["geojson"]["features"] if f["properties"]["name"] == "Qasr Lanud")
    assert [round(x, 3) for x in place["geometry"]["coordinates"]] == [35.2, 29.123] and place["properties"]["geonameid"] == 9999001
    location = next(o for o in read["stix"].objects if o.type == "location" and o.name == "Qasr Lanud")
    assert (round(location.latitude, 3), round(location.longitude, 3), location.country) == (29.123, 35.2, "JO")
    geolocation = next(o for o in read["misp"].objects if o.name == "geolocation")
    assert round(float(next(a.value for a in geolocation.attributes if a.object_relation == "latitude")), 3) == 29.123
    assert re.search(r"<circle>29\.12\d*,35\.2\d* 0</circle>\s*<geocode><valueName>GeoNames</valueName><value>9999001</value></geocode>", read["cap"])
    assert "<urgency>Future</urgency>" in read["cap"] and "<onset>2026-03-14T" in read["cap"]


def test_hostile_names(s):
    names = ["<script>alert(1)</script>", "]]><x>", "&xxe; &#x202E;", "=cmd|' /C calc'!A0", "a\u0001\u001b[31mb", "abc\u202egnp.exe", "line\nbreak\tx", "![x](https://e.example/p.png)",
             '[{"number":1}]', "<!-- manifest sha256:" + "0" * 64 + " -->", '"manifest":{"sha256":"0"}}}}]}', "صوت الأثل", "x\ufffey"]
    text = "We will strike the ferry terminal of Qasr Lanud on Saturday evening. Write to @lanud_desk_zz. "
    lines = [{"id": f"{i}{n}", "text": text + n, "channel": n, "published": f"2026-03-10T{i:02}:00:00Z", "forwarded_from": n, "url": "https://x.example/" + n} for i, n in enumerate(names)]
    lines += [{"id": f"a{i}", "text": "The message says: “" + text + "” Nobody has confirmed it.", "outlet": n, "title": n, "published": "2026-03-11T00:00:00Z"} for i, n in enumerate(names)]
    store = s.folder / "a.db"
    found = s.json("scan", s.write("posts.ndjson", "".join(json.dumps(x) + "\n" for x in lines)), "--store", store, "--format", "json")
    assert found["alerts"]
    for alert in found["alerts"][:3]:
        files = exported(s, store, alert["id"])
        read = all_valid(s, files)
        for form, path in files.items():
            raw = path.read_text(encoding="utf-8")
            assert not set(raw) & set(BIDI) and not any(ord(c) < 32 and c != "\n" for c in raw) and "lanud_desk_zz" not in raw, form
            assert "ok, " in s.run("check", path).stdout, form
        for o in read["stix"].objects:
            for words in (o.get("name"), o.get("abstract"), o.get("description"), o.get("content")):
                assert not words or not (set(words) & set(BIDI + "<>\u001b\u0001") or "](" in words or "https://e" in words), words
        for o in read["misp"].objects:
            assert not any(set(str(a.value)) & set(BIDI + "<>\u001b\u0001") for a in o.attributes)


def test_exports_are_quick(s):
    store = s.folder / "a.db"
    alert = s.scan_samples("--store", store)["alerts"][0]["id"]
    s.run("brief", alert, "--as", "json", "--store", store, cwd=s.root)
    base = min(timed(s, alert, store, "json") for _ in range(3))   # reading the store and a form known to be quick
    for form in FORMS:
        assert min(timed(s, alert, store, form) for _ in range(3)) < base + 0.2, form


def timed(s, alert, store, form):
    begin = time.perf_counter()
    s.run("brief", alert, "--as", form, "--store", store, cwd=s.root)
    return time.perf_counter() - begin
