#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/schemas/*.schema.json: JSON Schemas (2020-12) of what Tocsin reads and prints as JSON (DESIGN §3).

    tools/make_schemas.py            writes them
    tools/make_schemas.py --check    exit 1 when a file differs from what would be written

Each file stands alone. The closed sets are those of src/core/names.cc, which is where they are read from.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = {
    m[1]: re.findall(r'"([^"]*)"', m[2])
    for m in re.finditer(r"TOCSIN_WORDS\((\w+), \d+,([^)]*)\)", (ROOT / "src/core/names.cc").read_text())
}


def words(name):
    return {"enum": WORDS[name]}


def obj(properties, optional=(), **more):
    return {"type": "object", "properties": properties, "required": [k for k in properties if k not in optional],
            "additionalProperties": False, **more}


def array(items):
    return {"type": "array", "items": items}


def maybe(schema):
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name):
    return {"$ref": "#/$defs/" + name}


TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
COUNT_OR_NULL = {"type": ["integer", "null"], "minimum": 0}
UNIT = {"type": "number", "minimum": 0, "maximum": 1}
ID = {"type": "string", "minLength": 1}
ID_OR_NULL = {"type": ["string", "null"], "minLength": 1}
TIME = {"type": "string", "pattern": r"^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", "description": "RFC 3339, UTC"}
DATE_OR_TIME = {"type": "string", "pattern": r"^-?\d{4,}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$"}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
FEED = {**TEXT, "description": "the address that the file was fetched from; not there where it is a file of the user's"}
COUNTRY = {"type": ["string", "null"], "pattern": "^[A-Z]{2}$"}
LAT = {"type": ["number", "null"], "minimum": -90, "maximum": 90}
LON = {"type": ["number", "null"], "minimum": -180, "maximum": 180}
SPAN = {"document": ID, "begin": COUNT, "end": COUNT, "text": TEXT}
SPANS = array(ref("span"))

