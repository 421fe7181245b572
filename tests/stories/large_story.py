# SPDX-License-Identifier: Apache-2.0
"""One record that is far larger than any message: told with its place, in bounded memory, and nothing else lost. The long one has a gigabyte."""
import json
import os
import subprocess

MIB = "The pier opens at nine. " * 43690   # less than a byte in a thousand short of one


def message(i, text):
    return json.dumps({"id": i, "type": "message", "date": "2025-10-07T15:58:31", "date_unixtime": str(1759852711 + i), "text": text})


def line(i, text):
    return json.dumps({"id": str(i), "channel": "Pier", "published": "2025-10-07T15:58:31Z", "text": text})


def page(i, text):
    return (f'<div class="message default" id="message{i}"><div class="body"><div class="pull_right date details" '
            f'title="07.10.2025 18:58:31 UTC+03:00"></div><div class="text">{text}</div></div></div>')


HEAD = '{"name":"Pier","type":"public_channel","id":1,"messages":['
# What stands before, in and behind the large text; of all but the last kind the first and third record are small.
KINDS = {
    "telegram": (HEAD + message(1, "noon") + ",", message(2, "@@"), "," + message(3, "evening") + "]}"),
    "damaged telegram": (HEAD + message(1, "noon") + ",", message(2, "@@").replace('"@@', '"\\x07@@'), "," + message(3, "evening") + "]}"),
    "list": ("[" + line(1, "noon") + ",", line(2, "@@"), "," + line(3, "evening") + "]"),
    "lines": (line(1, "noon") + "\n", line(2, "@@"), "\n" + line(3, "evening") + "\n"),
    "lines whose ends were lost": (line(1, "noon"), line(2, "@@"), line(3, "evening") + "\n"),
    "last line": (line(1, "noon") + "\n" + line(3, "evening") + "\n", line(2, "@@"), ""),
    "table": ("id,thread_id,chat,author,body,timestamp,unix_timestamp\n1,pier,pier,77,noon,,1759852711\n", '2,pier,pier,77,"@@",,1759852712\n',
              "3,pier,pier,77,evening,,1759852713\n"),
    "page": ('<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Pier</div></div><div class="history">'
             + page(1, "noon"), page(2, "@@"), page(3, "evening") + "</div></div></body></html>"),
}


def write(path, kind, mebibytes, chunk=MIB):
    before, record, behind = KINDS[kind]
    begin, end = record.split("@@")
    with path.open("w") as out:
        out.write(before + begin)
        for _ in range(mebibytes):
            out.write(chunk)
        out.write(end + behind)
    return len(before.encode())


def measured(s, *arguments):
    """What a run prints, and its peak memory in MiB."""
    with (s.folder / "out").open("wb") as out, (s.folder / "errors").open("wb") as errors:
        process = subprocess.Popen([str(s.tocsin), *map(str, arguments)], stdout=out, stderr=errors, cwd=s.folder)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, (s.folder / "errors").read_text()[-2000:]
    return (s.folder / "out").read_text(), (s.folder / "errors").read_text(), usage.ru_maxrss // 1024


def one_record_of(s, mebibytes, most):
    for kind in KINDS:
        at = write(s.folder / "large", kind, mebibytes)
        out, _, peak = measured(s, "scan", "large", "--model", "none", "--format", "json")
        found = json.loads(out)
        assert {d["source_id"] for d in found["documents"]} == {"1", "3"}, kind
        told = [o for o in found["oddities"] if o["what"].startswith("too_large")]
        assert len(told) == 1 and told[0]["at"] == at and told[0]["action"] == "quarantined" and f" {mebibytes - 1} MiB" in told[0]["what"], (kind, found["oddities"][:3])
        assert "The pier" not in out, "no words of it"
        assert peak < most, f"{kind}: {peak} MiB"


def elements_of(s, mebibytes, most):
    """A list whose one element is a list of numbers of that size."""
    with (s.folder / "large").open("w") as out:
        out.write("[" + line(1, "noon") + ",[")
        for _ in range(mebibytes):
            out.write("1234567," * (1 << 17))
        out.write("1]," + line(3, "evening") + "]")
    out, _, peak = measured(s, "scan", "large", "--model", "none", "--format", "json")
    found = json.loads(out)
    assert {d["source_id"] for d in found["documents"]} == {"1", "3"} and 10_000 < len(found["oddities"]) < 10_010
    assert peak < most, f"{peak} MiB"


def filters_of(s, mebibytes, most):
    write(s.folder / "large", "lines", mebibytes)
    for command in (["trace"], ["read", "--model", "none"], ["record", "--model", "none"]):
        out, errors, peak = measured(s, *command, "large")
        assert [json.loads(row)["id"] for row in out.splitlines()] == ["1", "3"] and "large:2: too_large" in errors, command
        assert peak < most, f"{command}: {peak} MiB"


def test_one_record_of_20_mebibytes(s):
    one_record_of(s, 20, 1000)
    elements_of(s, 20, 1000)
    filters_of(s, 20, 1000)


def test_long_one_record_of_a_gibibyte(s):
    one_record_of(s, 1024, 4600)
    elements_of(s, 1024, 4600)
    filters_of(s, 1024, 4600)
