# SPDX-License-Identifier: Apache-2.0
"""How a threat spread: the graphs as the tools people use read them, and what the brief says of speed."""
import datetime
import json
import xml.etree.ElementTree as ET

from contract_story import valid

GEXF = "{http://gexf.net/1.3}"
# Element: (children, attributes it must have, attributes it may have), of what GEXF 1.3 allows.
GEXF_SHAPE = {
    "gexf": ({"meta", "graph"}, {"version"}, set()),
    "meta": ({"creator", "description"}, set(), {"lastmodifieddate"}),
    "creator": (set(), set(), set()), "description": (set(), set(), set()),
    "graph": ({"attributes", "nodes", "edges"}, {"mode", "timeformat", "defaultedgetype"}, {"timezone"}),
    "attributes": ({"attribute"}, {"class"}, {"mode"}),
    "attribute": (set(), {"id", "title", "type"}, set()),
    "nodes": ({"node"}, set(), {"count"}), "edges": ({"edge"}, set(), {"count"}),
    "node": ({"attvalues"}, {"id"}, {"label", "start"}), "edge": ({"attvalues"}, {"source", "target"}, {"id", "start"}),
    "attvalues": ({"attvalue"}, set(), set()), "attvalue": (set(), {"for", "value"}, set()),
}


def read(path):
    import networkx
    return (networkx.read_gexf if path.suffix == ".gexf" else networkx.read_graphml)(path)


def graphs(s, store, name):
    """Both graphs of an alert or a family, as NetworkX reads them, and the files."""
    out = []
    for form in ("gexf", "graphml"):
        path = s.folder / f"{name}.{form}"
        s.run("brief", name, "--as", form, "--store", store, "-o", path, cwd=s.root)
        out.append((read(path), path))
    return out


def seconds(earlier, later):
    return int((datetime.datetime.fromisoformat(later) - datetime.datetime.fromisoformat(earlier)).total_seconds())


def test_samples_as_graphs(s):
    store = s.folder / "a.db"
    found = s.scan_samples("--store", store)
    alert = next(a for a in found["alerts"] if a["family"])
    family = next(f for f in found["families"] if f["id"] == alert["family"])
    documents = {d["id"]: d for d in found["documents"]}
    links = {link["from"]: link for link in found["links"] if link["relation"] == "copies"}
    brief = s.json("brief", alert["id"], "--as", "json", "--store", store, cwd=s.root)
    valid(brief, "brief")
    for graph, path in graphs(s, store, alert["id"]):
        assert graph.is_directed()
        assert list(graph.nodes) == [m["document"] for m in family["members"]]
        assert {(a, b) for a, b in graph.edges} == {(m["document"], m["of"]) for m in family["members"] if m["of"]}
        assert [n for n, d in graph.nodes(data=True) if d["earliest_seen"]] == [family["first"]]
        for m in family["members"]:
            node, document = graph.nodes[m["document"]], documents[m["document"]]
            assert (node["channel"], node["published"], node["relation"]) == (document["channel"], document["published"], m["relation"])
            assert node["label"] == node["channel"] and node["file"] == document["file"] and node["at"] == document["at"]
            assert path.suffix != ".gexf" or node["start"] == document["published"]
            if m["of"]:
                edge = graph.edges[m["document"], m["of"]]
                assert edge["kind"] == ("forward" if links[m["document"]]["status"] == "stated" else "inferred")
                assert edge["lag_seconds"] == seconds(documents[m["of"]]["published"], document["published"]) >= 0
                assert edge["similarity"] == m["similarity"]
        kinds = [d["kind"] for _, _, d in graph.edges(data=True)]
        assert (kinds.count("forward"), kinds.count("inferred")) == (brief["spread"]["forwards"], brief["spread"]["inferred"])
        assert kinds.count("forward") >= 2 and kinds.count("inferred") >= 2
        assert "origin" not in path.read_text()
        assert "ok, 12 citations" in s.run("check", path, cwd=s.root).stdout
        changed = path.read_bytes().replace(b"forward", b"forwarf", 1)
        assert "manifest" in s.run("check", s.write("changed" + path.suffix, changed), cwd=s.root, expect=1).stdout


def test_the_brief_tells_the_speed(s):
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    alert = s.lines("alerts", "--store", store, "--format", "json")[0]["id"]
    spread = s.json("brief", alert, "--as", "json", "--store", store, cwd=s.root)["spread"]
    assert spread["reached"]["second"]["seconds"] == 530 and spread["copies_per_hour"]["fastest"]["copies"] == 7
    assert sum(c["posts"] for c in spread["channels"]) == spread["posts"] == len(spread["edges"]) + 1
    for form in ("text", "html"):
        words = " ".join(s.run("brief", alert, "--as", form, "--store", store, cwd=s.root).stdout.split())
        assert "Reached a second channel in 8 min" in words and "fastest hour: 7 copies" in words and "Of its 11 copies 3 say" in words, form


