# SPDX-License-Identifier: Apache-2.0
"""The sample collector for live Telegram (docs/telegram_live.md), with a stub in Telethon's place and invented posts: never a live account."""
import asyncio
import datetime
import importlib.util
import json
import os
import subprocess
import sys
import types

from feeds_story import THREAT, Running


def collector(s):
    spec = importlib.util.spec_from_file_location("telethon_public", s.root / "samples" / "collectors" / "telethon_public.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def time(minute):
    return datetime.datetime(2025, 10, 7, 15, minute, tzinfo=datetime.timezone.utc)


def post(n, text, minute=0, **more):
    """A post as Telethon's to_dict() gives it, with all that it says of people."""
    return {"_": "Message", "id": n, "peer_id": {"_": "PeerChannel", "channel_id": 77}, "date": time(minute), "message": text, "out": False, "mentioned": False,
            "media_unread": False, "silent": False, "post": True, "from_id": None, "fwd_from": None, "via_bot_id": 4242, "reply_to": None, "media": None,
            "entities": [{"_": "MessageEntityMentionName", "offset": 0, "length": 3, "user_id": 515151}], "views": 900, "forwards": 3,
            "replies": {"_": "MessageReplies", "replies": 1, "recent_repliers": [{"_": "PeerUser", "user_id": 616161}]}, "edit_date": None, "edit_hide": False,
            "post_author": "Rafe Quillon", "reactions": {"_": "MessageReactions", "recent_reactions": [{"peer_id": {"_": "PeerUser", "user_id": 717171}}]}, **more}


class Stub:
    """Of Telethon's client what the collector uses."""

    def __init__(self, posts, **more):
        self.posts = posts
        self.entity = types.SimpleNamespace(**{"id": 77, "title": "Tamarisk Voice", "username": "tamarisk_voice_example", "usernames": None, "broadcast": True,
                                               "megagroup": False, "gigagroup": False, **more})

    async def get_entity(self, name):
        return self.entity

    async def iter_messages(self, entity, limit=None, min_id=0, reverse=False):
        found = sorted((p for p in self.posts if p["id"] > min_id), key=lambda p: p["id"], reverse=not reverse)
        for p in found[:limit]:
            yield types.SimpleNamespace(to_dict=lambda p=p: p)


def collect(module, stub, out, rounds=1, backlog=100):
    async def go():
        await module.collect(stub, ["tamarisk_voice_example"], module.Output(out), .001, backlog, asyncio.Event(), rounds)
    asyncio.run(go())


def test_watch_reads_what_the_collector_writes_as_it_comes(s):
    module, out = collector(s), s.folder / "posts" / "telegram.ndjson"
    forwarded = {"_": "MessageFwdHeader", "date": time(1), "channel_post": 9, "from_id": {"_": "PeerChannel", "channel_id": 88}, "post_author": "Rafe Quillon"}
    person = {"_": "MessageFwdHeader", "date": time(1), "from_id": {"_": "PeerUser", "user_id": 818181}, "from_name": "Rafe Quillon"}
    poll = {"_": "MessageMediaPoll", "poll": {"_": "Poll", "id": 3, "question": {"_": "TextWithEntities", "text": "Which pier?"}, "answers": [
        {"_": "PollAnswer", "text": {"_": "TextWithEntities", "text": "The old one"}, "option": "0"}]}, "results": {"recent_voters": [{"user_id": 919191}]}}
    stub = Stub([post(1, "The pier opens at nine, says the keeper of the lighthouse", 2), post(2, "Sledges are lent at the library on the hill", 3, fwd_from=forwarded),
                 post(3, "The bench by the river is painted green", 4, fwd_from=person), post(4, "", 5, media=poll),
                 post(5, "", 6, media={"_": "MessageMediaPhoto", "photo": {"id": 1}}), {**post(6, "", 7), "_": "MessageService"}])
    collect(module, stub, out)
    text = out.read_text()
    assert len(text.splitlines()) == 6
    for private in ("4242", "515151", "616161", "717171", "818181", "919191", "Quillon"):
        assert private not in text, f"{private} was written"
    with Running(s, out.parent) as watch:
        watch.until(lambda e: e.get("source_id") == "4")
        stub.posts.append(post(7, THREAT, 58))
        collect(module, stub, out)     # goes on where the file ends
        _, alert = watch.until(lambda e: e["event"] == "alert")
        assert alert["source"] == "Tamarisk Voice"
        stub.posts[0].update(message="The pier opens at ten, says the keeper of the lighthouse", edit_date=time(59))
        stub.posts[1].update(message="Hidden", edit_date=time(59), edit_hide=True)  # a reaction
        collect(module, stub, out, rounds=20)
        _, edit = watch.until(lambda e: e["event"] == "edited")
        assert edit["source_id"] == "1" and edit["channel"] == "Tamarisk Voice" and edit["published"] == "2025-10-07T15:02:00Z"
    assert len(out.read_text().splitlines()) == 8
    documents = {d["source_id"]: d for d in s.json("scan", out, "--format", "json")["documents"]}
    assert documents["4"]["published"] == "2025-10-07T15:05:00Z" and documents["1"]["edited"] == "2025-10-07T15:59:00Z"
    assert "ok" in s.run("check", s.folder / "a.db").stdout


def test_a_line_that_a_crash_cut_is_written_again(s):
    module, out = collector(s), s.folder / "telegram.ndjson"
    stub = Stub([post(n, f"Bench {n} by the river is painted green") for n in range(1, 6)])
    collect(module, stub, out, backlog=3)
    whole = out.read_bytes()
    assert [json.loads(x)["id"] for x in whole.splitlines()] == [3, 4, 5]
    out.write_bytes(whole[:-20])
    collect(module, stub, out)
    assert out.read_bytes() == whole


def test_groups_people_and_private_channels_are_refused(s):
    module = collector(s)
    for more in ({"broadcast": False}, {"megagroup": True}, {"gigagroup": True}, {"username": None}):
        out = s.folder / "none.ndjson"
        try:
            collect(module, Stub([post(1, "Mild weather")], **more), out)
        except module.Refused as refused:
            assert "is no public channel" in str(refused)
        else:
            raise AssertionError(f"{more} was read")
        assert out.read_bytes() == b""
    script = s.root / "samples" / "collectors" / "telethon_public.py"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TELEGRAM_")}
    done = subprocess.run([sys.executable, str(script), "--out", str(s.folder / "x.ndjson"), "a_channel"], capture_output=True, text=True, env=environment)
    assert done.returncode == 2 and "TELEGRAM_API_ID and TELEGRAM_API_HASH" in done.stderr