DEFS = {
    "span": obj(SPAN, description="bytes [begin, end) of the document's UTF-8 text, and those bytes (handles masked)"),
    "name": maybe(obj({"name": ID, "spans": SPANS})),
    "interval": maybe(obj({"from": maybe(DATE_OR_TIME), "to": maybe(DATE_OR_TIME), "precision": words("Precision")},
                          description="inclusive at both ends; dates when the precision is a day or coarser")),
    "document": obj({
        "id": ID, "source_id": TEXT, "kind": words("DocumentKind"), "channel": TEXT_OR_NULL, "outlet": TEXT_OR_NULL,
        "published": maybe(TIME), "edited": maybe(TIME), "url": TEXT_OR_NULL, "title": TEXT_OR_NULL, "lang": TEXT,
        "author": maybe({"type": "string", "pattern": "^[0-9a-f]{32}$", "description": "keyed BLAKE2b, never a handle"}),
        "sha256": maybe({**SHA256, "description": "of the file; null for a line of a stream"}), "file": TEXT,
        "at": {**COUNT, "description": "byte offset of the record in the file"}, "main_incident": ID_OR_NULL,
        "forwarded": obj({"from": TEXT_OR_NULL, "published": TIME}, description="when the original was posted, as the forward says; not there where it says nothing of it"),
        "feed": FEED,
        "provenances": array(obj({"sha256": maybe(SHA256), "file": TEXT, "at": COUNT, "feed": FEED, "import": {"type": "integer", "minimum": 1}}, optional=["feed", "import"]))},
        optional=["forwarded", "feed", "provenances"]),
    "family": obj({
        "id": ID, "first": ID,
        "members": array(obj({"document": ID, "relation": words("Relation"), "of": ID_OR_NULL, "similarity": UNIT, "spans": SPANS})),
        "channels": array(TEXT), "from": maybe(TIME), "to": maybe(TIME)}),
    "alert": obj({
        "id": ID, "score": {"type": "number", "minimum": 0, "maximum": 100},
        "parts": array(obj({"name": ID, "points": {"type": "number"}, "why": TEXT, "spans": SPANS})),
        "threat": ID, "family": ID_OR_NULL, "outlet": ID_OR_NULL, "incidents": array(ID), "statements": array(ID),
        "claims": array(ID), "links": array(ID), "review": {"enum": ["confirmed", "dismissed", "escalated", None]},
        "decisions": array(obj({
            "entry": {"type": "integer", "minimum": 1}, "time": TEXT, "decision": words("DecisionKind"), "reviewer": ID, "note": ID, "alert": ID, "document": ID,
            "with": ID_OR_NULL, "documents": array(ID), "corrections": array(obj({"slot": ID, "word": TEXT_OR_NULL, "spans": SPANS}))}))},
        optional=["decisions"]),
    "threat": obj({
        "id": ID, "force": words("Force"), "stance": words("Stance"), "score": UNIT, "caller": ref("name"), "addressee": ref("name"),
        "act": maybe(ref("span")), "victims": SPANS, "targets_chosen": SPANS, "targets_rejected": SPANS,
        "places": array(obj({**SPAN, "geonameid": COUNT_OR_NULL, "country": COUNTRY, "name": TEXT})),
        "time": SPANS, "means": SPANS, "motive": SPANS, "condition": SPANS, "posted": ref("interval"), "outlet": ID_OR_NULL,
        "reported_by": ID_OR_NULL, "document": ID}),
    "figure": obj({
        "id": ID, "effect": words("Effect"), "category": words("Category"), "min": COUNT_OR_NULL, "max": COUNT_OR_NULL,
        "qualifier": words("Qualifier"), "source": ref("name"), "status": words("ClaimStatus"), "subset_of": ID_OR_NULL,
        "derived": {"const": True, "description": "reckoned from another figure of the text, not stated; not there where the text states it"},
        "span": ref("span")}, optional=["derived"]),
    "incident": obj({
        "id": ID, "what": TEXT,
        "place": maybe(obj({"name": TEXT, "geonameid": COUNT_OR_NULL, "country": COUNTRY, "lat": LAT, "lon": LON, "within": TEXT_OR_NULL})),
        "when": ref("interval"), "actor": ref("name"), "status": words("IncidentStatus"), "figures": array(ref("figure")),
        "totals": array(obj({
            "effect": words("Effect"), "category": words("Category"), "min": COUNT_OR_NULL, "max": COUNT_OR_NULL,
            "by_source": array(obj({
                "source": TEXT, "min": COUNT_OR_NULL, "max": COUNT_OR_NULL,
                "derived": {"const": True, "description": "added up from what is told together; not there where one figure says it"},
                "figures": array(ID)}, optional=["derived"]))})),
        "spans": SPANS,
        "grading": obj({"grade": words("Grade"), "credibility": {"type": "integer", "minimum": 1, "maximum": 6}, "sources": COUNT, "why": ID},
                       description="where many documents were compared")}, optional=["grading"]),
    "statement": obj({
        "id": ID, "source": ref("name"), "role": TEXT_OR_NULL, "affiliation": TEXT_OR_NULL, "told_to": ref("name"),
        "manner": words("Manner"), "cue": maybe(ref("span")), "content": SPANS, "span": ref("span")}),
    "claim": obj({
        "id": ID, "holder": ref("name"), "text": TEXT, "status": words("ClaimStatus"), "status_span": maybe(ref("span")),
        "span": ref("span")}),
    "outlet": obj({
        "id": ID, "name": TEXT, "aliases": array(TEXT), "standing": words("Standing"), "vouched_by": array(ID), "spans": SPANS,
        "listed": array(obj({"name": ID, "standing": words("Standing"), "reliability": {"enum": [*"ABCDEF", None]}, "source": ID, "date": ID})),
        "resembles": array(ID)}, optional=["listed", "resembles"]),
    "link": obj({
        "id": ID, "from": ID, "to": ID, "relation": words("LinkRelation"), "status": words("LinkStatus"), "spans": SPANS}),
    "oddity": obj({"file": TEXT, "at": COUNT, "record": TEXT, "what": ID, "action": {"enum": ["skipped", "repaired", "kept", "quarantined"]}}),
}
LISTS = {"documents": "document", "families": "family", "alerts": "alert", "threats": "threat", "incidents": "incident",
         "statements": "statement", "claims": "claim", "outlets": "outlet", "links": "link", "oddities": "oddity"}