def test_gexf_has_the_published_shape(s):
    store = s.folder / "a.db"
    s.scan_samples("--store", store)
    alert = s.lines("alerts", "--store", store, "--format", "json")[0]["id"]
    root = ET.fromstring(s.run("brief", alert, "--as", "gexf", "--store", store, cwd=s.root).stdout.encode())
    assert root.tag == GEXF + "gexf" and root.get("version") == "1.3"

    def check(element):
        children, must, may = GEXF_SHAPE[element.tag.removeprefix(GEXF)]
        assert must <= set(element.attrib) <= must | may, (element.tag, element.attrib)
        for child in element:
            assert child.tag.removeprefix(GEXF) in children, (element.tag, child.tag)
            check(child)
    check(root)
    declared = {a.get("class"): {x.get("id"): x.get("type") for x in a} for a in root.iter(GEXF + "attributes")}
    for kind in ("node", "edge"):
        for element in root.iter(GEXF + kind):
            for value in element.iter(GEXF + "attvalue"):
                type_ = declared[kind][value.get("for")]
                assert type_ != "long" or str(int(value.get("value"))) == value.get("value")
                assert type_ != "boolean" or value.get("value") in ("true", "false")


def test_hostile_channels_and_undated_posts(s):
    text = "The old pier at Qasr Lanud closes for repairs on Sunday and opens again in spring, says the harbour office."
    names = {   # a channel's name: as it must come back
        "Pier Talk": "Pier Talk",
        "a<b>&\"'": "a<b>&\"'",
        "]]> </data><node id=\"x\">": "]]> </data><node id=\"x\">",
        "pier\u0001\u001b[31m": "pier␁␛[31m",
        "abc\u202egnp.exe": "abc⟦U+202E⟧gnp.exe",
        "صوت الأثل": "صوت الأثل",
        "x\ufffey": "x⟦U+FFFE⟧y",
        "<!-- manifest sha256:" + "0" * 64 + " -->": "<!-- manifest sha256:" + "0" * 64 + " -->",
    }
    hidden = text.replace("Lanud", "Lanud\u202e\u0007 ]]> \" &")
    lines = [{"id": str(i), "text": hidden if i == 2 else text, "channel": name,
              **({} if i == 5 else {"published": f"2026-03-10T0{i}:00:00Z"}), **({"forwarded_from": "]]>\u202e"} if i == 3 else {})}
             for i, name in enumerate(names)]
    source = s.write("posts.ndjson", "".join(json.dumps(x) + "\n" for x in lines))
    store = s.folder / "a.db"
    found = s.json("scan", source, "--store", store, "--format", "json")
    family = found["families"][0]
    assert len(family["members"]) == len(names)
    read_back = []
    for graph, path in graphs(s, store, family["id"]):
        raw = path.read_text(encoding="utf-8")
        assert "\u202e" not in raw and not any(ord(c) < 32 and c not in "\n" for c in raw) and "\ufffe" not in raw
        labels = [d["channel"] for _, d in graph.nodes(data=True)]
        assert sorted(labels) == sorted(names.values())
        words = [d["text"] for _, d in graph.nodes(data=True) if d["channel"].startswith("]]>")][0]
        assert json.loads(words) == hidden, "what cannot be shown comes back from the JSON string it stands as"
        undated = [d for _, d in graph.nodes(data=True) if not d["dated"]]
        assert len(undated) == 1 and "start" not in undated[0] and "published" not in undated[0] and undated[0]["channel"] == "صوت الأثل"
        assert all("lag_seconds" not in d for a, _, d in graph.edges(data=True) if not graph.nodes[a]["dated"])
        forwards = [(graph.nodes[a]["forwarded_from"], d["names_source"]) for a, _, d in graph.edges(data=True) if d["kind"] == "forward"]
        assert forwards == [("]]>⟦U+202E⟧", False)]
        read_back.append({n: {k: v for k, v in d.items() if k != "start"} for n, d in graph.nodes(data=True)})
        assert f"ok, {len(names)} citations" in s.run("check", path).stdout
    assert read_back[0] == read_back[1]
    assert "gexf or graphml" in s.run("brief", family["id"], "--as", "html", "--store", store, expect=2).stderr
    assert "1 post is not dated" in s.run("brief", family["id"], "--as", "gexf", "--store", store).stdout


def test_a_large_family_is_drawn_by_channel(s):
    text = "On Saturday evening you will strike the ferry terminal in Marsa Dulayb and the customs house beside it, not the school."
    lines = [{"id": str(i), "text": "To our people on the coast: " + text, "channel": f"Relay {i % 30:02d}", "published": f"2026-03-{10 + i // 60:02d}T08:{i % 60:02d}:00Z"}
             for i in range(240)]
    source = s.write("posts.ndjson", "".join(json.dumps(x) + "\n" for x in lines))
    found = s.json("scan", source, "--store", s.folder / "a.db", "--format", "json")
    alert = next(a["id"] for a in found["alerts"] if a["family"])
    page = s.run("brief", alert, "--as", "html", "--store", s.folder / "a.db").stdout
    assert "Too many posts to draw one by one: 240 posts in 30 channels" in page and "19 other channels" in page
    assert "half of its 30 channels" in page and "27 of 30" in page
    assert page.count("<circle") < 60
