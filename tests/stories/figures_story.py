# SPDX-License-Identifier: Apache-2.0
"""Figures in short news: tests/figures/*.tsv, in English and Arabic, with what a reader takes from each.

tests/figures.py prints the same measure, with --wrong what is found beside and what is missed.
"""
import importlib.util
import json

FLOORS = {"english": {"numbers": 0.96, "whole": 0.94}, "arabic": {"numbers": 0.96, "whole": 0.93},
          "fresh_english": {"numbers": 0.93, "whole": 0.87}, "fresh_arabic": {"numbers": 0.90, "whole": 0.86},
          "classes_english": {"numbers": 0.99, "whole": 0.97}, "classes_arabic": {"numbers": 0.99, "whole": 0.97}}


def measure(story, name):
    spec = importlib.util.spec_from_file_location("figures", story.root / "tests" / "figures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.measure(story.tocsin, story.root / "tests" / "figures" / f"{name}.tsv")


def floors(story, name):
    got = measure(story, name)
    for what, least in FLOORS[name].items():
        assert got[what] >= least, f"{name}: {what} {got[what]:.3f}, not {least}"


def test_english(story):
    floors(story, "english")


def test_fresh(story):
    floors(story, "fresh_english")
    floors(story, "fresh_arabic")


def test_arabic(story):
    floors(story, "arabic")


def test_constructions(story):
    floors(story, "classes_english")
    floors(story, "classes_arabic")


def incidents(story, text, published="2026-03-13T08:00:00Z"):
    line = {"id": "a", "text": text, "outlet": "Harbour Courier", "published": published}
    return story.lines("record", "--model", "none", stdin=json.dumps(line) + "\n")[0]


def figures(found):
    return sorted((f["effect"], f["min"], f["max"]) for i in found["incidents"] for f in i["figures"])


def killed(incident):
    return [(t["category"], t["min"], t["max"]) for t in incident["totals"] if t["effect"] == "killed"]


def test_numbers_that_harm_nobody(story):
    found = incidents(story, "Hala Mansour, 34, has two sons, aged 7 and 12. The shop opened in 1998 at 14 Mill Lane; a loaf costs 2.50 pounds. Brannock "
                             "beat Ostra 4-1 in front of 12,000 people and killed off the match in the 88th minute. Call 555-0147 or see page 12. The M-19 "
                             "bus leaves at 7.15. Five houses were destroyed and 300 sheep were killed.")
    assert figures(found) == [], figures(found)


def test_boilerplate_around_the_text(story):
    found = incidents(story, "Share 214\nComments 38\nSubscribe from 9.99 a month\n\nThree people were killed in an explosion in Brannock on Tuesday.\n\n"
                             "Read more: 10 places to eat\nTop 5 stories\n© 2026. All 120 journalists of the Courier thank you.")
    assert figures(found) == [("killed", 3, 3)], figures(found)


def test_a_list_by_region_is_not_added_up(story):
    found = incidents(story, "The storm of Monday hit three districts. By district: Ostra 12 dead, 30 injured; Brannock 4 dead, 9 injured; Kestrel 0 dead, 2 injured.")
    assert figures(found) == [("injured", 2, 2), ("injured", 9, 9), ("injured", 30, 30), ("killed", 0, 0), ("killed", 4, 4), ("killed", 12, 12)], figures(found)
    assert all(most <= 12 for i in found["incidents"] for _, _, most in killed(i))


def test_a_correction_takes_the_number_back(story):
    found = incidents(story, "Eight people were killed in the attack in Brannock on Tuesday.\n\nCorrection: an earlier version of this article said that 11 people "
                             "were killed in the attack; in fact eight were.")
    status = {f["min"]: f["status"] for i in found["incidents"] for f in i["figures"]}
    assert status[11] == "denied" and status[8] != "denied", status
    assert [killed(i) for i in found["incidents"]] == [[("people", 8, 8)]], found["incidents"]


def test_a_live_blog_is_one_incident(story):
    found = incidents(story, "14:05 An explosion has hit the market of Brannock. Four people were killed, police say.\n\n14:40 The death toll has risen to six.\n\n"
                             "15:10 Seven people have now been confirmed dead in the explosion in Brannock.")
    with_figures = [i for i in found["incidents"] if i["figures"]]
    assert len(with_figures) == 1 and killed(with_figures[0])[0][2] == 7, found["incidents"]


def test_all_capitals_say_the_same(story):
    text = "Gunmen killed seven passengers of a minibus near Brannock on Monday and wounded three others, including a child. Two soldiers died later."
    assert figures(incidents(story, text)) == figures(incidents(story, text.upper())) != []


def test_two_articles_in_one_file(story):
    found = incidents(story, "Five people were killed in a fire in Brannock on Tuesday.\n\n* * *\n\nA shelling killed 12 people in Ostra on Wednesday, the mayor said.")
    assert sorted(tuple(killed(i)) for i in found["incidents"]) == [(("people", 5, 5),), (("people", 12, 12),)], found["incidents"]


def test_history_in_the_background_stays_there(story):
    found = incidents(story, "An attack on the market of Brannock killed six people on Tuesday.\n\nIn 1994 a raid on the same street killed 38 people. More than 70,000 "
                             "people died in the ten years of war that ended in 2004.")
    main = next(i for i in found["incidents"] if i["id"] == found["documents"][0]["main_incident"])
    assert killed(main) == [("people", 6, 6)], main
    assert ("killed", 70000, None) not in figures(found)
