// SPDX-License-Identifier: Apache-2.0
#include "store/log.h"

#include <algorithm>

#include "core/clock.h"
#include "core/hash.h"
#include "core/json_writer.h"
#include "store/archive.h"
#include "store/impl.h"

namespace tocsin::store {
namespace {

const std::string kBeforeTheFirst(64, '0');

Status each_entry(Database& db, const std::function<void(const LogEntry&)>& visit) {
  return db.each("SELECT n, time, act, subject, body, before, hash FROM log ORDER BY n", {}, [&](const Row& row) {
    visit({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)});
  });
}

Status load_decisions(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Decision>& out) {
  Status bad;
  const Status s = db.each("SELECT n, time, body FROM log WHERE act = 'review'" + which + " ORDER BY n", values, [&](const Row& row) {
    Result<Decision> decision = from_body<Decision>(row.text(2));
    if (!decision.ok()) {
      bad = Status(Code::store, "log entry " + std::to_string(row.integer(0)) + ": " + decision.status().message());
      return;
    }
    decision->entry = row.integer(0);
    decision->time = row.text(1);
    out.push_back(std::move(*decision));
  });
  return s.ok() ? bad : s;
}

std::string with_purpose(std::string_view purpose) {
  json::Writer w;
  w.begin_object().key("purpose").value(purpose).end_object();
  return w.text();
}

}  // namespace

std::string hash_of(const LogEntry& entry) {
  std::string bytes;
  for (const std::string& part : {entry.before, std::to_string(entry.n), entry.time, entry.act, entry.subject, entry.body})
    bytes += std::to_string(part.size()) + ":" + part;
  return sha256_hex(bytes);
}

Status append(Database& db, std::string_view time, std::string_view act, std::string_view subject, std::string_view body) {
  return db.transaction([&]() -> Status {
    LogEntry entry{1, std::string(time), std::string(act), std::string(subject), std::string(body), kBeforeTheFirst, ""};
    const Status s = db.each("SELECT n, hash FROM log ORDER BY n DESC LIMIT 1", {}, [&](const Row& row) {
      entry.n = row.integer(0) + 1;
      entry.before = row.text(1);
    });
    if (!s.ok()) return s;
    return db.run("INSERT INTO log VALUES (?,?,?,?,?,?,?)",
                  {entry.n, entry.time, entry.act, entry.subject, entry.body, entry.before, hash_of(entry)});
  });
}

Status move_acts(Database& db) {
  std::vector<LogEntry> acts;
  Status s = db.each("SELECT time, act, subject, purpose FROM acts ORDER BY n", {}, [&](const Row& row) {
    acts.push_back({0, row.text(0), row.text(1), row.text(2), with_purpose(row.text(3)), "", ""});
  });
  for (const LogEntry& a : acts)
    if (s.ok()) s = append(db, a.time, a.act, a.subject, a.body);
  return s.ok() ? db.script("DROP TABLE acts") : s;
}

Log::Log(const Store& store) : db_(&store.impl_->db) {}

Status Log::append(std::string_view time, std::string_view act, std::string_view subject, std::string_view body) {
  return store::append(*db_, time, act, subject, body);
}

Status Log::each(const std::function<void(const LogEntry&)>& visit) const { return each_entry(*db_, visit); }

Result<Audit> Log::audit() const {
  Audit out;
  out.head = kBeforeTheFirst;
  std::optional<Time> last;
  const Status s = each_entry(*db_, [&](const LogEntry& e) {
    if (out.first_bad) return;
    const auto bad = [&](std::string why) { out.first_bad = e.n, out.why = std::move(why); };
    if (e.n != out.entries + 1) return bad("entry " + std::to_string(out.entries + 1) + " is missing before it");
    if (e.before != out.head) return bad("it does not follow from the entry before it");
    if (e.hash != hash_of(e)) return bad("its words are not those that were written");
    ++out.entries;
    out.head = e.hash;
    const std::optional<ParsedTime> time = parse_time(e.time);
    if (!time) return;
    if (last && time->time < *last) out.clock_went_back.push_back(e.n);
    last = time->time;
  });
  if (!s.ok()) return s;
  return out;
}

Status Log::decide(Decision decision) {
  return append(decision.time, "review", decision.alert, to_body(decision));
}

Result<std::vector<Decision>> Log::decisions() const {
  std::vector<Decision> out;
  const Status s = load_decisions(*db_, "", {}, out);
  if (!s.ok()) return s;
  return out;
}

