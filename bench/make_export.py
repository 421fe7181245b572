#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Telegram Desktop export of a public channel out of NDJSON messages: make_export.py MESSAGES.ndjson --mb 200 [--broken EVERY] --out FILE

As Telegram Desktop 5 writes it: indented by one space, letters as they are, each text twice (`text`, `text_entities`); every sixth
text in parts with a link, every fourth a forward, a photo now and then. --broken 20: every twentieth message has a damage that
exports have: an escape JSON does not know, a control character as it is, a value without quotes, a lone surrogate. Same
arguments, same bytes.
"""
import argparse
import datetime
import itertools
import json

# As Telegram Desktop has broken them; each is put into a message's lines.
DAMAGES = [lambda m: m.replace('"text": "', '"text": "\\x01', 1), lambda m: m.replace('"text": "', '"text": "\x07', 1),
           lambda m: m.replace('"from": "Harbour Notes"', '"from": Harbour', 1), lambda m: m.replace('"text": "', '"text": "\\ud83d', 1)]


def texts(path):
    with open(path, encoding="utf-8") as lines:
        kept = [json.loads(line)["text"] for line in lines]
    return itertools.cycle(kept)


def message(number, text):
    at = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=47 * number)
    m = {"id": number, "type": "message", "date": at.strftime("%Y-%m-%dT%H:%M:%S"), "date_unixtime": str(int(at.timestamp())),
         "from": "Harbour Notes", "from_id": "channel1900100204"}
    if number % 4 == 0:
        m["forwarded_from"] = f"Quay {number % 97}"
    if number % 9 == 0:
        m |= {"photo": f"photos/photo_{number}.jpg", "photo_file_size": 81234, "width": 1280, "height": 720}
    entities = [{"type": "plain", "text": text}]
    m["text"] = text
    if number % 6 == 0:
        link = {"type": "link", "text": f"https://pier.example/{number}"}
        m["text"] = [text + " ", link]
        entities += [link]
    m["text_entities"] = entities
    return m


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages")
    parser.add_argument("--mb", type=float, default=200)
    parser.add_argument("--broken", type=int, default=0, metavar="EVERY")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    size, number, words = 0, 0, texts(args.messages)
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        size += out.write('{\n "name": "Harbour Notes",\n "type": "public_channel",\n "id": 1900100204,\n "messages": [\n')
        while size < args.mb * 1e6:
            number += 1
            m = json.dumps(message(number, next(words)), ensure_ascii=False, indent=1)
            if args.broken and number % args.broken == 0:
                m = DAMAGES[number // args.broken % len(DAMAGES)](m)
            line = ("" if number == 1 else ",\n") + "  " + m.replace("\n", "\n  ")
            out.write(line)
            size += len(line.encode("utf-8", "surrogatepass"))
        out.write("\n ]\n}\n")


if __name__ == "__main__":
    main()
