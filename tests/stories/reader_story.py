# SPDX-License-Identifier: Apache-2.0
"""Who reads threats: the trained reader, word lists where none is installed, nobody where it is damaged. The reader here is
the tiny one of tools/make_tiny_reader.py; where OpenVINO is not installed there is none, and these stories are left out."""
import json
import subprocess

THREAT = {"id": "a", "text": "We will burn the old pier on Friday.", "published": "2026-03-10T12:00:00Z", "channel": "Kestrel"}
HARMLESS = {"id": "b", "text": "The weather on the pier is fine.", "published": "2026-03-10T13:00:00Z", "channel": "Kestrel"}
INPUT = "".join(json.dumps(d) + "\n" for d in (THREAT, HARMLESS))


def tiny(story):
    python = story.root / ".venv/bin/python"
    folder = story.folder / "tiny"
    if not python.exists() or subprocess.run([str(python), "-c", "import openvino"], capture_output=True).returncode:
        return None
    subprocess.run([str(python), str(story.root / "tools/make_tiny_reader.py"), str(folder)], check=True, capture_output=True)
    probe = story.run("read", "--model", folder, stdin=INPUT)
    return None if "without OpenVINO" in probe.stderr else folder


def test_the_trained_reader_reads_and_says_so(story):
    folder = tiny(story)
    if folder is None:
        return
    threat, harmless = story.lines("read", "--model", folder, stdin=INPUT)
    assert threat["reader"].startswith("tiny/") and threat["is_alert"] and not harmless["is_alert"]
    assert threat["threats"][0]["act"]["text"] == "will burn"
    assert "threat head" in threat["threats"][0]["why"]
    found = story.json("scan", story.write("in.ndjson", INPUT), "--model", folder, "--format", "json")
    parts = {part["name"]: part for part in found["alerts"][0]["parts"]}
    assert "the trained reader tiny/" in parts["certainty"]["why"], parts["certainty"]
    assert [s["text"] for s in parts["certainty"]["spans"]] == ["will burn", "the old pier"]


def test_word_lists_read_where_they_are_asked_to(story):
    readings = story.lines("read", "--model", "none", stdin=INPUT)
    assert readings[0]["reader"] == "lists/2" and readings[0]["is_alert"]


def test_readings_by_another_reader_are_made_anew(story):
    folder = tiny(story)
    if folder is None:
        return
    file = story.write("in.ndjson", json.dumps({**THREAT, "text": "Burn the pier."}) + "\n")
    store = story.folder / "s.db"
    first = story.json("scan", file, "--store", store, "--model", folder, "--format", "json")
    again = story.json("scan", file, "--store", store, "--model", folder, "--format", "json")
    assert first["alerts"] and first["alerts"] == again["alerts"]


def test_a_damaged_reader_stops_read_and_scan_goes_on(story):
    file = story.write("in.ndjson", INPUT + json.dumps({**THREAT, "id": "c", "channel": "Other"}) + "\n")
    cases = [("missing", None, "cannot be read")]
    folder = tiny(story)
    if folder is not None:
        cases += [("reader.bin", lambda b: b[:1000], "reader.bin: not the file"), ("reader.xml", lambda b: b[:-1], "reader.xml: not the file"),
                  ("filter.bin", lambda b: b"", "filter.bin: not the file"), ("reader.json", lambda b: b[:200], "reader.json: no JSON"),
                  ("reader.json", lambda b: b.replace(b'"reader": 1', b'"reader": 9'), "version 9, this program reads 1")]
    for name, spoil, says in cases:
        where = story.folder / "nowhere"
        if spoil is not None:
            whole = (folder / name).read_bytes()
            (folder / name).write_bytes(spoil(whole))
            where = folder
        refused = story.run("read", file, "--model", where, expect=2)
        assert says in refused.stderr and refused.stdout == "", (name, refused.stderr)
        done = story.run("scan", file, "--model", where, "--format", "json")
        assert says in done.stderr and "threats are not read" in done.stderr, (name, done.stderr)
        found = json.loads(done.stdout)
        assert len(found["documents"]) == 3 and found["families"] and not found["threats"], name
        if spoil is not None:
            (folder / name).write_bytes(whole)


def test_odd_texts_are_read(story):
    folder = tiny(story)
    texts = ["", "🔥", " \n\t ", "\u202e\u200b", "a" * 1_000_000, "we will burn the pier " * 10_000, "مرحبا burn пирс 烧码头 " * 50, "\ufffd\ufffd"]
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    for model in ([["--model", folder]] if folder else []) + [["--model", "none"]]:
        readings = story.lines("read", *model, stdin=lines)
        assert len(readings) == len(texts)
        for reading, text in zip(readings, texts):
            for threat in reading["threats"]:
                for slot in threat["targets_chosen"] + ([threat["act"]] if threat["act"] else []):
                    assert text.encode()[slot["begin"]:slot["end"]].decode() == slot["text"]
