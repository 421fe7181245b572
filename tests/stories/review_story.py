# SPDX-License-Identifier: Apache-2.0
"""Decisions and custody: what a person decides of an alert, the log that keeps it, and what is deleted for good."""
import hashlib
import json
import sqlite3
import subprocess

from contract_story import valid


def store_of_samples(s, name="cases.db"):
    store = s.folder / name
    s.scan_samples("--store", store)
    return store


def alerts(s, store):
    return s.scan_samples("--store", store)["alerts"]


def review(s, store, alert, decision, *more, reviewer="desk-1", note="seen on the channel's own page", expect=0):
    return s.run("review", alert, decision, "--note", note, "--reviewer", reviewer, *more, "--store", store, "--format", "json", expect=expect)


def log_of(s, store, expect=0, *more):
    *entries, verdict = [json.loads(line) for line in s.run("audit", "--store", store, "--format", "json", *more, expect=expect).stdout.splitlines()]
    for line in (*entries, verdict):
        valid(line, "log")
    return entries, verdict


def decided(s, store, alert, *args, **named):
    return json.loads(review(s, store, alert, *args, **named).stdout)


def test_a_confirmed_alert_is_no_draft_and_stays_confirmed(s):
    store = store_of_samples(s)
    alert = alerts(s, store)[0]
    assert alert["review"] is None and "decisions" not in alert
    after = decided(s, store, alert["id"], "confirm")
    assert after["review"] == "confirmed"
    assert [d["reviewer"] for d in after["decisions"]] == ["desk-1"]
    assert alerts(s, store)[0]["review"] == "confirmed", "another import takes no decision back"
    text = s.run("brief", alert["id"], "--as", "text", "--store", store).stdout
    assert "confirmed by desk-1" in text and "No person has reviewed" not in text


def test_the_last_decision_counts(s):
    store = store_of_samples(s)
    alert = alerts(s, store)[0]["id"]
    decided(s, store, alert, "confirm")
    assert decided(s, store, alert, "dismiss", reviewer="desk-2", note="staged")["review"] == "dismissed"
    assert decided(s, store, alert, "escalate", note="new post")["review"] == "escalated"


def test_two_people_must_agree_where_the_team_says_so(s):
    store = store_of_samples(s)
    alert = alerts(s, store)[0]["id"]
    s.run("policy", "reviewers", "2", "--note", "agreed", "--reviewer", "lead", "--store", store)
    assert decided(s, store, alert, "confirm")["review"] is None
    assert decided(s, store, alert, "confirm")["review"] is None, "the same person twice is one"
    assert decided(s, store, alert, "dismiss", reviewer="desk-2")["review"] is None, "they do not agree"
    assert decided(s, store, alert, "dismiss", reviewer="desk-3")["review"] == "dismissed"


def test_what_is_decided_needs_a_reason_and_sense(s):
    store, found = two_threats(s)
    first, second = [a["id"] for a in found["alerts"]]
    for arguments, words in [
        ((first, "approve"), "no decision"),
        ((first, "merge"), "--with"),
        ((first, "merge", "--with", first), "same alert"),
        ((first, "split"), "--document"),
        ((first, "split", "--document", "doc-0000000000000000"), "no post"),
        ((second, "split", "--document", "doc-0000000000000000"), "one post"),
        ((first, "correct"), "--set"),
        ((first, "correct", "--set", "stance=shouted"), "no value"),
        ((first, "correct", "--set", "colour=red"), "no slot"),
        ((first, "correct", "--set", "means=words that nobody wrote"), "does not stand"),
        ((first, "correct", "--set", "means=5-2"), "no characters"),
        ((first, "correct", "--set", "means"), "SLOT=VALUE"),
    ]:
        assert words in review(s, store, *arguments, expect=2).stderr, arguments
    assert "--note" in s.run("review", first, "confirm", "--store", store, expect=2).stderr
    assert "did you mean" in review(s, store, first[:-1] + "z", "confirm", expect=1).stderr
    assert not [e for e in log_of(s, store)[0] if e["act"] == "review"], "what was refused is not in the log"


