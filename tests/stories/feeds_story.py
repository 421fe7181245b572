# SPDX-License-Identifier: Apache-2.0
"""`watch` on feeds, folders and several sources of one file: alerts in seconds, servers that fail, lie or never end, and how `sources` tells it."""
import email.utils
import gzip
import http.server
import json
import os
import shutil
import signal
import sqlite3
import ssl
import subprocess
import threading
import time

from contract_story import valid

THREAT = ("To our fighters on the coast: on Saturday evening you will strike in Marsa Dulayb the ferry terminal and the customs house. "
          "We will burn them. Grey Tamarisk Brigade")
REPORT = ("The Grey Tamarisk Brigade threatened on Tuesday to attack the ferry terminal in Marsa Dulayb on Saturday evening. \"We will strike "
          "the ferry terminal and the customs house,\" the Brigade said in a statement.")
OTHER = ("The Saltmarsh Column threatened on Tuesday to attack the grain silo in Tell Marwud on Sunday morning. \"We will burn the grain silo,\" "
         "the Column said in a statement.")
MILD = "The pier opens at nine and visitors may take the winter ferry, says the keeper of the harbour library."


def item(n, text, title="Notes from the pier", published="Tue, 07 Oct 2025 16:00:00 GMT"):
    return f"<item><guid>i{n}</guid><title>{title}</title><pubDate>{published}</pubDate><description>{text}</description></item>"


def rss(*items, outlet="The Harbour Courier"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{outlet}</title>{"".join(items)}</channel></rss>'.encode()


def json_feed(*texts, outlet="Saltline News"):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": outlet, "items": [
        {"id": f"j{i}", "content_text": t, "date_published": "2025-10-07T16:00:00Z"} for i, t in enumerate(texts)]}).encode()


class Server:
    """Answers each path with what stands in `answers`: (status, headers, body), or a function of the handler. `asked`: path, headers, time."""

    def __init__(self, **answers):
        self.answers = {"/" + k.replace("_", "."): v for k, v in answers.items()}
        self.asked = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.asked.append((self.path, dict(self.headers), time.time()))
                answer = server.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer = answer(self)
                if answer is None:
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers and status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # who asked has hung up

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def times(self, path):
        return [t for p, _, t in self.asked if p == path]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


def config(s, *sources, name="watch.toml"):
    def line(k, v):
        return f"{k} = {json.dumps(v)}\n"
    return s.write(name, "".join("[[source]]\n" + "".join(line(k, v) for k, v in source.items()) for source in sources))


def feed(url, **more):
    return {"url": url, "every": "1s", "allow_private": True, **more}