Result<std::vector<Decision>> Log::decisions(const std::set<Id>& documents) const {
  std::vector<Decision> out;
  for (const Id& id : documents)
    if (const Status s = load_decisions(*db_, " AND body ->> 'document' = ?", {id}, out); !s.ok()) return s;
  std::sort(out.begin(), out.end(), [](const Decision& a, const Decision& b) { return a.entry < b.entry; });
  return out;
}

Status Log::set_reviewers(unsigned needed, std::string_view time, std::string_view reviewer, std::string_view note) {
  json::Writer w;
  w.begin_object().key("needed").value(std::uint64_t{needed}).key("reviewer").value(reviewer).key("note").value(note).end_object();
  return append(time, "policy", "reviewers", w.text());
}

Result<unsigned> Log::reviewers() const {
  unsigned out = 1;
  const Status s = db_->each(
      "SELECT body ->> 'needed' FROM log WHERE act = 'policy' AND subject = 'reviewers' ORDER BY n DESC LIMIT 1", {},
      [&](const Row& row) { out = static_cast<unsigned>(row.integer(0)); });
  if (!s.ok()) return s;
  return out;
}

Status Log::imported(std::string_view time, const std::string& file, const std::string& sha256, std::uint64_t documents,
                     std::optional<Bytes> lines) {
  bool known = false;
  const Status s = db_->each("SELECT 1 FROM log WHERE act = 'import' AND subject = ?1 AND body ->> 'sha256' = ?2 LIMIT 1",
                             {file, sha256}, [&](const Row&) { known = true; });
  if (!s.ok() || known) return s;
  json::Writer w;
  w.begin_object().key("sha256").value(sha256).key("documents").value(documents);
  if (lines) w.key("from").value(lines->first).key("to").value(lines->second);
  w.end_object();
  return append(time, "import", file, w.text());
}

Result<std::int64_t> Log::import_of(const Provenance& p) const {
  std::vector<std::int64_t> found;
  const Status s = db_->each(
      "SELECT n FROM log WHERE act = 'import' AND subject = ?1 AND (body ->> 'sha256' = ?2 OR "
      "(body ->> 'from' <= ?3 AND ?3 < body ->> 'to')) LIMIT 2",
      {p.file, p.sha256, static_cast<std::int64_t>(p.at)}, [&](const Row& row) { found.push_back(row.integer(0)); });
  if (!s.ok()) return s;
  return found.size() == 1 ? found.front() : 0;
}

Status Log::exported(std::string_view time, const Id& alert, std::string_view form, const std::string& sha256) {
  json::Writer w;
  w.begin_object().key("form").value(form).key("sha256").value(sha256).end_object();
  return append(time, "export", alert, w.text());
}

Status Log::delivered(std::string_view time, std::string_view act, const Parcel& p) {
  json::Writer w;
  w.begin_object().key("rule").value(p.rule).key("owner").value(p.owner).key("receiver").value(p.receiver).key("form").value(p.form);
  w.key("sha256").value(p.sha256).key("draft").value(p.draft).key("attempts").value(std::uint64_t{p.attempts});
  if (!p.error.empty()) w.key("error").value(p.error);
  if (p.alerts.size() == 1) w.key("alert").value(p.alerts.front());
  w.key("count").value(std::uint64_t{p.alerts.size()}).key("alerts").begin_array();
  for (const Id& id : p.alerts) w.value(id);
  w.end_array().end_object();
  return append(time, act, p.key, w.text());
}

Status Log::drafts_allowed(std::string_view time, std::string_view rule, std::string_view owner) {
  std::string last;
  const std::string subject = "drafts of rule " + std::string(rule);
  const Status s = db_->each("SELECT body ->> 'owner' FROM log WHERE act = 'policy' AND subject = ? ORDER BY n DESC LIMIT 1", {subject},
                             [&](const Row& row) { last = row.text(0); });
  if (!s.ok() || last == owner) return s;
  json::Writer w;
  w.begin_object().key("send_drafts").value(true).key("owner").value(owner).end_object();
  return append(time, "policy", subject, w.text());
}

Status Log::answered(std::string_view time, std::string_view act, std::string_view subject, std::string_view purpose) {
  return append(time, act, subject, with_purpose(purpose));
}

Status Log::registered(std::string_view time, std::string_view file, const std::string& sha256, std::uint64_t lines) {
  json::Writer w;
  w.begin_object().key("sha256").value(sha256).key("lines").value(lines).end_object();
  return append(time, "register", file, w.text());
}

Status Log::read(std::string_view time, std::string_view reader, std::uint64_t documents) {
  json::Writer w;
  w.begin_object().key("documents").value(documents).end_object();
  return append(time, "reading", reader, w.text());
}

}  // namespace tocsin::store
