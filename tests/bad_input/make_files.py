#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the small bad inputs of this folder, all invented: python3 tests/bad_input/make_files.py

Expected documents and oddities of each stand in expected.tsv, checked by src/ingest/bad_input_test.cc.
Inputs that are large or many (truncation at each byte, 200 MB lines) are made by that test.
"""
import gzip
import json
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def put(name, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data)


def message(n, text="noon at the pier", **more):
    fields = {"id": n, "type": "message", "date": "2026-03-10T12:00:00", "date_unixtime": str(1773144000 + (n if isinstance(n, int) and n < 1000 else 0)),
              "from": "Grey Lantern", "from_id": "channel7", "text": text}
    fields.update(more)
    return json.dumps({k: v for k, v in fields.items() if v != "-"}, ensure_ascii=False)


def chat(messages, name="Grey Lantern", kind="public_channel", tail="]}"):
    head = json.dumps({"name": name, "type": kind, "id": 7}, ensure_ascii=False)[:-1]
    return head + ', "messages": [\n ' + ",\n ".join(messages) + "\n" + tail


# ---- Telegram: writing that is wrong
put("telegram_lone_surrogate.json", chat([message(1, "cut \\ud83d here").replace("\\\\u", "\\u"), message(2)]))
put("telegram_raw_control.json", chat([message(1, "a@b").replace("@", "\t\n\x01"), message(2, "c@d").replace("@", "\0")]))
put("telegram_invalid_utf8.json", chat([message(1, "caf@"), message(2)]).encode().replace(b"@", b"\xe9"))
put("telegram_overlong_utf8.json", chat([message(1, "slash @"), message(2)]).encode().replace(b"@", b"\xc0\xaf"))
put("telegram_lost_quote.json", chat([message(1), message(2, "b").replace('"b"', '"b'), message(3)]))
put("telegram_lost_quote_last.json", chat([message(1), message(2, "b").replace('"b"', '"b')]))
put("telegram_escaped_quote.json", chat([message(1, "b", reply_to_message_id=0).replace('"b"', '"b\\"'), message(2)]))
put("telegram_lost_brace.json", chat([message(1), message(2)[:-1], message(3)]))
put("telegram_extra_brace.json", chat([message(1), message(2) + "}", message(3)]))
put("telegram_extra_bracket.json", chat([message(1), message(2) + "]", message(3)]))
put("telegram_lost_comma.json", chat([message(1) + " " + message(2), message(3)]))
put("telegram_stray_comma.json", chat([message(1)[:-1] + ",}", message(2)]))
put("telegram_bare_value_quotes.json", chat([message(1)[:-1] + ', "document_id": a "b" (2).webm}', message(2)]))
put("telegram_bare_value_comma.json", chat([message(1)[:-1] + ', "document_id": a, b.webm, "width": 3}', message(2)]))
put("telegram_python_values.json", chat([message(1)[:-1] + ', "pinned": True, "reply_to": None}', message(2)]))
put("telegram_noise.json", chat([message(1), "\x00\x01 noise \xff {[", message(3)]).encode("latin-1"))
put("telegram_tail_of_zeros.json", chat([message(1), message(2)], tail=",\n " + "\0" * 400))
put("telegram_cut_in_text.json", chat([message(1), message(2)])[:-40])
put("telegram_cut_after_message.json", chat([message(1), message(2)], tail=""))
put("telegram_cut_in_head.json", chat([message(1)])[:40])
put("telegram_cut_in_escape.json", chat([message(1), message(2, "\u2028").replace("\u2028", "\\u20")])[:-4])
put("telegram_bom.json", "\ufeff" + chat([message(1), message(2)]))
put("telegram_utf16.json", chat([message(1), message(2, "ظهراً عند الرصيف")]).encode("utf-16"))
put("telegram_utf16_no_mark.json", chat([message(1), message(2)]).encode("utf-16-be"))
put("telegram_one_line.json", json.dumps(json.loads(chat([message(1), message(2)]))))
put("telegram_broken_head.json", chat([message(1), message(2)]).replace('"Grey Lantern", "type"', '"Grey Lantern "type"', 1))

# ---- Telegram: content that is wrong
put("telegram_duplicate_ids.json", chat([message(1), message(1), message(1, "something else")]))
put("telegram_dates.json", chat([
    message(1, date="-", date_unixtime="-"), message(2, date="yesterday", date_unixtime="-"), message(3, date_unixtime="-5", date="-"),
    message(4, date_unixtime="99999999999999999999", date="-"), message(5, date="1970-01-01T00:00:00", date_unixtime="0"),
    message(6, date="2026-02-30T12:00:00", date_unixtime="-"), message(7, date=None, date_unixtime=[1]),
    message(8, date="2026-03-10T12:00:00", date_unixtime="-")]))
put("telegram_types.json", chat([
    message({"a": 1}), message(2, 12345), message(3, ["a ", 5, {"type": "bold", "text": 7}, {"type": "bold"}, "b"]), message(4, from_id=[1]),
    message(5, {"text": "x"}), message(6, None), message(True), message(8, [[["deep"]]]), message(9, forwarded_from={"name": "x"}, reactions=7)]))
put("telegram_numbers.json", chat([message(123456789012345678901234567890123456789), message(1, views=1).replace('"views": 1', '"views": 1e999'),
                                   message(2, width=1).replace('"width": 1', '"width": ' + "9" * 300)]))
put("telegram_deep.json", chat([message(1), message(2, "@").replace('"@"', "[" * 300 + "]" * 300), message(3)]))
put("telegram_not_messages.json", chat(["1", '"x"', "null", "{}", "[]", '{"a": 1}', "[1, 2]", message(3)]))
put("telegram_missing_ids.json", chat([message("-"), message("-", "later"), message("")]))
put("telegram_no_messages.json", '{"name": "Grey Lantern", "type": "public_channel", "id": 7}')
put("telegram_messages_null.json", '{"name": "Grey Lantern", "type": "public_channel", "id": 7, "messages": null}')
put("telegram_empty_list.json", chat([]))
put("telegram_hostile_text.json", chat([
    message(1, "<script>alert(1)</script><img src=x onerror=alert(1)>"), message(2, "\u202enoon\u202c \u2066pier\u2069"),
    message(3, "\x1b]0;title\x07\x1b[31mred").replace("\\u001b", "\\u001b"), message(4, "=HYPERLINK(\"x\")"), message(5, "a\u0000b"),
    message(6, "'; DROP TABLE documents; --"), message(7, "${jndi:ldap://x} %s %n {0}")]))
put("telegram_service_only.json", chat(['{"id": 1, "type": "service", "action": "pin_message", "text": ""}', '{"id": 2, "type": "unsupported"}']))
put("telegram_media_only.json", chat([message(1, "", photo="(File not included. Change data exporting settings to download.)"),
                                      message(2, "", file="f.ogg", media_type="voice_message"), message(3, "", contact_information={"phone_number": "1"})]))
put("telegram_old_shape.json", chat([message(1, from_id=4311, date_unixtime="-", edited="1970-01-01T01:00:00"),
                                     message(2, ["a ", {"type": "link", "text": "b"}], from_id=8589934599, date_unixtime="-")]))
put("telegram_sorted_keys.json", json.dumps(json.loads(chat([message(1), message(2)])), sort_keys=True, indent=1))
private = chat([message(1, "a private matter")], "Somebody Else", "personal_chat")
put("telegram_all_chats.json", '{"contacts": {"list": [{"id": 1, "phone_number": "1"}]}, "chats": {"list": [' + ", ".join(
    [chat([message(1)]), private, chat([message(1, "a note")], None, "saved_messages")]) + ']}, "left_chats": {"list": [' + chat([message(2)], "Blue Pier") + "]}}")
put("telegram_broken_before_private.json", '{"chats": {"list": [' + chat([message(1), message(2, "b").replace('"b"', '"b')]) + ", " + private + ", " +
    chat([message(3)], "Blue Pier") + "]}}")
put("telegram_private_head_broken.json", '{"chats": {"list": [' + private.replace('"personal_chat"', '"personal_chat') + ", " + chat([message(3)]) + "]}}")
put("telegram_nested_mark.json", chat([message(1)[:-1] + ', "x": [{"id": 5, "a": 1}, {"id": 6, "date": "x"}], "y": "}', message(2)]))


# ---- NDJSON and lists
def line(n, text="noon", **more):
    fields = {"id": n, "channel": "Grey Lantern", "published": "2026-03-10T12:00:00Z", "text": text}
    fields.update(more)
    return json.dumps({k: v for k, v in fields.items() if v != "-"}, ensure_ascii=False)


put("ndjson_crlf.ndjson", line("a") + "\r\n" + line("b") + "\r\n")
put("ndjson_no_last_newline.ndjson", line("a") + "\n" + line("b"))
put("ndjson_bom.ndjson", "\ufeff" + line("a") + "\n")
put("ndjson_blank_lines.ndjson", "\n\n" + line("a") + "\n \t\n\r\n" + line("b") + "\n\n")
put("ndjson_no_objects.ndjson", "\n".join([line("a"), "1", '"x"', "[]", "null", "noise", "", line("b"), "{", "}", line("c"), line("d"), line("e"), line("f"), line("g")]))
put("ndjson_cut.ndjson", line("a") + "\n" + line("b")[:-10])
put("ndjson_two_on_a_line.ndjson", line("a") + line("b") + "\n" + line("c") + "\n")
put("ndjson_duplicate_ids.ndjson", "\n".join([line("a"), line("a"), line("a", "other"), line("a", channel="Blue Pier")]))
put("ndjson_dates.ndjson", "\n".join([line("a", published="2026-03-10 12:00:00"), line("b", published="10.03.26"), line("c", published="-"), line("d", published=0),
    line("e", published=1773144000), line("f", published=1773144000123), line("g", published="2026-03-10T12:00:00.123456789123456789+03:00"), line("h", published="3026-01-01")]))
put("ndjson_types.ndjson", "\n".join([line([1]), line("b", {"a": 1}), line("c", 5), line("d", published={}), line("e", channel=["x"], author={"id": 5}), line("f", outlet=True, url=3, title=[])]))
put("ndjson_empty_text.ndjson", "\n".join([line("a", ""), line("b", None), line("c", "-"), line("d")]))
put("ndjson_no_ids.ndjson", "\n".join([line("-"), line(None), line("")]))
put("ndjson_numbers.ndjson", "\n".join([line(12345678901234567890123), line(7), line(7.5), line(1e22), line(-3)]))
put("ndjson_lone_surrogate.ndjson", line("a", "x @").replace("@", "\\udc00") + "\n" + line("b", "@").replace("@", "\\ud83d\\ude00") + "\n" + line("c", "@").replace("@", "\\ud83d\\ud83d"))
put("ndjson_repeated_keys.ndjson", '{"id": "a", "text": "first", "text": "second", "id": "b"}')
put("ndjson_stray_comma.ndjson", line("a")[:-1] + ", }\n" + line("b"))
put("ndjson_single_quotes.ndjson", line("a") + "\n{'id': 'b', 'text': 'noon'}\n")
put("ndjson_invalid_utf8.ndjson", (line("a", "caf@") + "\n" + line("b")).encode().replace(b"@", b"\xe9"))
put("ndjson_nul.ndjson", line("a", "x@y").replace("@", "\0") + "\n" + line("b") + "\n")
put("ndjson_escapes.ndjson", "\n".join([line("\x1b[31m", "\x1b[2Jnoon"), line("../../x", "noon", url="javascript:alert(1)", file="/etc/passwd", sha256="0")]))
put("ndjson_utf16.ndjson", (line("a") + "\n" + line("b") + "\n").encode("utf-16"))
put("list_cut.json", "[" + line("a") + ",\n" + line("b")[:-5])
put("list_no_end.json", "[" + line("a") + ",\n" + line("b") + ",\n")
put("list_broken.json", "[" + line("a") + ",\n" + line("b", "x").replace('"x"', '"x') + ",\n" + line("c") + "]")
put("list_empty.json", "[]")
put("list_of_others.json", "[{}, 1, \"x\", null, [], " + line("a") + "]")
put("list_of_lists.json", "[[1, 2], [3]]")
put("objects_pretty.json", json.dumps(json.loads(line("a")), indent=1) + "\n" + json.dumps(json.loads(line("b")), indent=1) + "\n")
put("brackets.json", "[" * 5000)
put("braces.json", '{"a":' * 5000)
put("number.json", "5")
put("string.json", '"noon"')


# ---- files that are something else
def png():
    def part(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")


put("zip_named.json", b"PK\x03\x04\x14\0\0\0\0\0" + bytes(20) + b"result.json{}")
put("png_named.json", png())
put("pdf_named.json", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
put("gzip_named.ndjson", gzip.compress(line("a").encode(), mtime=0))
put("zeros_named.json", bytes(300))
put("noise_named.txt", bytes((i * 97 + i * i * 31) % 256 for i in range(2000)))
put("empty.json", b"")
put("white.json", b" \n\r\n\t ")
put("mark_only.txt", b"\xef\xbb\xbf")
put("feed.xml", '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Noon</title></item></channel></rss>')
put("other.xml", '<?xml version="1.0"?><note>noon</note>')
put("table.csv", "id,body,timestamp,thread_id,author\n1,noon,2026-03-10,1,x\n2,\"a, b\",2026-03-10,1,y\n")
put("discord.json", json.dumps({"guild": {"id": "1"}, "channel": {"id": "2", "name": "x"}, "messages": [{"id": "3", "content": "noon"}]}, indent=1))
put("telegram_html_export.html", '<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_body chat_page"><div class="history"></div></div></div></body></html>')

# ---- plain text
put("plain_latin1.txt", "The caf\u00e9 by the pier re-opens at noon, said Ren\u00e9e.".encode("latin-1"))
put("plain_1251.txt", "Паром отходит в полдень, сообщила смотрительница порта.".encode("cp1251"))
put("plain_1256.txt", "تغادر العبّارة عند الظهر، قالت مديرة الميناء للصحفيين.".encode("cp1256"))
put("plain_utf16.txt", "The ferry leaves at noon.".encode("utf-16"))
put("plain_damaged.txt", "Паром отходит @ полдень.".encode().replace(b"@", b"\xff"))
put("plain_escapes.txt", "The \x1b[31mferry\x1b[0m leaves at noon.\x07\n")
put("plain_bidi.txt", "The \u202eferry\u202c leaves at noon.\n")
put("plain_bad_sidecar.txt", "The ferry leaves at noon.\n")
put("plain_bad_sidecar.txt.meta.json", '{"published": "2026-03-10T12:00:00Z", "outlets": "The Harbour Courier", "title": 5}')
put("plain_no_sidecar.txt", "The ferry leaves at noon.\n")

# ---- HTML
ARTICLE = "<p>The ferry leaves at noon, the harbour master said on Tuesday, and it comes back in the evening.</p>" * 3
DATED = '<meta property="og:site_name" content="The Harbour Courier"><meta property="article:published_time" content="2026-03-10T12:00:00Z">'
put("html_no_date.html", f"<!doctype html><title>Ferry</title><article><h1>Ferry</h1>{ARTICLE}</article>")
put("html_scripts_only.html", "<!doctype html><html><head><title>x</title></head><body><script>document.write('noon')</script></body></html>")
put("html_1256.html", ("<html><head><meta charset=windows-1256>" + DATED + "</head><body><article><p>" + "تغادر العبّارة عند الظهر، قالت مديرة الميناء للصحفيين. " * 4 + "</p></article>").encode("cp1256"))
put("html_1251_undeclared.html", ("<html><head>" + DATED + "</head><body><article><p>" + "Паром отходит в полдень, сообщила смотрительница порта. " * 4 + "</p></article>").encode("cp1251"))
put("html_utf16.html", f"<html><head>{DATED}</head><body><article>{ARTICLE}</article></body></html>".encode("utf-16"))
put("html_wrong_charset.html", f"<html><head><meta charset=koi8-r>{DATED}</head><body><article>{ARTICLE.replace('noon', '“noon”')}</article></body></html>")
put("html_damaged.html", f"<html><head><meta charset=utf-8>{DATED}</head><body><article>{ARTICLE}<p>“@”</p></article>".encode().replace(b"@", b"\xff"))
put("html_bad_linked_data.html", '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>' + DATED + f"</head><body><article>{ARTICLE}</article>")
put("html_bad_date.html", f'<html><head><meta property="og:site_name" content="The Harbour Courier"><meta name="date" content="last week"></head><body><article>{ARTICLE}</article>')
put("html_unclosed.html", f"<html><head>{DATED}<body><div><article><p>The ferry <b>leaves <i>at noon{ARTICLE}")
put("html_deep.html", f"<html><head>{DATED}</head><body>" + "<div>" * 2000 + ARTICLE)
put("html_attributes.html", f"<html><head>{DATED}</head><body><p " + " ".join(f"a{i}=1" for i in range(2000)) + f">{ARTICLE}")
put("html_hidden.html", f'<html><head>{DATED}</head><body><article>{ARTICLE}<p hidden>hidden one</p><p style="display: none">hidden two</p><div aria-hidden="true">hidden three</div></article>')
put("html_nul.html", f"<html><head>{DATED}</head><body><article>{ARTICLE.replace('noon', 'no' + chr(0) + 'on')}</article>")
put("html_javascript_url.html", f'<html><head>{DATED}<link rel="canonical" href="javascript:alert(1)"></head><body><article>{ARTICLE}</article>')