class Running:
    """`watch` as it runs: what it prints, line by line, and when it came."""

    def __init__(self, s, *arguments):
        self.events = []
        self.process = subprocess.Popen([str(s.tocsin), "watch", *map(str, arguments), "--store", str(s.folder / "a.db")], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.events.append((time.time(), json.loads(line)))

    def valid(self):
        for _, event in self.events:
            valid(event, "event")

    def until(self, what, seconds=20):
        """The time and the first event that `what` holds for."""
        end = time.time() + seconds
        while time.time() < end:
            for at, event in list(self.events):
                if what(event):
                    return at, event
            time.sleep(.01)
        raise AssertionError(f"did not come within {seconds} s; came: {[e for _, e in self.events]}")

    def wait(self, what, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            if what():
                return
            time.sleep(.02)
        raise AssertionError(f"not within {seconds} s")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.notices = self.process.stderr.read().decode()
        self.code = self.process.wait(20)


def sources(s):
    lines = s.lines("sources", "--store", s.folder / "a.db", "--format", "json")
    for line in lines:
        valid(line, "source")
    return {line["name"]: line for line in lines}


def rows(s, sql):
    with sqlite3.connect(s.folder / "a.db") as db:
        return db.execute(sql).fetchall()


def once(s, *arguments, expect=0):
    return s.run("watch", "--once", *arguments, "--store", s.folder / "a.db", expect=expect)


def test_a_folder_and_two_feeds_alert_within_two_seconds(s):
    folder = s.folder / "posts"
    folder.mkdir()
    with Server(feed_xml=(200, {}, rss(item(1, MILD))), feed_json=(200, {}, json_feed(MILD))) as server:
        file = config(s, {"path": "posts", "name": "posts"}, feed(server.url + "/feed.xml", name="courier"), feed(server.url + "/feed.json", name="saltline"))
        with Running(s, "--config", file) as watch:
            watch.until(lambda e: e["event"] == "article" and e["outlet"] == "Saltline News")
            watch.until(lambda e: e["event"] == "article" and e["outlet"] == "The Harbour Courier")
            posted = time.time()
            (folder / "new.ndjson").write_text(json.dumps({"id": "1", "channel": "Tamarisk Voice", "published": "2025-10-07T15:58:31Z", "text": THREAT}) + "\n")
            at, alert = watch.until(lambda e: e["event"] == "alert")
            assert at - posted < 2, f"{at - posted:.2f} s"
            assert alert["change"] == "new" and alert["caller"] == "Grey Tamarisk Brigade" and "the ferry terminal" in alert["targets"]
            assert alert["source"] == "Tamarisk Voice" and alert["score"] > 0
            posted = time.time()
            server.answers["/feed.json"] = (200, {}, json_feed(MILD, OTHER))
            at, second = watch.until(lambda e: e["event"] == "alert" and e["source"] == "Saltline News")
            assert at - posted < 2, f"{at - posted:.2f} s"
            posted = time.time()
            server.answers["/feed.xml"] = (200, {}, rss(item(2, REPORT), item(1, MILD)))
            at, _ = watch.until(lambda e: e["event"] == "article" and e["outlet"] == "The Harbour Courier" and e["id"] not in
                                [x["id"] for t, x in watch.events if t < posted and "id" in x])
            assert at - posted < 2, f"{at - posted:.2f} s"
    assert watch.code == 0, watch.notices
    watch.valid()
    kept = s.lines("alerts", "--store", s.folder / "a.db", "--format", "json")
    assert {alert["id"], second["id"]} <= {a["id"] for a in kept}
    assert "ok" in s.run("check", s.folder / "a.db").stdout
    assert "ferry terminal" in s.run("brief", alert["id"], "--store", s.folder / "a.db").stdout
    # What a scan makes of the same store is the same alert.
    again = s.json("scan", s.folder / "posts", "--store", s.folder / "a.db", "--format", "json")
    assert {a["id"] for a in again["alerts"]} == {a["id"] for a in kept}
    known = sources(s)
    assert known["courier"]["documents"] == 2 and known["saltline"]["documents"] == 2 and known["posts"]["documents"] == 1
    assert {x["state"] for x in known.values()} == {"well"} and known["courier"]["lag_seconds"] > 0


def test_items_are_known_again_edits_are_versions_and_the_bytes_are_kept(s):
    with Server(feed_xml=(200, {"ETag": '"1"', "Last-Modified": "Tue, 07 Oct 2025 16:00:00 GMT"}, rss(item(1, MILD), item(2, REPORT)))) as server:
        file = config(s, feed(server.url + "/feed.xml", outlet="Courier of the Harbour", lang="en"))
        once(s, "--config", file)
        documents = rows(s, "SELECT id, outlet, text FROM documents ORDER BY source_id")
        assert [d[1] for d in documents] == ["Courier of the Harbour"] * 2
        spooled = list((s.folder / "a.db.feeds").iterdir())
        assert [f.suffix for f in spooled] == [".feed"] and spooled[0].read_bytes() == server.answers["/feed.xml"][2]
        raw = s.run("show", "--raw", documents[1][0], "--store", s.folder / "a.db").stdout
        assert raw.startswith("<item><guid>i2</guid>") and REPORT in raw
        server.answers["/feed.xml"] = lambda h: (304, {}, b"") if h.headers["If-None-Match"] == '"1"' and h.headers["If-Modified-Since"] else (500, {}, b"")
        assert once(s, "--config", file).stdout == ""
        assert sources(s)[server.url + "/feed.xml"]["state"] == "well"
        # Another time of building, another order, another date of the same item: nothing new, and no file of it is kept.
        later = item(1, MILD, published="Wed, 08 Oct 2025 16:00:00 GMT")
        server.answers["/feed.xml"] = (200, {}, rss("<lastBuildDate>now</lastBuildDate>", item(2, REPORT), later))
        assert once(s, "--config", file).stdout == ""
        assert list((s.folder / "a.db.feeds").iterdir()) == spooled and len(rows(s, "SELECT * FROM provenances")) == 2
        server.answers["/feed.xml"] = (200, {}, rss(item(1, MILD + " It closes at five."), item(2, REPORT)))
        event = json.loads(once(s, "--config", file).stdout.splitlines()[0])
        assert event["event"] == "article" and event["was"] == documents[0][0]
        assert len(rows(s, "SELECT * FROM documents")) == 3 and len(list((s.folder / "a.db.feeds").iterdir())) == 2
    assert "3 documents" in s.run("check", s.folder / "a.db").stdout
    spooled[0].write_bytes(spooled[0].read_bytes().replace(b"pier", b"quay"))
    assert "changed" in s.run("check", s.folder / "a.db", expect=1).stdout


def endless(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
    while True:
        handler.wfile.write((item(1, MILD) * 200).encode())


def short(handler):
    handler.close_connection = True
    return 200, {"Content-Length": "90000"}, rss(item(1, MILD))


def slow(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        handler.wfile.write(b"<rss>")
        time.sleep(.1)


def bomb(handler):
    packed = gzip.compress(b"<rss><channel>" + b" " * (64 << 20))
    return 200, {"Content-Encoding": "gzip"}, packed


def test_what_servers_do_wrong_is_told_and_the_others_go_on(s):
    def to(where):
        return 302, {"Location": where}, b""
    with Server(good_xml=(200, {}, rss(item(1, MILD))), endless_xml=endless, bomb_xml=bomb, short_xml=short,
                cut_xml=(200, {}, rss(item(1, MILD), item(2, REPORT))[:-120]), page_xml=(200, {}, b"<!doctype html><html><title>Log in</title><p>Please.</html>"),
                empty_xml=(200, {}, b""), round_xml=to("/about.xml"), about_xml=to("/round.xml"), disk_xml=to("file:///etc/hostname"),
                moved_xml=to("/good2.xml"), good2_xml=(200, {}, rss(item(7, OTHER), outlet="Saltline News")), gone_xml=(410, {}, b""),
                broken_xml=(500, {}, b""), busy_xml=(429, {"Retry-After": "3600"}, b"")) as server:
        names = ["good", "endless", "bomb", "short", "cut", "page", "empty", "round", "disk", "moved", "gone", "broken", "busy"]
        file = config(s, *[feed(f"{server.url}/{n}.xml", name=n) for n in names])
        done = once(s, "--config", file)
        known = sources(s)
        state = {n: known[n]["state"] for n in names}
        assert {n for n in names if state[n] == "well"} == {"good", "cut", "moved"}, state
        assert state["gone"] == "gone"
        for name, words in {"endless": "larger than", "bomb": "times its size", "short": "breaks off", "page": "a page, which is no feed", "empty": "nothing, which is no feed",
                            "round": "in a circle", "disk": "no http or https", "broken": "answers 500", "busy": "answers 429"}.items():
            assert words in known[name]["error"], f"{name}: {known[name]['error']}"
            assert words in done.stderr, f"{name} is not told"
        assert "ends inside this item" in done.stderr and known["cut"]["oddities"] > 0
        assert len(rows(s, "SELECT * FROM documents")) == 2  # the item that two feeds have, and that of good2
        # What asked to be left alone is, also after a restart; what is gone is not asked again. The others are tried again.
        asked = {n: len(server.times(f"/{n}.xml")) for n in names}
        with Running(s, "--config", file) as watch:
            watch.wait(lambda: len(server.times("/good.xml")) > asked["good"] + 1)
        assert len(server.times("/busy.xml")) == asked["busy"] and len(server.times("/gone.xml")) == asked["gone"]
        assert known["busy"]["next_try"] > known["busy"]["last_try"]
    assert "ok" in s.run("check", s.folder / "a.db").stdout


def test_a_slow_server_holds_nobody_up_and_who_fails_is_asked_less_often(s):
    folder = s.folder / "posts"
    folder.mkdir()
    with Server(slow_xml=slow, broken_xml=(500, {}, b""), busy_xml=(429, {"Retry-After": email.utils.formatdate(time.time() + 900, usegmt=True)}, b"")) as server:
        file = config(s, {"path": "posts"}, *[feed(f"{server.url}/{n}.xml", name=n) for n in ("slow", "broken", "busy")])
        with Running(s, "--config", file) as watch:
            watch.wait(lambda: len(server.times("/slow.xml")) == 1)
            posted = time.time()
            (folder / "new.ndjson").write_text(json.dumps({"id": "1", "channel": "Tamarisk Voice", "published": "2025-10-07T15:58:31Z", "text": THREAT}) + "\n")
            at, _ = watch.until(lambda e: e["event"] == "alert")
            assert at - posted < 2, f"{at - posted:.2f} s"
            watch.wait(lambda: len(server.times("/broken.xml")) >= 4, 30)
        assert watch.code == 0, "a stop does not wait for the slow one"
        times = server.times("/broken.xml")
        gaps = [b - a for a, b in zip(times, times[1:])]
        assert gaps[1] > 1.3 * gaps[0] * .8 and gaps[2] > 2.4, gaps  # about 1, 2, 4 s
        assert len(server.times("/busy.xml")) == 1 and len(server.times("/robots.txt")) == 1
    broken = sources(s)["broken"]
    assert broken["state"] == "failing" and broken["failures"] >= 3 and broken["last_success"] is None


def test_private_addresses_and_robots(s):
    with Server(feed_xml=(200, {}, rss(item(1, MILD))), drafts_xml=(200, {}, rss(item(2, REPORT))),
                robots_txt=(200, {}, b"User-agent: *\nDisallow: /\n\nUser-agent: tocsin\nDisallow: /drafts\n")) as server:
        done = once(s, server.url + "/feed.xml")
        assert "private network" in done.stderr and server.asked == []
        file = config(s, feed(server.url + "/feed.xml"), feed(server.url + "/drafts.xml"))
        done = once(s, "--config", file)
        assert "robots.txt asks programs to leave this address alone" in done.stderr
        assert server.times("/feed.xml") and not server.times("/drafts.xml") and len(server.times("/robots.txt")) == 1
        assert server.asked[0][1]["User-Agent"].startswith("tocsin/")
        assert len(rows(s, "SELECT * FROM documents")) == 1


def test_a_server_that_cannot_show_who_it_is_is_not_read(s):
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                           "subjectAltName=IP:127.0.0.1", "-keyout", s.folder / "key.pem", "-out", s.folder / "own.pem"], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    with Server(feed_xml=(200, {}, rss(item(1, MILD))), robots_txt=(404, {}, b"")) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(s.folder / "own.pem", s.folder / "key.pem")
        server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
        file = config(s, feed(server.url.replace("http:", "https:") + "/feed.xml", name="courier"))
        done = once(s, "--config", file)
        assert "cannot show who it is" in done.stderr and server.asked == []


def test_a_folder_that_vanishes_and_returns_files_being_written_and_renamed(s):
    folder = s.folder / "in"
    (folder / "deep" / "deeper").mkdir(parents=True)

    def post(n):
        return json.dumps({"id": n, "channel": "Pier Notes", "text": f"Sledge number {n} stands by the library on the hill, says the keeper {n * 7919}"}) + "\n"

    def came(n):
        return lambda e: e.get("source_id") == str(n)

    with Running(s, folder) as watch:
        (folder / "deep" / "deeper" / "a.ndjson").write_text(post(1))
        watch.until(came(1))
        with open(folder / "b.json", "w") as f:  # an export, still being written
            f.write('{\n "name": "Pier Notes", "type": "public_channel", "id": 7,\n "messages": [\n')
            for n in (2, 3):
                f.write(' {"id": %d, "type": "message", "date": "2025-10-07T15:58:31", "date_unixtime": "1759852711", "text": "The bench %d by the river"}%s\n'
                        % (n, n, "," if n == 2 else ""))
                f.flush()
                time.sleep(.6)
            f.write(" ]}\n")
        watch.until(came(3))
        (s.folder / "c.ndjson").write_text(post(4))
        os.rename(s.folder / "c.ndjson", folder / "c.ndjson")
        at, _ = watch.until(came(4))
        os.rename(folder / "c.ndjson", folder / "deep" / "d.ndjson")
        shutil.move(folder, s.folder / "away")
        watch.wait(lambda: sources(s)[str(folder)]["state"] == "failing")
        assert "is not there" in sources(s)[str(folder)]["error"]
        shutil.move(s.folder / "away", folder)
        watch.wait(lambda: sources(s)[str(folder)]["state"] == "well")
        with open(folder / "deep" / "deeper" / "a.ndjson", "a") as f:
            f.write(post(5))
        watch.until(came(5))
        new = folder / "later" / "on"
        new.mkdir(parents=True)
        (new / "e.ndjson").write_text(post(6))
        watch.until(came(6))
    assert "is not there any more" in watch.notices and "is there again" in watch.notices
    seen = [e["source_id"] for _, e in watch.events if "source_id" in e]
    assert sorted(seen) == sorted(set(seen)), "a renamed file's posts are no new ones"
    assert not any("truncated" in r[0] or "not_json" in r[0] for r in rows(s, "SELECT what FROM oddities"))


def test_what_is_purged_stays_out_and_what_was_corrected_stays_right(s):
    with Server(feed_xml=(200, {}, rss(item(1, MILD)))) as server:
        file = config(s, feed(server.url + "/feed.xml", name="courier"))
        once(s, "--config", file)
        [(document,)] = rows(s, "SELECT id FROM documents")
        s.run("purge", "--document", document, "--purpose", "asked for by the keeper", "--store", s.folder / "a.db")
        assert not list((s.folder / "a.db.feeds").iterdir())
        server.answers["/feed.xml"] = (200, {}, rss(item(1, MILD), item(2, REPORT)))
        assert document not in once(s, "--config", file).stdout and len(rows(s, "SELECT * FROM documents")) == 1
    post = {"id": "1", "channel": "Tamarisk Voice", "published": "2025-10-07T15:58:31Z", "text": THREAT}
    folder = s.folder / "posts"
    folder.mkdir()
    (folder / "a.ndjson").write_text(json.dumps(post) + "\n")
    alert = next(e for e in map(json.loads, once(s, folder).stdout.splitlines()) if e["event"] == "alert" and e["source"] == "Tamarisk Voice")
    s.run("review", alert["id"], "correct", "--set", "stance=reported", "--reviewer", "keeper", "--note", "quoted from the play", "--store", s.folder / "a.db")
    (folder / "b.ndjson").write_text(json.dumps({**post, "id": "2", "channel": "Saltline"}) + "\n")
    events = list(map(json.loads, once(s, folder).stdout.splitlines()))
    assert not [e for e in events if e["event"] == "alert" and e["change"] != "withdrawn"], events
    log = s.lines("audit", "--store", s.folder / "a.db", "--format", "json")
    assert {"import", "reading", "alert", "deletion", "review"} <= {entry["act"] for entry in log if "act" in entry}


def test_killed_between_it_goes_on_where_it_was(s):
    with Server(feed_xml=(200, {"ETag": '"1"'}, rss(*[item(n, MILD + f" Bench {n}.") for n in range(40)]))) as server:
        file = config(s, feed(server.url + "/feed.xml", name="courier"))
        for pause in (.05, .15, .3, .45, .6):
            watch = Running(s, "--config", file)
            time.sleep(pause)
            watch.process.kill()
            watch.process.wait()
            time.sleep(.05)
            acknowledged = {e["id"] for _, e in watch.events if e["event"] == "article"}
            if (s.folder / "a.db").exists() and acknowledged:
                assert acknowledged <= {r[0] for r in rows(s, "SELECT id FROM documents")}
        once(s, "--config", file)
        assert len(rows(s, "SELECT * FROM documents")) == 40 and len(rows(s, "SELECT * FROM provenances")) == 40
        assert sources(s)["courier"]["documents"] == 40
    assert "40 documents" in s.run("check", s.folder / "a.db").stdout


def test_a_source_that_falls_silent_raises_an_alarm(s):
    with Server(feed_xml=(200, {}, rss(item(1, MILD)))) as server:
        file = config(s, feed(server.url + "/feed.xml", name="courier", silence="2s"))
        with Running(s, "--config", file) as watch:
            watch.until(lambda e: e["event"] == "silent" and e["source"] == "courier")
            watch.wait(lambda: sources(s)["courier"]["state"] == "silent")
            server.answers["/feed.xml"] = (200, {}, rss(item(2, MILD + " It closes at five.")))
            watch.until(lambda e: e["event"] == "heard" and e["since"] is None)
        assert sources(s)["courier"]["silence_seconds"] == 2
    watch.valid()
    assert "silent" in s.run("sources", "--store", s.folder / "a.db").stdout or sources(s)["courier"]["state"] == "well"


def test_errors_in_the_file_of_sources_have_their_place(s):
    cases = {
        '[[source]]\nurl = "https://a.example/f"\nevry = "5m"\n': '3:1: unknown key "evry"; did you mean "every"?',
        '[[source]]\nurl = 7\n': '2:7: "url" is a text',
        '[[source]]\nurl = "https://a.example/f"\nevery = 5\n': '3:9: "every" is a length of time',
        '[[source]]\nurl = "https://a.example/f"\nevery = "5s"\n': '3:9: "every" is at least 30s',
        '[[source]]\nurl = "https://a.example/f"\nallow_private = "yes"\n': '3:17: "allow_private" is true or false',
        '[[source]]\nurl = "ftp://a.example/f"\n': '2:7: "url" begins with https://',
        '[[source]]\nname = "x"\n': '1:1: a source has either "url" or "path"',
        '[[source]]\nurl = "https://a.example/f"\npath = "x"\n': '1:1: a source has either',
        '[[source]]\nkind = "queue"\npath = "x"\n': '2:8: "kind" is "feed"',
        '[[source]]\npath = "x"\nevery = "5m"\n': '3:9: "every" is for feeds',
        '[[sauce]]\npath = "x"\n': ': unknown key "sauce"; did you mean "source"?',
        '[[source]\npath = "x"\n': 'watch.toml:1:',
        '': "no source; write [[source]]",
    }
    for text, words in cases.items():
        done = s.run("watch", "--config", s.write("watch.toml", text), "--store", s.folder / "a.db", expect=2)
        assert words in done.stderr, f"{text!r}: {done.stderr}"
    assert "cannot be read" in s.run("watch", "--config", "nothing.toml", "--store", s.folder / "a.db", expect=3).stderr
    assert "which sources" in s.run("watch", "--store", s.folder / "a.db", expect=2).stderr
    done = s.run("watch", "--config", config(s, {"path": "x", "name": "a"}, {"path": "y", "name": "a"}), "--store", s.folder / "a.db", expect=2)
    assert "two sources are named a" in done.stderr