LIST_FIELDS = {name: array(ref(record)) for name, record in LISTS.items()}
SCHEMA = {"const": "tocsin/1"}

BARE = {"begin": COUNT, "end": COUNT, "text": TEXT}   # a filter's spans are all of its one document


def mention(kinds, value=None):
    return obj({"kind": {"enum": kinds}, **BARE, **({"value": value} if value else {})},
               optional=["value"] if kinds in (["time"], ["number"]) else [])


MENTION = {"oneOf": [
    mention(["time"], obj({"type": words("TimeType"), "timex": ID}, description="TimeML 1.2.1")),
    mention(["place"], maybe(obj({"geonameid": COUNT, "name": TEXT, "country": COUNTRY, "lat": LAT, "lon": LON}))),
    mention(["number"], obj({"min": COUNT_OR_NULL, "max": COUNT_OR_NULL, "qualifier": words("Qualifier")})),
    mention(["person", "organisation", "casualty", "event"]),
]}
SLOT, SLOTS = maybe(ref("span")), array(ref("span"))

POST = {"document": ID, "published": TIME}
MILESTONE = maybe(obj({"channels": COUNT, "seconds": COUNT, **POST}, description="when so many of the dated channels had it, and the post that shows it"))
SPREAD = obj({
    "family": ID, "posts": COUNT, "undated": COUNT, "forwards": COUNT, "inferred": COUNT, "earliest_seen": maybe(obj(POST)), "dated_channels": COUNT,
    "reached": obj({"second": MILESTONE, "half": MILESTONE, "nine_in_ten": MILESTONE}),
    "copies_per_hour": obj({"first_hour": COUNT, "first_day": {"type": "number", "minimum": 0}, "fastest": maybe(obj({"copies": COUNT, "from": TIME}))}),
    "longest_silence": maybe(obj({"seconds": COUNT, "from": TIME, "to": TIME})),
    "channels": array(obj({"channel": TEXT, "posts": COUNT, "undated": COUNT, "forwards": COUNT, "inferred": COUNT, "first_seen": maybe(TIME),
                           "document": ID_OR_NULL, "seconds_after": COUNT_OR_NULL})),
    "edges": array(obj({"document": ID, "of": ID, "kind": {"enum": ["forward", "inferred"]}, "names_source": {"type": "boolean"},
                        "lag_seconds": {"type": ["integer", "null"]}, "forwarded_published": TIME}, optional=["forwarded_published"]))},
    description="how the family of the alert spread; null where no post of it was read")

SOURCE = obj({
    "name": ID, "kind": {"enum": ["feed", "folder", "file", "stdin"]}, "place": ID,
    "state": {"enum": ["well", "failing", "silent", "gone", "new"]}, "first_try": maybe(TIME), "last_try": maybe(TIME), "last_success": maybe(TIME),
    "last_new": maybe(TIME), "newest": maybe(TIME), "lag_seconds": {"type": ["integer", "null"]}, "documents": COUNT, "oddities": COUNT, "failures": COUNT,
    "error": TEXT_OR_NULL, "last_error": maybe(TIME), "silence_seconds": COUNT_OR_NULL, "silent_since": maybe(TIME), "next_try": maybe(TIME)})


def event(name, fields, optional=()):
    return obj({"event": {"enum": name} if isinstance(name, list) else {"const": name}, **fields}, optional)


