# SPDX-License-Identifier: Apache-2.0
"""Who tells of it: the team's register of outlets, names that look like others', and how well an incident is known."""
import json

HEADER = "name\taliases\tstanding\treliability\tsource\tdate\n"


def outlets(s, store):
    return {o["name"]: o for o in s.lines("outlets", "--store", store, "--format", "json")}


def test_the_register_says_who_is_known_and_by_whom(s):
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    assert outlets(s, store)["Tamarisk Voice"]["standing"] == "disputed"
    alert = s.lines("alerts", "--store", store, "--format", "json")[0]
    file = s.write("r.tsv", HEADER + "صوت الأثل\tTamarisk Voice\testablished\tB\tdesk lead\t2025-06-01\n"
                   "The Harbour Courier\t\tknown\t\tdesk lead\t2025-06-01\n")
    s.run("outlets", "--register", file, "--store", store)
    voice = outlets(s, store)["Tamarisk Voice"]
    assert voice["standing"] == "established" and voice["vouched_by"], "what documents say stays beside it"
    assert voice["listed"] == [{"name": "صوت الأثل", "standing": "established", "reliability": "B", "source": "desk lead", "date": "2025-06-01"}]
    after = s.lines("alerts", "--store", store, "--format", "json")[0]
    assert after["id"] == alert["id"] and after["score"] > alert["score"]
    assert "reliability B" in s.run("show", after["id"], "--store", store).stdout
    s.run("outlets", "--register", s.write("r.tsv", HEADER + "Tamarisk Voice\t\tknown\tC\tdesk lead\t2025-09-01\n"), "--store", store)
    assert [x["standing"] for x in outlets(s, store)["Tamarisk Voice"]["listed"]] == ["established", "known"]
    s.scan_samples("--store", store)
    assert outlets(s, store)["Tamarisk Voice"]["standing"] == "known", "a new scan knows the register"


def test_an_impostor_is_told_and_stays_apart(s):
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    posts = [("f1", "Tamarisk V0ice"), ("f2", "Tamarisk Voice Backup"), ("f3", "Tamarisk Vioce"), ("f4", "Quay Watch")]
    file = s.write("f.ndjson", "".join(json.dumps({"id": i, "channel": c, "published": "2025-10-08T09:00:00Z",
                                                   "text": f"Nets number {i} are for sale at the quay."}) + "\n" for i, c in posts))
    s.run("scan", file, "--store", store)
    known = outlets(s, store)
    for _, name in posts[:3]:
        assert "Tamarisk Voice" in known[name]["resembles"], name
    assert "resembles" not in known["Quay Watch"] and "resembles" not in known["Tamarisk Voice"]
    assert "may be an impostor" in s.run("outlets", "--store", store).stdout


def test_a_wrong_register_changes_nothing_and_says_where(s):
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    before = outlets(s, store)
    for row, words in (("X\t\tgood\t\tdesk\t2025-01-01", ":3: standing"), ("X\t\tknown\tG\tdesk\t2025-01-01", ":3: reliability"),
                       ("\t\tknown\tA\tdesk\t2025-01-01", ":3: no name"), ("X\t\tknown\tA\t\t2025-01-01", ":3: no source"),
                       ("X\t\tknown\tA\tdesk\tsoon", ":3: date"), ("X\t\tknown\tA\tdesk\t2025-01-01\tmore\tand more", ":3")):
        file = s.write("r.tsv", HEADER + "The Harbour Courier\t\tknown\t\tdesk\t2025-06-01\n" + row + "\n")
        assert words in s.run("outlets", "--register", file, "--store", store, expect=2).stderr, row
    s.run("outlets", "--register", s.folder / "none.tsv", "--store", store, expect=3)
    assert outlets(s, store) == before


AGENCY = ("A blast in the village of Quillmere killed two fishermen on Tuesday evening. "
          "Boats were kept in harbour overnight while crews cleared the slipway, and the ferry to the islands was late by an hour. ")


def test_one_agency_in_three_papers_is_one_source(s):
    def grading(papers):
        lines = "".join(json.dumps({"id": str(n), "outlet": outlet, "published": "2026-03-11T08:00:00Z", "text": text}) + "\n" for n, (outlet, text) in enumerate(papers))
        found = s.json("scan", s.write("p.ndjson", lines), "--format", "json")
        assert len(found["incidents"]) == 1, found["incidents"]
        return found["incidents"][0]["grading"]
    copies = [("Morning Echo", AGENCY), ("Coast Post", AGENCY), ("Isle Times", AGENCY)]
    assert (grading(copies)["grade"], grading(copies)["sources"]) == ("weak", 1)
    own = ("Harbour Leaf", "A blast in the village of Quillmere on Tuesday evening killed two people, and neighbours found the roof on the slip this morning.")
    assert (grading([*copies, own])["grade"], grading([*copies, own])["sources"]) == ("fair", 2)
