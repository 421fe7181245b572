# SPDX-License-Identifier: Apache-2.0
"""Delivery: rules, what they send, and what happens when a receiver is slow, gone, or loses what it took.

The receivers are servers of this file, on this machine; rules reach them by allow_private = true.
"""
import base64
import contextlib
import datetime
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import os
import signal
import socketserver
import sqlite3
import ssl
import subprocess
import threading
import time

from contract_story import valid
from review_story import log_of, review

SECRET = "a-kettle-of-secrets"
ENV = {"DESK_SECRET": SECRET, "MAIL_PASSWORD": "another-kettle"}
THREAT = "We will burn down the ferry office in Marrowgate on Friday."
NOON = datetime.datetime(2030, 3, 12, 12, 0, tzinfo=datetime.timezone.utc)


def at(hours=0, days=0, minutes=0):
    return (NOON + datetime.timedelta(hours=hours, days=days, minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


# ---- receivers

class Server:
    """Answers on a port of its own until the block is left."""

    def serve(self, kind, handler):
        self.server = kind(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Webhook(Server):
    """Keeps what it was sent; answers what `answers` holds next, then 200."""

    def __init__(self, answers=(), before=lambda: None):
        self.got, self.answers, self.before = [], list(answers), before

    def __enter__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers), body))
                outer.before()
                code = outer.answers.pop(0) if outer.answers else 200
                with contextlib.suppress(OSError):
                    self.send_response(code)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, *_):
                pass

        return self.serve(http.server.ThreadingHTTPServer, Handler)

    def toml(self, name="desk", form="summary", more=""):
        return (f'[[receiver]]\nname = "{name}"\nkind = "webhook"\nform = "{form}"\nurl = "http://127.0.0.1:{self.server.server_address[1]}/hooks/path-s3cr3t"\n'
                f'secret_env = "DESK_SECRET"\nallow_private = true\n{more}\n')

    def keys(self):
        return [h["Idempotency-Key"] for h, _ in self.got]

    def bodies(self):
        return [json.loads(b) for _, b in self.got]


class MailServer(Server):
    """SMTP as far as a letter needs it. faults: for each connection "", or where it cuts: "after" the 250 of a letter, "within" it."""

    def __init__(self, faults=(), certificate=None, at_once=False):
        self.letters, self.faults, self.said = [], list(faults), []
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate else None
        self.at_once = at_once
        if certificate:
            self.tls.load_cert_chain(certificate, certificate.with_suffix(".key"))

    def __enter__(self):
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def encrypt(self):
                self.request = outer.tls.wrap_socket(self.request, server_side=True)
                self.setup()

            def handle(self):
                with contextlib.suppress(OSError):
                    if outer.at_once:
                        self.encrypt()
                    self.talk()

            def finish(self):
                with contextlib.suppress(OSError):
                    super().finish()

            def talk(self):
                fault = outer.faults.pop(0) if outer.faults else ""
                say = lambda line: self.wfile.write(line.encode() + b"\r\n")
                say("220 mail.desk.example")
                to, data = [], []
                while line := self.rfile.readline().decode().strip():
                    outer.said.append(line)
                    word = line.split(" ")[0].upper()
                    if word in ("EHLO", "HELO"):
                        say("250-mail.desk.example")
                        if outer.tls and not isinstance(self.request, ssl.SSLSocket):
                            say("250 STARTTLS")
                        else:
                            say("250 AUTH PLAIN")
                    elif word == "STARTTLS":
                        say("220 go on")
                        self.encrypt()
                        say = lambda line: self.wfile.write(line.encode() + b"\r\n")
                    elif word == "AUTH":
                        say("334 ")
                        answer = self.rfile.readline().strip()
                        say("235 welcome" if base64.b64decode(answer) == b"\0tocsin\0another-kettle" else "535 no")
                    elif word == "MAIL":
                        say("250 ok")
                    elif word == "RCPT":
                        to.append(line)
                        say("250 ok")
                    elif word == "DATA":
                        say("354 go on")
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            data.append(part[1:] if part.startswith(b".") else part)
                            if fault == "within":
                                return
                        say("250 taken")
                        outer.letters.append((to, b"".join(data)))
                        if fault == "after":
                            return
                    elif word == "QUIT":
                        say("221 bye")
                        return
                    else:
                        say("250 ok")

        return self.serve(socketserver.ThreadingTCPServer, Handler)

    def toml(self, name="editors", form="brief", more=""):
        return (f'[[receiver]]\nname = "{name}"\nkind = "mail"\nform = "{form}"\nserver = "127.0.0.1"\nport = {self.server.server_address[1]}\ntls = "none"\n'
                f'allow_private = true\nfrom = "tocsin@desk.example"\nto = ["a@desk.example", "b@desk.example"]\n{more}\n')

    def messages(self):
        return [email.message_from_bytes(data, policy=email.policy.default) for _, data in self.letters]