TWO = [("a", "Quay Watch", "2026-03-10T08:00:00Z", "We will burn down the ferry office in Marrowgate on Friday."),
       ("b", "Mole Notes", "2026-03-10T09:00:00Z", "We will burn down the ferry office in Marrowgate on Friday."),
       ("c", "Mole Notes", "2026-03-10T10:00:00Z", "We will burn down the ferry office in Marrowgate on Friday!"),
       ("d", "Other Wharf", "2026-03-10T11:00:00Z", "Tonight we are going to attack the customs hall at Dunbrack.")]


def two_threats(s):
    store = s.folder / "two.db"
    file = s.write("two.ndjson", "".join(json.dumps({"id": i, "channel": c, "published": t, "text": x}) + "\n" for i, c, t, x in TWO))
    return store, s.json("scan", file, "--store", store, "--format", "json")


def members(found, alert):
    family = next(f for f in found["families"] if f["id"] == alert["family"])
    return [m["document"] for m in family["members"]]


def again(s, store):
    return s.json("scan", s.folder / "two.ndjson", "--store", store, "--format", "json")


def test_merge_makes_one_case_of_two_and_a_new_scan_keeps_it(s):
    store, found = two_threats(s)
    assert len(found["alerts"]) == 2
    whose = {next(d["source_id"] for d in found["documents"] if d["id"] == members(found, a)[0]): a for a in found["alerts"]}
    review(s, store, whose["a"]["id"], "merge", "--with", whose["d"]["id"], note="the same authors say it is one plan")
    after = again(s, store)
    assert len(after["alerts"]) == 1
    assert len(members(after, after["alerts"][0])) == 4
    assert [d["decision"] for d in after["alerts"][0]["decisions"]] == ["merge"]


def test_split_makes_a_case_of_its_own(s):
    store, found = two_threats(s)
    alert = next(a for a in found["alerts"] if len(members(found, a)) == 3)
    leaves = members(found, alert)[1]
    review(s, store, alert["id"], "split", "--document", leaves, note="another office of that name")
    after = again(s, store)
    families = sorted(members(after, a) for a in after["alerts"])
    assert len(after["alerts"]) == 3
    assert [m for f in families for m in f if m == leaves] == [leaves]
    assert any(f[0] == leaves for f in families)


def test_a_decision_follows_the_case_when_an_earlier_post_comes_in(s):
    store, found = two_threats(s)
    alert = next(a for a in found["alerts"] if len(members(found, a)) == 3)
    review(s, store, alert["id"], "confirm")
    earlier = s.write("earlier.ndjson", json.dumps({"id": "z", "channel": "Far Pier", "published": "2026-03-09T08:00:00Z", "text": TWO[0][3]}) + "\n")
    after = s.json("scan", earlier, "--store", store, "--format", "json")
    moved = next(a for a in after["alerts"] if len(members(after, a)) == 4)
    assert moved["id"] != alert["id"] and moved["review"] == "confirmed"
    acts = {(e["act"], e["subject"]) for e in log_of(s, store)[0]}
    assert ("alert", moved["id"]) in acts and ("withdrawal", alert["id"]) in acts, "no case changes in silence"


def test_corrected_slots_are_read_as_any_other_and_kept_as_examples(s):
    store, found = two_threats(s)
    alert = next(a for a in found["alerts"] if len(members(found, a)) == 3)
    review(s, store, alert["id"], "correct", "--set", "targets_chosen=ferry office", "--set", "means=burn down", note="the extent")
    after = again(s, store)
    same = next(a for a in after["alerts"] if a["id"] == alert["id"])
    threat = next(t for t in after["threats"] if t["id"] == same["threat"])
    assert [p["text"] for p in threat["targets_chosen"]] == ["ferry office"]
    assert [p["text"] for p in threat["means"]] == ["burn down"]
    assert same["review"] is None, "what was corrected is to be decided as it is now"
    review(s, store, alert["id"], "confirm")
    lines = [json.loads(x) for x in s.run("export", "--corrections", "--store", store).stdout.splitlines()]
    for line in lines:
        valid(line, "example")
    assert [x["verdict"] for x in lines] == ["correct", "confirm"]
    assert "[chosen:ferry office]" in lines[0]["marked"] and lines[0]["corrected"] == ["targets_chosen", "means"]