PLACED = {"relation": words("Relation"), "of": ID_OR_NULL, "similarity": UNIT, "source_id": TEXT, "channel": TEXT_OR_NULL, "published": maybe(TIME)}
SCORE = {"type": "number", "minimum": 0}
EVENT = {"oneOf": [
    event(["new", "joined"], {"id": ID, "family": ID, **PLACED}),
    event("edited", {"id": ID, "family": ID, **PLACED, "was": ID}),
    event(["first_moved", "merged"], {"id": ID, "family": ID, "was": ID}),
    event("article", {"id": ID, "outlet": TEXT_OR_NULL, "title": TEXT_OR_NULL, "published": maybe(TIME), "was": ID}, ["was"]),
    event("alert", {"change": {"enum": ["new", "raised"]}, "id": ID, "score": SCORE, "force": words("Force"), "stance": words("Stance"), "caller": TEXT_OR_NULL,
                    "text": TEXT, "targets": array(TEXT), "threat": ID, "family": ID_OR_NULL, "document": ID, "source": TEXT_OR_NULL, "published": maybe(TIME),
                    "was": SCORE}, ["was"]),
    event("alert", {"change": {"const": "withdrawn"}, "id": ID, "was": SCORE}),
    event(["silent", "heard"], {"source": ID, "place": ID, "since": maybe(TIME)}),
]}

LOG = {"oneOf": [
    obj({"n": {"type": "integer", "minimum": 1}, "time": TEXT,
         "act": {"enum": ["import", "reading", "alert", "revision", "withdrawal", "review", "policy", "register", "export", "show_raw", "notice", "include_private",
                          "deletion", "delivery", "dead_letter"]},
         "subject": TEXT, "body": {"type": "string", "contentMediaType": "application/json"}, "before": SHA256, "hash": SHA256}),
    obj({"entries": COUNT, "head": SHA256, "holds": {"type": "boolean"}, "first_bad": {"type": ["integer", "null"]}, "why": TEXT_OR_NULL,
         "clock_went_back": array({"type": "integer"}), "stamp": maybe(obj({"entry": COUNT, "time": TIME, "verified": {"type": "boolean"}}))})]}