# ---- stores and rules

def store_of(s, posts, name="cases.db"):
    """A store of posts (id, channel, text), and its alerts."""
    file = s.write(f"{name}.ndjson", "".join(json.dumps({"id": i, "channel": c, "published": f"2026-03-10T08:{n:02}:00Z", "text": t}) + "\n"
                                             for n, (i, c, t) in enumerate(posts)))
    store = s.folder / name
    return store, s.json("scan", file, "--store", store, "--format", "json", "--model", "none")["alerts"]


def one_confirmed(s, channel="Quay Watch"):
    store, found = store_of(s, [("a", channel, THREAT)])
    assert len(found) == 1
    review(s, store, found[0]["id"], "confirm")
    return store, found[0]["id"]


def rule(receivers='["desk"]', **keys):
    return "[[rule]]\nname = \"ferries\"\nowner = \"A. Keeper\"\nmin_score = 1\nreceivers = " + receivers + "\n" + "".join(f"{k} = {v}\n" for k, v in keys.items())


def deliver(s, store, rules, *more, expect=0, env=ENV):
    """What a run reports."""
    file = s.write("rules.toml", rules)
    done = s.run("deliver", file, "--store", store, "--format", "json", *more, expect=expect, env=env)
    assert SECRET not in done.stdout + done.stderr and "s3cr3t" not in done.stdout + done.stderr, "no secret is told"
    if not done.stdout:
        return done.stderr
    report = json.loads(done.stdout)
    valid(report, "delivery")
    return report


def states(report):
    return [p["state"] for p in report["parcels"]]


def dead_letters(s, store):
    lines = s.lines("deliver", "--dead", "--store", store, "--format", "json")
    for line in lines:
        valid(line, "delivery")
    return lines


def acts(s, store, act):
    return [(e["subject"], json.loads(e["body"])) for e in log_of(s, store)[0] if e["act"] == act]


def no_secret_in(path):
    for file in path.parent.glob(path.name + "*"):
        data = file.read_bytes()
        assert SECRET.encode() not in data and b"s3cr3t" not in data, f"{file} holds a secret"


# ---- what leaves