def test_a_threat_corrected_to_a_report_is_withdrawn(s):
    store, found = two_threats(s)
    alert = next(a for a in found["alerts"] if len(members(found, a)) == 1)
    assert review(s, store, alert["id"], "correct", "--set", "stance=reported", note="a bulletin").stdout == "null\n"
    after = again(s, store)
    assert alert["id"] not in [a["id"] for a in after["alerts"]]
    line = json.loads(s.run("export", "--corrections", "--store", store).stdout)
    assert line["stance"] == "reported" and line["verdict"] == "correct"


def independent_hash(e):
    """As docs/formats.md says it, in another language."""
    parts = [e["before"], str(e["n"]), e["time"], e["act"], e["subject"], e["body"]]
    return hashlib.sha256(b"".join(b"%d:%s" % (len(p.encode()), p.encode()) for p in parts)).hexdigest()


def test_the_log_is_a_chain_anyone_can_verify(s):
    store = store_of_samples(s)
    alert = alerts(s, store)[0]["id"]
    s.run("brief", alert, "--as", "json", "--store", store)
    review(s, store, alert, "confirm")
    entries, verdict = log_of(s, store)
    assert {"import", "reading", "alert", "export", "review"} <= {e["act"] for e in entries}
    before = "0" * 64
    for n, e in enumerate(entries, 1):
        assert e["n"] == n and e["before"] == before and e["hash"] == independent_hash(e)
        before = e["hash"]
    assert verdict == {"entries": len(entries), "head": before, "holds": True, "first_bad": None, "why": None, "clock_went_back": [], "stamp": None}
    brief = s.run("brief", alert, "--as", "json", "--store", store, text=False).stdout
    exported = [json.loads(e["body"]) for e in log_of(s, store)[0] if e["act"] == "export"]
    assert exported[-1]["sha256"] == hashlib.sha256(brief).hexdigest(), "the log has what left"


def broken(s, store, *sql):
    with sqlite3.connect(store) as db:
        for trigger in ("log_keeps_entries", "log_keeps_words"):
            db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for one in sql:
            db.execute(one)
    return log_of(s, store, 1)[1]


def test_audit_names_the_first_bad_entry(s):
    store = store_of_samples(s)
    with sqlite3.connect(store) as db:
        for sql in ("UPDATE log SET subject = 'x' WHERE n = 3", "DELETE FROM log WHERE n = 3"):
            try:
                db.execute(sql)
                raise AssertionError("the log let itself be changed")
            except sqlite3.IntegrityError as e:
                assert "only added to" in str(e)
    assert broken(s, store, "UPDATE log SET body = replace(body, '1', '2') WHERE n = 4")["first_bad"] == 4
    assert "not those that were written" in s.run("audit", "--store", store, expect=1).stdout.replace("\n", " ")
    store = store_of_samples(s, "other.db")
    assert broken(s, store, "DELETE FROM log WHERE n = 2")["first_bad"] == 3


def test_a_head_kept_elsewhere_shows_a_log_that_was_cut_short(s):
    store = store_of_samples(s)
    alert = alerts(s, store)[0]["id"]
    review(s, store, alert, "confirm")
    head = log_of(s, store)[1]["head"]
    assert log_of(s, store, 0, "--head", head)[1]["holds"]
    review(s, store, alert, "dismiss")
    assert log_of(s, store, 0, "--head", head)[1]["holds"], "what came after it changes nothing"
    with sqlite3.connect(store) as db:
        db.execute("DROP TRIGGER log_keeps_entries")
        db.execute("DELETE FROM log WHERE act = 'review'")
    assert log_of(s, store)[1]["holds"], "the chain alone cannot show it"
    assert "not in it" in log_of(s, store, 1, "--head", head)[1]["why"]


