# SPDX-License-Identifier: Apache-2.0
"""`cases`: a store of many threats, incidents and messages: linking, adding one more, decisions, forms, delivery.

Every command is a whole process of its own, from its start to its end, as a person waits for it; `watch` alone runs on. Readings are by
word lists (`--model none`), so that the figures are of what comes after reading.
"""
import json
import os
import select
import shutil
import sqlite3
import statistics
import subprocess
import time

import make_cases
from measure import ROOT, TOCSIN, measured, spread, table

LINK_STORE = ROOT / "build" / "release" / "link_store"
FORMS = "text html json stix misp cap geojson csv claimreview gexf graphml notice".split()
WHO = ["--note", "bench", "--reviewer", "bench"]
RULES = """[[receiver]]
name = "archive"
kind = "file"
folder = "out"
form = "summary"

[[rule]]
name = "all"
owner = "bench"
receivers = ["archive"]
min_score = 1
states = ["draft", "confirmed", "escalated"]
send_drafts = true
"""


def rows(store, sql):
    with sqlite3.connect(store) as db:
        return db.execute(sql).fetchall()


def scanned(store, folder, posts, reports, head):
    run = measured([TOCSIN, "scan", posts, reports, "--store", store, "--model", "none", "--translations", "none", "-o", folder / "scan.txt"], folder / "out.txt")
    n = {t: rows(store, f"SELECT count(*) FROM {t}")[0][0] for t in ("documents", "threats", "incidents", "alerts", "links")}
    print(f"{head} {n['documents']} documents: {n['threats']} threats in {n['alerts']} alerts, {n['incidents']} incidents, {n['links']} links.\n")
    out = [["`scan`, all of it", f"{run.cpu:.1f}", f"{run.wall:.1f}", f"{run.mib:.0f}"]]
    if LINK_STORE.exists():
        stages = subprocess.run([LINK_STORE, store, ROOT / "build" / "gazetteer.bin"], capture_output=True, text=True, check=True).stdout
        out += [[f"of that: {stage}", f"{float(cpu):.2f}", "", ""] for stage, cpu in (line.split("\t") for line in stages.splitlines()) if stage != "load"]
    table(["", "CPU s", "wall s", "MiB"], out)


def cpu_ms(pid):
    return int(open(f"/proc/{pid}/schedstat").read().split()[0]) / 1e6


def settled(process, quiet, alert=False, most=300):
    """Waits until the process has done nothing for so many seconds, and an alert was told; when its last line came."""
    began = still = last = time.perf_counter()
    cpu = cpu_ms(process.pid)
    while (now := time.perf_counter()) - began < most:
        if select.select([process.stdout], [], [], .02)[0]:
            alert = alert and b'"event":"alert"' not in os.read(process.stdout.fileno(), 1 << 16)
            last = time.perf_counter()
        if (used := cpu_ms(process.pid)) - cpu > .5:
            still = now
        cpu = used
        if now - still > quiet and not alert:
            break
    return last


def watched(store, more):
    """Posts one at a time: milliseconds of processor and clock until all that follows from each is in the store and told."""
    process = subprocess.Popen([TOCSIN, "watch", "-", "--store", store, "--model", "none"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    began = time.perf_counter()
    settled(process, 3)
    start, cpu, told, used, longest = time.perf_counter() - began - 3, cpu_ms(process.pid), {}, {}, 0
    for line in more:
        kind = json.loads(line)["id"].split("-")[0]
        before, at = cpu_ms(process.pid), time.perf_counter()
        process.stdin.write(line.encode())
        process.stdin.flush()
        last = settled(process, max(.25, longest * 5 / 1000), alert=kind == "threat")  # linking rests four times as long as it took
        told.setdefault(kind, []).append(1000 * (last - at))
        used.setdefault(kind, []).append(cpu_ms(process.pid) - before)
        longest = max(longest, used[kind][-1])
    process.stdin.close()
    process.wait()
    print(f"`watch` started in {start:.1f} s ({cpu / 1000:.1f} s of CPU). One post after another, median (least–most):\n")
    table(["one more", "of", "CPU ms", "ms until it is told"], [[kind, len(used[kind]), spread(used[kind], 1), spread(told[kind], 1)] for kind in sorted(used)])


def command(folder, repeats, *arguments):
    runs = [measured([TOCSIN, *arguments], folder / "out.txt") for _ in range(repeats)]
    return [f"{statistics.median(r.cpu for r in runs):.2f}", f"{statistics.median(r.wall for r in runs):.2f}", f"{max(r.mib for r in runs):.0f}"]


def decisions(store, folder, more):
    large = rows(store, "SELECT family FROM members GROUP BY family ORDER BY count(*) DESC LIMIT 1")[0][0]
    posts = [r[0] for r in rows(store, f"SELECT document FROM members WHERE family = '{large}' AND relation <> 'first' ORDER BY document LIMIT 1")]
    of = {json.loads(body)["family"]: id for id, body in rows(store, "SELECT id, body FROM alerts")}
    others = [alert for family, alert in sorted(of.items()) if family and family != large][:4]
    at = ["--store", store, *WHO]
    one = folder / "one.ndjson"
    one.write_text(more[0])
    out = [["`review confirm`", *command(folder, 3, "review", others[0], "confirm", *at)],
           ["`review merge`", *command(folder, 1, "review", others[1], "merge", "--with", others[2], *at, "--model", "none")],
           ["`review split`", *command(folder, 1, "review", of[large], "split", "--document", *posts, *at, "--model", "none")],
           ["`review correct`", *command(folder, 1, "review", others[3], "correct", "--set", "means=", *at, "--model", "none")],
           ["`scan` of one more document", *command(folder, 1, "scan", one, "--store", store, "--model", "none", "--translations", "none", "-o", folder / "scan.txt")]]
    table(["decision", "CPU s", "wall s", "MiB"], out)


def forms(store, folder):
    members = dict(rows(store, "SELECT family, count(*) FROM members GROUP BY family"))
    cases = sorted((members.get(json.loads(body)["family"], 1), id) for id, body in rows(store, "SELECT id, body FROM alerts"))
    (few, small), (many, large) = cases[len(cases) // 2], cases[-1]
    pdf = ["pdf"] if (ROOT / ".venv" / "bin" / "weasyprint").exists() else []
    out = []
    for form in FORMS + pdf:
        row = [form]
        for alert in (small, large):
            row += command(folder, 3 if form != "pdf" else 1, "brief", alert, "--as", form, "--store", store)[:2]
        out.append(row)
    table(["form", f"a case of {few}: CPU s", "wall s", f"of {many} posts: CPU s", "wall s"], out)


def delivered(store, folder):
    rules = folder / "rules.toml"
    rules.write_text(RULES)
    runs = [["`deliver`, all alerts", *command(folder, 1, "deliver", rules, "--store", store)],
            ["again, nothing to send", *command(folder, 1, "deliver", rules, "--store", store)]]
    table(["", "CPU s", "wall s", "MiB"], runs)
    shutil.rmtree(folder / "out", ignore_errors=True)


def part(n, seed, folder):
    print(f"### Cases: {n} messages, of which one in ten threatens\n")
    posts, reports, more = make_cases.written(n, seed, folder)
    store = folder / "cases.db"
    scanned(store, folder, posts, reports, "`make_cases.py` made")
    lines = more.read_text().splitlines(keepends=True)
    watched(store, lines[2:])
    forms(store, folder)
    decisions(store, folder, lines)
    delivered(store, folder)