def test_a_webhook_is_signed_and_sent_once(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        report = deliver(s, store, desk.toml() + rule(targets='["ferry"]'))
        assert states(report) == ["sent"] and report["fired"] == [{"rule": "ferries", "alerts": 1}]
        assert deliver(s, store, desk.toml() + rule(targets='["ferry"]')) == {"fired": [], "parcels": []}, "nothing goes twice"
    (headers, body), = desk.got
    signed = hmac.new(SECRET.encode(), headers["Tocsin-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["Tocsin-Signature"] == "v1=" + signed
    assert abs(int(headers["Tocsin-Timestamp"]) - time.time()) < 300
    assert headers["Tocsin-Marking"] == "TLP:AMBER PAP:AMBER"
    told = json.loads(body)
    valid(told, "parcel")
    assert told["kind"] == "summary" and told["key"] == headers["Idempotency-Key"] == report["parcels"][0]["key"]
    assert told["alerts"][0]["alert"] == alert and told["alerts"][0]["state"] == "confirmed" and not told["alerts"][0]["draft"]
    (subject, entry), = acts(s, store, "delivery")
    assert subject == told["key"] and entry["sha256"] == hashlib.sha256(body).hexdigest() and entry["form"] == "summary"
    assert entry["receiver"] == "desk" and entry["alert"] == alert and not entry["draft"]
    no_secret_in(store)


def test_the_whole_brief_and_its_marking(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        deliver(s, store, desk.toml(form="brief", more='tlp = "green"\npap = "clear"') + rule())
    headers, body = desk.got[0]
    brief = json.loads(body)
    valid(brief, "brief")
    assert brief["alert"] == alert and brief["tlp"] == "green" and headers["Tocsin-Marking"] == "TLP:GREEN PAP:CLEAR"
    file = s.write("brief.json", body)
    s.run("check", file)


def test_a_file_is_put_in_its_place_whole(s):
    store, alert = one_confirmed(s)
    receiver = '[[receiver]]\nname = "archive"\nkind = "file"\nfolder = "out/there"\n'
    report = deliver(s, store, receiver + rule('["archive"]'))
    path, = (s.folder / "out" / "there").iterdir()
    assert path.name == report["parcels"][0]["key"] + ".json"
    assert json.loads(path.read_text())["alert"] == alert


def test_no_draft_leaves_unless_its_owner_says_so(s):
    store, found = store_of(s, [("a", "Quay Watch", THREAT)])
    with Webhook() as desk:
        assert deliver(s, store, desk.toml() + rule()) == {"fired": [], "parcels": []}
        refused = deliver(s, store, desk.toml() + rule(states='["draft"]'), expect=2)
        assert "rules.toml:14:10" in refused and "no person has reviewed" in refused, refused
        assert not desk.got and not acts(s, store, "delivery")
        drafts = rule(states='["draft", "confirmed"]', send_drafts="true")
        assert states(deliver(s, store, desk.toml() + drafts)) == ["sent"]
        assert desk.bodies()[0]["alerts"][0]["draft"]
        (subject, entry), = acts(s, store, "delivery")
        assert entry["draft"] and entry["owner"] == "A. Keeper"
        assert acts(s, store, "policy") == [("drafts of rule ferries", {"send_drafts": True, "owner": "A. Keeper"})]
        review(s, store, found[0]["id"], "confirm")
        assert states(deliver(s, store, desk.toml() + drafts)) == ["sent"], "what people decide is news"
        assert len(set(desk.keys())) == 2 and len(acts(s, store, "policy")) == 1


def test_new_copies_are_news_when_there_are_enough(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        rules = desk.toml() + rule(new_copies="2")
        deliver(s, store, rules)
        for n, expected in ((1, []), (2, ["sent"]), (3, [])):
            copy = s.write("more.ndjson", json.dumps({"id": f"c{n}", "channel": f"Mole {n}", "published": f"2026-03-11T0{n}:00:00Z", "text": THREAT}) + "\n")
            s.run("scan", copy, "--store", store, "--model", "none")
            assert states(deliver(s, store, rules)) == expected, n
        assert [b["alerts"][0]["copies"] for b in desk.bodies()] == [0, 2] and len(set(desk.keys())) == 2


def test_alerts_of_one_document_are_two(s):
    store, alert = one_confirmed(s)
    db = sqlite3.connect(store)
    (body,), = db.execute("SELECT body FROM alerts")
    db.execute("INSERT INTO alerts VALUES (?, ?)", ["alr-00", body.replace(alert, "alr-00")])
    db.commit()
    db.close()
    with Webhook() as desk:
        assert states(deliver(s, store, desk.toml() + rule())) == ["sent", "sent"]
        assert deliver(s, store, desk.toml() + rule()) == {"fired": [], "parcels": []}
        assert {b["alerts"][0]["alert"] for b in desk.bodies()} == {alert, "alr-00"}


def test_a_case_that_got_another_id_is_not_told_again(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        deliver(s, store, desk.toml() + rule())
        earlier = s.write("earlier.ndjson", json.dumps({"id": "z", "channel": "Far Pier", "published": "2026-03-09T08:00:00Z", "text": THREAT}) + "\n")
        after, = s.json("scan", earlier, "--store", store, "--format", "json", "--model", "none")["alerts"]
        assert after["id"] != alert and after["review"] == "confirmed"
        assert deliver(s, store, desk.toml() + rule()) == {"fired": [], "parcels": []}


def test_what_people_take_back_does_not_leave(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        rules = desk.toml() + rule(digest='"08:00"', zone='"UTC"')
        assert states(deliver(s, store, rules, "--as-of", at())) == ["due"]
        review(s, store, alert, "dismiss")
        assert states(deliver(s, store, rules, "--as-of", at(days=1))) == ["withdrawn"]
        assert not desk.got
        review(s, store, alert, "confirm")
        assert states(deliver(s, store, rules, "--as-of", at(days=1))) == ["due"]
        assert states(deliver(s, store, rules, "--as-of", at(days=2))) == ["sent"]


# ---- receivers that fail

def test_an_unwell_receiver_is_tried_again_later_with_the_same_key(s):
    store, alert = one_confirmed(s)
    with Webhook([503, 429]) as desk:
        rules = desk.toml() + rule()
        first, = deliver(s, store, rules, "--as-of", at())["parcels"]
        assert first["state"] == "retrying" and first["error"] == "answers 503" and at() < first["next"] < at(minutes=2)
        assert states(deliver(s, store, rules, "--as-of", at())) == ["retrying"] and len(desk.got) == 1, "not before its time"
        second, = deliver(s, store, rules, "--as-of", at(minutes=3))["parcels"]
        assert second["attempts"] == 2 and at(minutes=4) < second["next"] < at(minutes=6), "it waits longer each time"
        assert states(deliver(s, store, rules, "--as-of", at(hours=1))) == ["sent"]
        assert len(desk.keys()) == 3 and len(set(desk.keys())) == 1
        (_, entry), = acts(s, store, "delivery")
        assert entry["attempts"] == 3


def test_nobody_answers_and_it_becomes_a_dead_letter(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        rules = desk.toml(more="attempts = 2") + rule()
    assert states(deliver(s, store, rules, "--as-of", at())) == ["retrying"]
    gone = deliver(s, store, rules, "--as-of", at(hours=1), expect=1)
    assert states(gone) == ["dead"] and gone["parcels"][0]["error"] == "nobody answers there"
    assert [(d["receiver"], d["alerts"], d["attempts"]) for d in dead_letters(s, store)] == [("desk", [alert], 2)]
    assert "1 dead letter" in s.run("deliver", "--dead", "--store", store).stdout
    (key, entry), = acts(s, store, "dead_letter")
    assert entry["error"] == "nobody answers there" and len(entry["sha256"]) == 64 and entry["form"] == "summary"
    assert deliver(s, store, rules, "--as-of", at(hours=9)) == {"fired": [], "parcels": []}, "what is given up is not tried by itself"
    assert "no dead letter" in deliver(s, store, rules, "--retry", "dlv-0000", expect=1)
    with Webhook() as desk:
        report = deliver(s, store, desk.toml(more="attempts = 2") + rule(), "--retry", key)
        assert states(report) == ["sent"] and desk.keys() == [key] and dead_letters(s, store) == []
    no_secret_in(store)


def test_a_slow_receiver_costs_its_time_limit_once(s):
    store, found = store_of(s, [("a", "Quay Watch", THREAT), ("b", "Other Wharf", "Tonight we are going to attack the customs hall at Dunbrack.")])
    for a in found:
        review(s, store, a["id"], "confirm")
    assert len(found) == 2
    with Webhook(before=lambda: time.sleep(6)) as desk, Webhook() as quick:
        began = time.monotonic()
        report = deliver(s, store, desk.toml(more='within = "1s"') + quick.toml("quick") + rule('["desk", "quick"]'))
        assert time.monotonic() - began < 5
        assert sorted(states(report)) == ["due", "retrying", "sent", "sent"], "others are not kept waiting"
        assert "time limit" in next(p["error"] for p in report["parcels"] if p["state"] == "retrying")


def test_a_private_address_must_be_meant(s):
    store, alert = one_confirmed(s)
    with Webhook() as desk:
        toml = desk.toml()
        assert "https://" in deliver(s, store, toml.replace("allow_private = true\n", "") + rule(), expect=2)
        report = deliver(s, store, toml.replace("allow_private = true\n", "").replace("http://", "https://") + rule(), expect=1)
        assert states(report) == ["dead"] and "private network" in report["parcels"][0]["error"]
        assert not desk.got


def test_killed_between_sending_and_noting_it_sends_again_under_the_same_key(s):
    store, alert = one_confirmed(s)
    running = []
    with Webhook(before=lambda: running and os.kill(running.pop().pid, signal.SIGKILL)) as desk:
        file = s.write("rules.toml", desk.toml() + rule())
        command = [str(s.tocsin), "deliver", str(file), "--store", str(store), "--as-of"]
        running.append(subprocess.Popen([*command, at()], env={**os.environ, **ENV}, stdout=subprocess.DEVNULL))
        assert running[0].wait() == -signal.SIGKILL
        assert len(desk.got) == 1 and not acts(s, store, "delivery")
        assert states(deliver(s, store, desk.toml() + rule(), "--as-of", at())) == ["retrying"], "another run may be sending it just now"
        assert states(deliver(s, store, desk.toml() + rule(), "--as-of", at(minutes=5))) == ["sent"]
        assert len(desk.keys()) == 2 and len(set(desk.keys())) == 1 and len(acts(s, store, "delivery")) == 1


def test_two_runs_at_once_send_once(s):
    store, alert = one_confirmed(s)
    with Webhook(before=lambda: time.sleep(0.5)) as desk:
        file = s.write("rules.toml", desk.toml() + rule())
        command = [str(s.tocsin), "deliver", str(file), "--store", str(store)]
        both = [subprocess.Popen(command, env={**os.environ, **ENV}, stdout=subprocess.DEVNULL) for _ in range(4)]
        assert [p.wait() for p in both] == [0] * 4
        assert len(desk.got) == 1 and len(acts(s, store, "delivery")) == 1


# ---- mail

HOSTILE = "=cmd|' /C'!A0 <b>Quay\r\nBcc: thief@evil.example\u202e\x1b[31m &amp; \"x\" @someone"


def test_mail_is_plain_and_nothing_in_it_is_a_header(s):
    store, alert = one_confirmed(s, HOSTILE)
    with MailServer() as server:
        assert states(deliver(s, store, server.toml() + rule('["editors"]'))) == ["sent"]
    (to, raw), = server.letters
    message, = server.messages()
    assert len(to) == 2 and "Bcc" not in message and not any("evil" in line for line in server.said)
    assert message["Subject"].startswith("[TLP:AMBER]") and "\n" not in message["Subject"] and "\x1b" not in message["Subject"]
    assert "@someone" not in message["Subject"] and "\u202e" not in message["Subject"]
    assert message.get_content_type() == "text/plain" and message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "TOCSIN BRIEF " + alert in text and "TLP:AMBER PAP:AMBER" in text and "\x1b" not in text and "\u202e" not in text
    head = raw.split(b"\r\n\r\n")[0]
    assert head.isascii() and all(len(line) <= 100 for line in head.split(b"\r\n"))
    (_, entry), = acts(s, store, "delivery")
    assert entry["form"] == "text"
    assert entry["sha256"] == hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def test_a_mail_server_that_takes_it_and_loses_it_is_not_believed(s):
    store, alert = one_confirmed(s)
    with MailServer(["within", "after", ""]) as server:
        rules = server.toml() + rule('["editors"]')
        assert states(deliver(s, store, rules, "--as-of", at())) == ["retrying"]
        lost, = deliver(s, store, rules, "--as-of", at(hours=1))["parcels"]
        assert lost["state"] == "retrying" and "may be lost" in lost["error"] and not acts(s, store, "delivery")
        assert states(deliver(s, store, rules, "--as-of", at(hours=2))) == ["sent"]
    ids = [m["Message-ID"] for m in server.messages()]
    assert len(ids) == 2 and len(set(ids)) == 1, "a receiver can tell that it is the same letter"


def test_mail_without_encryption_is_refused_where_it_is_asked_for(s):
    store, alert = one_confirmed(s)
    with MailServer() as server:
        report = deliver(s, store, server.toml().replace('tls = "none"', 'tls = "starttls"\nuser = "tocsin"\npassword_env = "MAIL_PASSWORD"') + rule('["editors"]'))
        assert states(report) == ["retrying"] and "STARTTLS" in report["parcels"][0]["error"]
        assert not server.letters and not any("AUTH" in line for line in server.said), "no password in the clear"


def certificate_of(s, name):
    """A certificate for 127.0.0.1 that nobody but itself vouches for."""
    path = s.folder / f"{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", path.with_suffix(".key"), "-out", path], check=True, capture_output=True)
    return path


def test_mail_goes_encrypted_to_a_server_that_shows_who_it_is(s):
    store, alert = one_confirmed(s)
    ours, other = certificate_of(s, "ours"), certificate_of(s, "other")
    for n, (how, at_once) in enumerate((("starttls", False), ("tls", True))):
        with MailServer(certificate=ours, at_once=at_once) as server:
            toml = server.toml(f"editors {n}").replace('tls = "none"', f'tls = "{how}"\nuser = "tocsin"\npassword_env = "MAIL_PASSWORD"')
            rules = rule(f'["editors {n}"]').replace("ferries", f"ferries {n}")
            for vouched in ("", 'ca_file = "other.pem"\n'):
                report = deliver(s, store, toml + vouched + rules, "--as-of", at(hours=10 if vouched else 0))
                assert states(report) == ["retrying"] and "who it is" in report["parcels"][0]["error"], report
            assert not any("AUTH" in line for line in server.said), "no password for a stranger"
            assert states(deliver(s, store, toml + 'ca_file = "ours.pem"\n' + rules, "--as-of", at(hours=20))) == ["sent"]
            assert any("AUTH" in line for line in server.said) and len(server.letters) == 1
    with MailServer(certificate=ours) as server:
        wrong = server.toml("editors 3").replace('tls = "none"', 'tls = "starttls"\nuser = "tocsin"\npassword_env = "DESK_SECRET"\nca_file = "ours.pem"')
        report = deliver(s, store, wrong + rule('["editors 3"]').replace("ferries", "ferries 3"))
        assert states(report) == ["retrying"] and "does not take the user and password" in report["parcels"][0]["error"]


# ---- when

def test_quiet_hours_hold_back_and_then_send_together(s):
    store, found = store_of(s, [("a", "Quay Watch", THREAT), ("b", "Other Wharf", "Tonight we are going to attack the customs hall at Dunbrack.")])
    with Webhook() as desk:
        rules = desk.toml() + rule(quiet='"22:00-07:00"', zone='"Asia/Amman"')
        review(s, store, found[0]["id"], "confirm")
        held, = deliver(s, store, rules, "--as-of", at(hours=8))["parcels"]
        assert held["state"] == "due" and held["next"] == at(hours=16), "until 07:00 in Amman"
        review(s, store, found[1]["id"], "confirm")
        assert states(deliver(s, store, rules, "--as-of", at(hours=12))) == ["due"] and not desk.got
        report = deliver(s, store, rules, "--as-of", at(hours=16))
        assert states(report) == ["sent"] and len(report["parcels"][0]["alerts"]) == 2
        told, = desk.bodies()
        valid(told, "parcel")
        assert told["kind"] == "digest" and told["count"] == 2 and told["alerts"][0]["score"] >= told["alerts"][1]["score"]
        (_, entry), = acts(s, store, "delivery")
        assert entry["form"] == "digest" and sorted(entry["alerts"]) == sorted(a["id"] for a in found)


def test_a_retry_waits_for_the_morning_too(s):
    store, alert = one_confirmed(s)
    with Webhook([503]) as desk:
        rules = desk.toml() + rule(quiet='"22:00-07:00"', zone='"UTC"')
        assert states(deliver(s, store, rules, "--as-of", at(hours=9.9))) == ["retrying"]
        assert states(deliver(s, store, rules, "--as-of", at(hours=11))) == ["retrying"] and len(desk.got) == 1
        assert states(deliver(s, store, rules, "--as-of", at(hours=20))) == ["sent"]


def test_a_clock_that_jumps_back_loses_nothing_and_sends_nothing_twice(s):
    store, alert = one_confirmed(s)
    with Webhook([503]) as desk:
        rules = desk.toml() + rule()
        assert states(deliver(s, store, rules, "--as-of", at())) == ["retrying"]
        assert states(deliver(s, store, rules, "--as-of", at(days=-900))) == ["retrying"], "its wait begins again"
        assert states(deliver(s, store, rules, "--as-of", at(days=-900, minutes=5))) == ["sent"], "and is no longer than it was"
        for when in (at(days=-900, minutes=6), at(), at(days=2), at(days=-2000)):
            assert states(deliver(s, store, rules, "--as-of", when)) == []
        assert len(desk.got) == 2 and len(set(desk.keys())) == 1


def many(store, n):
    """The store's one alert n times over, each a case of its own."""
    db = sqlite3.connect(store)
    (alert, body), = db.execute("SELECT id, body FROM alerts")
    threat = json.loads(body)["threat"]
    (threat_body,), = db.execute("SELECT body FROM threats WHERE id = ?", [threat])
    document = json.loads(threat_body)["document"]
    row, = db.execute("SELECT * FROM documents WHERE id = ?", [document])
    place, = db.execute("SELECT * FROM provenances WHERE document = ?", [document])
    family = json.loads(body)["family"]
    for i in range(n):
        ids = {alert: f"alr-{i:016x}", threat: f"thr-{i:016x}", document: f"doc-{i:016x}", family: ""}

        def other(text):
            for old, new in ids.items():
                text = text.replace(f'"{old}"', f'"{new}"')
            return text

        db.execute(f"INSERT INTO documents VALUES ({','.join('?' * len(row))})", [ids[document], *row[1:]])
        db.execute(f"INSERT INTO provenances VALUES ({','.join('?' * len(place))})", [ids[document], *place[1:]])
        db.execute("INSERT INTO threats VALUES (?, ?)", [ids[threat], other(threat_body)])
        db.execute("INSERT INTO alerts VALUES (?, ?)", [ids[alert], other(body)])
    db.commit()
    db.close()


def test_ten_thousand_alerts_at_once_are_one_digest(s):
    store, _ = store_of(s, [("a", "Quay Watch", THREAT)])
    many(store, 10_000)
    drafts = {"states": '["draft"]', "send_drafts": "true"}
    with Webhook() as desk, MailServer() as server:
        began = time.monotonic()
        report = deliver(s, store, desk.toml(form="brief") + server.toml() + rule('["desk", "editors"]', **drafts))
        took = time.monotonic() - began
        assert states(report) == ["sent", "sent"] and report["fired"] == [{"rule": "ferries", "alerts": 10_001}]
        assert took < 60, f"{took:.0f} s"
        told, = desk.bodies()
        assert told["kind"] == "digest" and told["count"] == 10_001 == len(told["alerts"])
        letter, = server.messages()
        assert "10,001 alerts" in letter["Subject"] and "9,801 more alerts" in letter.get_content()
        assert deliver(s, store, desk.toml(form="brief") + server.toml() + rule('["desk", "editors"]', **drafts)) == {"fired": [], "parcels": []}
        log_of(s, store)


# ---- dry run

def test_a_dry_run_tells_what_rules_would_have_done(s):
    store, found = store_of(s, [("a", "Quay Watch", THREAT), ("b", "Other Wharf", "Tonight we are going to attack the customs hall at Dunbrack.")])
    first, second = [a["id"] for a in found]
    review(s, store, first, "confirm")
    review(s, store, first, "escalate")
    review(s, store, second, "dismiss")
    rules = ('[[receiver]]\nname = "desk"\nkind = "webhook"\nurl_env = "NOT_SET"\nsecret_env = "NOT_SET"\n' + rule() +
             rule(targets='["hospital"]').replace('"ferries"', '"hospitals"'))
    run = deliver(s, store, rules, "--dry-run", env={})
    assert [(r["rule"], r["fired"]) for r in run["rules"]] == [("ferries", 2), ("hospitals", 0)]
    assert [(f["alert"], f["state"]) for f in run["rules"][0]["firings"]] == [(first, "confirmed"), (first, "escalated")]
    assert run["gone"] == 0
    text = s.run("deliver", s.folder / "rules.toml", "--dry-run", "--since", "1w", "--store", store).stdout
    assert "Rule ferries would have fired 2 times in the last 7 days" in text and "Rule hospitals would have fired 0 times" in text
    later = deliver(s, store, rules, "--dry-run", "--since", "30d", "--as-of", at(days=60), env={})
    assert later["rules"][0]["fired"] == 0, "that was longer ago"
    assert "no span" in deliver(s, store, rules, "--dry-run", "--since", "soon", expect=2)
    assert not acts(s, store, "delivery")


def test_the_sample_rules_can_be_read(s):
    store, _ = store_of(s, [("a", "Quay Watch", THREAT)])
    run = s.json("deliver", s.root / "samples" / "rules.toml", "--dry-run", "--store", store, "--format", "json")
    assert [r["rule"] for r in run["rules"]] == ["ferries and ports", "morning mail"]
    wanted = s.run("deliver", s.root / "samples" / "rules.toml", "--store", store, expect=2).stderr
    assert "rules.toml:8:14" in wanted and "TOCSIN_DUTY_SECRET" in wanted


# ---- bad input

def test_what_is_wrong_with_rules_is_told_where_it_stands(s):
    store, _ = store_of(s, [("a", "Quay Watch", THREAT)])
    desk = '[[receiver]]\nname = "desk"\nkind = "file"\nfolder = "out"\n'
    for rules, words in [
        ("", "no rule"),
        ("[[rule]\n", "rules.toml:1:"),
        ("rule = 3\n", 'rules.toml:1:1: "rule" is no list of tables'),
        ("[[rulez]]\nname = \"a\"\n", 'unknown key "rulez"; did you mean "rule"?'),
        (desk + rule(min_scor="3"), 'rules.toml:10:1: unknown key "min_scor"; did you mean "min_score"?'),
        (desk + rule().replace("min_score = 1", 'min_score = "high"'), 'rules.toml:8:13: "min_score" is a number'),
        (desk + rule().replace("min_score = 1", "min_score = 101"), "rules.toml:8:13: \"min_score\": no score is above 100"),
        (desk + rule(regions='["Atlantis"]'), 'rules.toml:10:11: "regions": there is no country "Atlantis"'),
        (desk + rule('["dask"]'), 'rules.toml:9:13: "receivers": there is no receiver "dask"; did you mean "desk"?'),
        (desk + rule(regions='"Jordan"'), "is a list of texts"),
        (desk + rule(new_copies="1.5"), "is a whole number"),
        (desk + rule(new_copies="0"), "1 or more"),
        (desk + rule(every='"soon"'), "is a length of time"),
        (desk + rule(every='"10s"'), "1m to 7d"),
        (desk + rule(quiet='"22:00-07:00"'), "in which zone"),
        (desk.replace("folder", "secret = \"kettle\"\nfolder") + rule(), 'unknown key "secret"'),
        (desk.replace('"file"', '"fax"').replace("folder = \"out\"\n", "") + rule(), 'rules.toml:3:8: "kind": "fax" is none of webhook, mail or file'),
    ]:
        told = deliver(s, store, rules, expect=2)
        assert words in told, f"{rules}\n{told}\nnot: {words}"
    assert "cannot be read" in s.run("deliver", s.folder / "none.toml", "--store", store, expect=3).stderr
    assert "Name a TOML file" in s.run("deliver", "--store", store, expect=2).stderr
    everything = s.run("deliver", s.write("rules.toml", desk + rule().replace("min_score = 1\n", "")), "--store", store)
    unsigned = s.run("deliver", s.write("rules.toml", '[[receiver]]\nname = "desk"\nkind = "webhook"\nurl = "https://desk.example/"\n' + rule()), "--dry-run", "--store", store)
    assert "is not signed" in unsigned.stderr
    assert "rules.toml:6:8: rule \"ferries\" fires for every alert" in everything.stderr


def test_hostile_names_are_harmless_in_json(s):
    store, alert = one_confirmed(s, HOSTILE)
    with Webhook() as desk:
        deliver(s, store, desk.toml() + rule())
    headers, body = desk.got[0]
    told = json.loads(body)
    valid(told, "parcel")
    seen = told["alerts"][0]["seen_in"]
    assert not any(c in seen for c in "\r\n\x1b\u202e") and "@someone" not in seen
    assert not any("evil" in v for v in headers.values())


def test_a_store_of_a_newer_version_is_left_alone(s):
    store, alert = one_confirmed(s)
    db = sqlite3.connect(store)
    db.execute("PRAGMA user_version = 99")
    db.commit()
    db.close()
    with Webhook() as desk:
        assert "newer tocsin" in deliver(s, store, desk.toml() + rule(), expect=4)
        assert not desk.got