AUTHORITY = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[req]
distinguished_name = name
prompt = no
x509_extensions = stamping
[name]
CN = A time-stamp authority of this test
[stamping]
extendedKeyUsage = critical,timeStamping
"""


def openssl(s, *arguments):
    subprocess.run(["openssl", *map(str, arguments)], cwd=s.folder, check=True, capture_output=True)


def authority(s, name):
    conf = s.write(f"{name}.cnf", AUTHORITY.format(folder=s.folder))
    s.write("serial", "01\n")
    openssl(s, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-config", conf, "-keyout", f"{name}.key", "-out", f"{name}.pem")
    return conf


def test_a_time_stamp_shows_when_the_log_was_so(s):
    store = store_of_samples(s)
    conf, _ = authority(s, "one"), authority(s, "other")
    s.run("audit", "--store", store, "--request", "-o", "head.tsq")
    openssl(s, "ts", "-reply", "-config", conf, "-queryfile", "head.tsq", "-signer", "one.pem", "-inkey", "one.key", "-out", "head.tsr")
    n = log_of(s, store)[1]["entries"]
    review(s, store, alerts(s, store)[0]["id"], "confirm")
    stamp = log_of(s, store, 0, "--stamp", "head.tsr", "--ca", "one.pem")[1]["stamp"]
    assert stamp["entry"] == n and stamp["verified"]
    assert not log_of(s, store, 0, "--stamp", "head.tsr")[1]["stamp"]["verified"]
    for wrong, code in ((["--stamp", "head.tsr", "--ca", "other.pem"], 1), (["--stamp", "head.tsq"], 1), (["--stamp", "none"], 2),
                        (["--stamp", "head.tsr", "--ca", "head.tsq"], 2)):
        assert s.run("audit", "--store", store, *wrong, expect=code).stderr, wrong
    other = s.folder / "other.db"
    s.run("scan", s.write("x.ndjson", json.dumps({"id": "1", "text": "The pier opens."}) + "\n"), "--store", other)
    assert "is not in it" in log_of(s, other, 1, "--stamp", "head.tsr")[1]["why"]


def test_a_second_import_adds_nothing_to_the_log(s):
    store = store_of_samples(s)
    once = log_of(s, store)
    s.scan_samples("--store", store)
    assert log_of(s, store) == once


def bytes_of(store):
    return b"".join(p.read_bytes() for p in store.parent.glob(store.name + "*") if p.suffix != ".key")


def test_what_is_purged_is_gone_from_the_file_and_stays_out(s):
    store, found = two_threats(s)
    gone = next(d for d in found["documents"] if d["source_id"] == "d")
    assert b"customs hall" in bytes_of(store)
    before = bytes_of(store)
    dry = s.json("purge", "--document", gone["id"], "--dry-run", "--store", store, "--format", "json")
    assert dry["documents"] == [gone["id"]] and len(dry["alerts"]) == 1 and bytes_of(store) == before
    s.run("purge", "--document", gone["id"], "--purpose", "asked for by its author", "--store", store)
    assert b"customs hall" not in bytes_of(store) and b"Dunbrack" not in bytes_of(store)
    entries, verdict = log_of(s, store)
    assert verdict["holds"]
    deletion = next(e for e in entries if e["act"] == "deletion")
    assert deletion["subject"] == gone["id"]
    assert json.loads(deletion["body"])["text_sha256"] == hashlib.sha256(TWO[3][3].encode()).hexdigest()
    after = again(s, store)
    assert gone["id"] not in [d["id"] for d in after["documents"]] and len(after["alerts"]) == 1
    assert any(o["what"].startswith("purged") for o in after["oddities"])


def test_old_documents_go_by_age(s):
    store, _ = two_threats(s)
    old = s.write("old.ndjson", json.dumps({"id": "o", "channel": "Quay Watch", "published": "2025-01-01T00:00:00Z", "text": "The pier opens at nine."}) + "\n")
    s.run("scan", old, "--store", store)
    gone = s.json("purge", "--older-than", "90d", "--as-of", "2026-03-11T00:00:00Z", "--purpose", "retention", "--store", store, "--format", "json")
    assert len(gone["documents"]) == 1 and gone["alerts"] == []
    assert "neither a span" in s.run("purge", "--older-than", "soon", "--dry-run", "--store", store, expect=2).stderr
    assert "--purpose" in s.run("purge", "--older-than", "90d", "--store", store, expect=2).stderr
