#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what public Telegram channels post, line by line, for `tocsin watch` (docs/telegram_live.md).

    export TELEGRAM_API_ID=… TELEGRAM_API_HASH=…          your own, from my.telegram.org
    telethon_public.py --out posts/telegram.ndjson grey_lantern_news saltline_desk

It asks each channel every --every seconds for what is new, through your own account. It joins nothing, posts nothing and reads no list
of members: groups, private chats and channels without a public name are refused. Of each post it writes the text, the times, the channel
and the channel that it was forwarded from; people, reactions, replies and pictures are left out. Run again, it goes on where the file ends.
"""
import argparse
import asyncio
import json
import os
import pathlib
import signal
import sys

EDITS_AMONG = 100      # latest posts that are looked at for edits…
EDITS_EVERY = 20       # …at each so many rounds


class Refused(Exception):
    pass


def is_public_channel(entity) -> bool:
    """A broadcast channel with a public name: no group, no person, nothing that needs an invitation."""
    names = [getattr(entity, "username", None), *(getattr(n, "username", None) for n in getattr(entity, "usernames", None) or [])]
    return bool(getattr(entity, "broadcast", False)) and not getattr(entity, "megagroup", False) and not getattr(entity, "gigagroup", False) and any(names)


def only(value, *keys):
    return {k: value[k] for k in ("_", *keys) if value.get(k) is not None} if isinstance(value, dict) else None


def forward(header):
    """A forward's own date, and where it is from if that is a channel; a person's name or number is never written."""
    if not isinstance(header, dict):
        return None
    peer = header.get("from_id")
    out = only(header, "date", "channel_post")
    if isinstance(peer, dict) and peer.get("_") == "PeerChannel":
        out["from_id"] = only(peer, "channel_id")
    return out


def media(value):
    """What kind it is; of a poll also its words, which are text."""
    if not isinstance(value, dict):
        return None
    out = only(value)
    poll = value.get("poll")
    if isinstance(poll, dict):
        out["poll"] = {"_": "Poll", "question": poll.get("question"), "answers": [only(a, "text") for a in poll.get("answers") or []]}
    return out


def record(message: dict, entity) -> dict:
    """A post as Telethon's to_dict() gives it, with what is left of it, and the channel beside it."""
    out = only(message, "id", "date", "edit_date", "edit_hide", "message")
    out["peer_id"] = only(message.get("peer_id"), "channel_id")
    for key, made in (("fwd_from", forward(message.get("fwd_from"))), ("media", media(message.get("media")))):
        if made is not None:
            out[key] = made
    out["_chat"] = {"_": "Channel", "id": entity.id, "title": entity.title, "username": entity.username}
    return out


def line(message: dict, entity) -> str:
    def plain(value):
        if hasattr(value, "isoformat"):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} in a post")
    return json.dumps(record(message, entity), default=plain, ensure_ascii=False) + "\n"


class Output:
    """The file it writes: whole lines, flushed one by one. A line that a crash cut short is taken off before more is written."""

    def __init__(self, path: pathlib.Path):
        self.last, self.edits = {}, {}   # by channel: the last post; by channel and post: its last edit
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = open(path, "a+b")
        self.file.seek(0)
        end = 0
        for bytes_ in self.file:
            if not bytes_.endswith(b"\n"):
                break
            end += len(bytes_)
            post = json.loads(bytes_)
            self.note(post["_chat"]["id"], post["id"], post.get("edit_date"))
        self.file.truncate(end)

    def note(self, channel, post, edited):
        self.last[channel] = max(self.last.get(channel, 0), post)
        self.edits[channel, post] = edited

    def write(self, message: dict, entity):
        self.file.write(line(message, entity).encode())
        self.file.flush()
        edited = message.get("edit_date")
        self.note(entity.id, message["id"], edited.isoformat() if hasattr(edited, "isoformat") else edited)

    def is_edit(self, message: dict, entity) -> bool:
        edited = message.get("edit_date")
        edited = edited.isoformat() if hasattr(edited, "isoformat") else edited
        known = (entity.id, message["id"]) in self.edits
        return known and bool(edited) and not message.get("edit_hide") and self.edits[entity.id, message["id"]] != edited


async def channels(client, names):
    out = []
    for name in names:
        entity = await client.get_entity(name)
        if not is_public_channel(entity):
            raise Refused(f"{name}: is no public channel; groups, people and private channels are not read")
        out.append(entity)
    return out


async def look(client, entity, output: Output, backlog: int, edits: bool) -> int:
    """Writes what is new in one channel, oldest first. How much it was."""
    last = output.last.get(entity.id)
    written = 0
    if last is None:
        new = [m async for m in client.iter_messages(entity, limit=backlog)][::-1] if backlog else []
    else:
        new = [m async for m in client.iter_messages(entity, min_id=last, reverse=True)]
    for message in new:
        output.write(message.to_dict(), entity)
        written += 1
    if edits:
        for message in [m async for m in client.iter_messages(entity, limit=EDITS_AMONG)][::-1]:
            if output.is_edit(message.to_dict(), entity):
                output.write(message.to_dict(), entity)
                written += 1
    return written


async def collect(client, names, output: Output, every: float, backlog: int, stop: asyncio.Event, rounds=None):
    """Until `stop` is set, or for so many rounds."""
    entities = await channels(client, names)
    n = 0
    while rounds is None or n < rounds:
        for entity in entities:
            await look(client, entity, output, backlog, edits=n % EDITS_EVERY == EDITS_EVERY - 1)
            if stop.is_set():
                return
        n += 1
        try:
            await asyncio.wait_for(stop.wait(), every)
        except asyncio.TimeoutError:
            continue


async def run(args) -> int:
    from telethon import TelegramClient   # the only thing this needs: pip install telethon
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    os.umask(0o077)                        # the session is as good as a password
    async with TelegramClient(args.session, int(os.environ["TELEGRAM_API_ID"]), os.environ["TELEGRAM_API_HASH"]) as client:
        await collect(client, args.channels, Output(args.out), args.every, args.backlog, stop)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("channels", nargs="+", metavar="CHANNEL", help="public names, without @")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the NDJSON file that `tocsin watch` follows")
    parser.add_argument("--session", default="tocsin-telegram", help="where Telethon keeps your login [tocsin-telegram]")
    parser.add_argument("--every", type=float, default=30, help="seconds between two rounds [30]")
    parser.add_argument("--backlog", type=int, default=100, help="posts of each channel to begin with [100]")
    args = parser.parse_args()
    missing = [v for v in ("TELEGRAM_API_ID", "TELEGRAM_API_HASH") if not os.environ.get(v)]
    if missing:
        print(f"set {' and '.join(missing)}: your own, from my.telegram.org", file=sys.stderr)
        return 2
    try:
        return asyncio.run(run(args))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    except ImportError:
        print("Telethon is not installed: pip install telethon", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