SCHEMAS = {
    "log": ("a line of `tocsin audit --format json`: an entry, or, last, what became of verifying them", LOG, {}),
    "example": ("a line of `tocsin export --corrections`: a message as docs/annotation.md marks it, and what a person made of it", obj({
        "id": ID, "lang": TEXT, "kind": {"const": "review"}, "marked": TEXT, "force": words("Force"), "stance": words("Stance"),
        "verdict": {"enum": ["confirm", "dismiss", "escalate", "correct"]}, "reader": TEXT, "corrected": array(ID), "note": TEXT, "reviewer": ID, "time": TEXT}), {}),
    "source": ("a line of `tocsin sources --format json`", SOURCE, {}),
    "event": ("a line of `tocsin watch --format json`", EVENT, {}),
    "findings": ("what `tocsin scan --format json` prints", obj({"schema": SCHEMA, **LIST_FIELDS}), DEFS),
    "record": ("a line of `tocsin record`: the findings of one document, the input's id as every span's document",
               obj({"id": TEXT, "schema": SCHEMA, **LIST_FIELDS}), DEFS),
    "reading": ("a line of `tocsin read`", obj({
        "id": TEXT, "lang": TEXT, "reader": {"type": "string", "description": "who read it: word lists, or a trained reader with its version"},
        "threat_score": UNIT, "is_alert": {"type": "boolean"},
        "evaluated": {"const": False, "description": "only there for a language the reader was not measured on"},
        "mentions": array(MENTION),
        "statements": array(obj({"source": SLOT, "role": SLOT, "affiliation": SLOT, "told_to": SLOT, "cue": SLOT, "content": SLOTS,
                                 "manner": words("Manner")})),
        "threats": array(obj({
            "force": words("Force"), "stance": words("Stance"), "score": UNIT, "caller": SLOT, "addressee": SLOT, "act": SLOT,
            "victims": SLOTS, "targets_chosen": SLOTS, "targets_rejected": SLOTS, "places": SLOTS, "time": SLOTS, "means": SLOTS,
            "motive": SLOTS, "condition": SLOTS,
            "why": {"type": "string", "description": "what in the trained reader said so; not there where word lists read"}}, optional=["why"]))},
            optional=["evaluated"]),
        {"span": obj(BARE, description="bytes [begin, end) of the text that was read, and those bytes (handles masked)")}),
    "trace": ("a line of `tocsin trace`", obj({"id": TEXT, "family": TEXT, "relation": words("Relation"), "of": TEXT_OR_NULL, "similarity": UNIT},
              oneOf=[{"properties": {"relation": {"const": "first"}, "of": {"type": "null"}, "similarity": {"const": 1}}},
                     {"properties": {"relation": {"enum": WORDS["Relation"][1:]}, "of": {"type": "string"}}}]), {}),
    "oddity": ("a line of `tocsin oddities --format json`", DEFS["oddity"], {}),
    "brief": ("what `tocsin brief ALERT --as json` prints; the lists hold what the alert points to", obj({
        "schema": SCHEMA, "kind": {"const": "brief"}, "alert": ID, "title": TEXT, "score": {"type": "number", "minimum": 0, "maximum": 100},
        "review": TEXT, "draft": {"type": "boolean"}, "as_of": maybe(TIME), "version": TEXT_OR_NULL,
        "tlp": {"enum": ["red", "amber+strict", "amber", "green", "clear"], "description": "Traffic Light Protocol 2.0: who may be told"},
        "pap": {"enum": ["red", "amber", "green", "clear"], "description": "Permissible Actions Protocol: what may be done with it"},
        "sentences": array(obj({"section": {"enum": ["headline", "score", "threat", "spread", "outlet", "incidents", "statements", "claims",
                                                     "links", "contradictions", "unconfirmed", "unknown", "sources"]},
                                "text": ID, "citations": array({"type": "integer", "minimum": 1})})),
        "citations": array(obj({"n": {"type": "integer", "minimum": 1}, **SPAN, "file": TEXT, "sha256": SHA256, "at": COUNT})),
        "spread": maybe(SPREAD),
        **LIST_FIELDS,
        "manifest": obj({"sha256": SHA256}, description="SHA-256 of the bytes with these 64 digits as zeros")}), DEFS),
    "document_input": ("an NDJSON document, as `scan`, `trace`, `read` and `record` take it; with `outlet` an article, else a message", obj({
        "id": {"type": ["string", "integer"]}, "text": TEXT, "published": {"type": "string", "description": "RFC 3339"}, "channel": TEXT,
        "outlet": TEXT, "author": TEXT, "lang": TEXT, "forwarded_from": TEXT, "forwarded_published": {"type": "string", "description": "RFC 3339; when the original was posted"},
        "url": TEXT, "title": TEXT},
        optional=["published", "channel", "outlet", "author", "lang", "forwarded_from", "forwarded_published", "url", "title"]), {}),
}


def main():
    folder = ROOT / "docs/schemas"
    folder.mkdir(parents=True, exist_ok=True)
    differ = 0
    for name, (description, schema, defs) in SCHEMAS.items():
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "tocsin/1 " + name, "description": description, **schema}
        if "description" in schema:
            whole["description"] = description
        if defs:
            whole["$defs"] = defs
        text = json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
        path = folder / f"{name}.schema.json"
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"{path.relative_to(ROOT)}: not as tools/make_schemas.py writes it", file=sys.stderr)
                differ = 1
        else:
            path.write_text(text, encoding="utf-8")
    return differ


if __name__ == "__main__":
    sys.exit(main())
