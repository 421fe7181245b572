// SPDX-License-Identifier: Apache-2.0
#include "store/ledger.h"

#include <utility>

#include "store/archive.h"
#include "store/impl.h"

namespace tocsin::store {
namespace {

constexpr char kMessage[] =
    "SELECT d.id, source_id, channel, forwarded_from, lang, published, text, edited FROM documents d ";

Result<std::optional<Document>> one_message(Database& db, const std::string& where, const Value& value) {
  std::optional<Document> out;
  const Status s = db.each(kMessage + where, {value}, [&](const Row& row) {
    Document& d = out.emplace();
    d.id = row.text(0), d.source_id = row.text(1), d.channel = row.text(2), d.forwarded_from = row.text(3);
    d.lang = row.text(4), d.published = moment(row, 5), d.text = row.text(6), d.edited = moment(row, 7);
  });
  if (!s.ok()) return s;
  return out;
}

Result<std::string> one_text(Database& db, const char* sql, const std::vector<Value>& values) {
  std::string out;
  const Status s = db.each(sql, values, [&](const Row& row) { out = row.text(0); });
  if (!s.ok()) return s;
  return out;
}

Result<std::int64_t> one_number(Database& db, const char* sql, const std::vector<Value>& values) {
  std::int64_t out = 0;
  const Status s = db.each(sql, values, [&](const Row& row) { out = row.integer(0); });
  if (!s.ok()) return s;
  return out;
}

Value maybe(const std::optional<std::int64_t>& n) { return n ? Value(*n) : Value(nullptr); }

}  // namespace

Ledger::Ledger(Store& store) : db_(&store.impl_->db) {}

std::int64_t Ledger::row(const Id& document) { return index_row(document); }

Result<bool> Ledger::holds(const Id& document) {
  const Result<std::int64_t> n = one_number(*db_, "SELECT 1 FROM documents WHERE id = ?1 UNION ALL SELECT 1 FROM purged WHERE document = ?1", {document});
  if (!n.ok()) return n.status();
  return *n != 0;
}

Result<bool> Ledger::from_feed(const Id& document, const std::string& feed) {
  const Result<std::int64_t> n = one_number(*db_, "SELECT 1 FROM provenances WHERE document = ?1 AND feed = ?2 UNION ALL SELECT 1 FROM purged WHERE document = ?1", {document, feed});
  if (!n.ok()) return n.status();
  return *n != 0;
}

Result<std::optional<Document>> Ledger::message(const Id& document) {
  return one_message(*db_, "WHERE d.id = ?", document);
}

Result<std::optional<Document>> Ledger::message(std::int64_t row) {
  return one_message(*db_, "JOIN indexed i ON i.document = d.id WHERE i.row = ?", row);
}

Result<Id> Ledger::other_version(const Document& d) {
  if (d.channel.empty()) return Id();
  return one_text(*db_,
                  "SELECT id FROM documents WHERE channel = ?1 AND channel <> '' AND source_id = ?2 AND id <> ?3 AND "
                  "kind = 'message' ORDER BY edited DESC, id LIMIT 1",
                  {d.channel, d.source_id, d.id});
}

Result<Id> Ledger::other_article(const Document& d, bool same_text) {
  if (d.outlet.empty() || d.source_id.empty()) return Id();
  return one_text(*db_,
                  "SELECT id FROM documents WHERE outlet = ?1 AND outlet <> '' AND source_id = ?2 AND id <> ?3 AND kind = 'article' "
                  "AND (?4 = 0 OR (text = ?5 AND title = ?6)) ORDER BY coalesce(edited, published) DESC, id LIMIT 1",
                  {d.outlet, d.source_id, d.id, std::int64_t{same_text}, d.text, d.title});
}

Status Ledger::each_message(const std::function<Status(const Id&)>& visit) {
  Status bad;
  const Status s =
      db_->each("SELECT id FROM documents WHERE kind = 'message' ORDER BY published IS NULL, published, id", {},
                [&](const Row& row) {
                  if (bad.ok()) bad = visit(row.text(0));
                });
  return s.ok() ? bad : s;
}

Result<Id> Ledger::family(const Id& document) {
  return one_text(*db_, "SELECT family FROM members WHERE document = ?", {document});
}

Result<Id> Ledger::first(const Id& family) {
  return one_text(*db_, "SELECT document FROM members WHERE family = ? AND relation = 'first'", {family});
}

Result<std::optional<Member>> Ledger::member(const Id& document) {
  const Result<std::string> body = one_text(*db_, "SELECT body FROM members WHERE document = ?", {document});
  if (!body.ok()) return body.status();
  if (body->empty()) return std::optional<Member>();
  Result<Member> member = from_body<Member>(*body);
  if (!member.ok()) return member.status();
  return std::optional<Member>(std::move(*member));
}

Result<std::vector<Member>> Ledger::members(const Id& family) {
  std::vector<Member> out;
  Status bad;
  const Status s = db_->each(
      "SELECT m.body FROM members m JOIN documents d ON d.id = m.document WHERE m.family = ? ORDER BY d.published IS NULL, d.published, d.id",
      {family}, [&](const Row& row) {
        Result<Member> member = from_body<Member>(row.text(0));
        if (member.ok())
          out.push_back(std::move(*member));
        else
          bad = member.status();
      });
  if (!s.ok()) return s;
  if (!bad.ok()) return bad;
  return out;
}

Result<std::size_t> Ledger::size(const Id& family, std::size_t most) {
  const Result<std::int64_t> n =
      one_number(*db_, "SELECT count(*) FROM (SELECT 1 FROM members WHERE family = ? LIMIT ?)",
                 {family, static_cast<std::int64_t>(most)});
  if (!n.ok()) return n.status();
  return static_cast<std::size_t>(*n);
}

std::set<Id> Ledger::take_touched() {
  touched_->wanted = true;
  return std::exchange(touched_->families, {});
}

Status Ledger::put(const Id& family, const Member& m) {
  touch(family);
  return db_->run("INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?)",
                  {m.document, family, std::string(to_string(m.relation)), to_body(m)});
}

Status Ledger::merge(const Id& into, const Id& from) {
  touch(into), touch(from);
  return db_->run("UPDATE members SET family = ? WHERE family = ?", {into, from});
}

Status Ledger::hold(const Held& held) {
  return db_->run("INSERT INTO window VALUES (?, ?, ?, ?)",
                  {held.n, held.document, std::int64_t{held.recalled}, maybe(held.tied)});
}

Status Ledger::release(std::int64_t n) { return db_->run("DELETE FROM window WHERE n = ?", {n}); }

Status Ledger::tie(std::int64_t n, std::optional<std::int64_t> to) {
  return db_->run("UPDATE window SET tied = ?2 WHERE n = ?1 AND tied IS NOT ?2", {n, maybe(to)});
}

Result<std::vector<Ledger::Held>> Ledger::window() {
  std::vector<Held> out;
  const Status s = db_->each("SELECT n, document, recalled, tied FROM window ORDER BY n", {}, [&](const Row& row) {
    Held& held = out.emplace_back();
    held.n = row.integer(0), held.document = row.integer(1), held.recalled = row.integer(2) != 0;
    if (!row.null(3)) held.tied = row.integer(3);
  });
  if (!s.ok()) return s;
  return out;
}

Status Ledger::mark(std::int64_t document, std::span<const std::int64_t> marks) {
  for (const std::int64_t mark : marks)
    if (const Status s = db_->run("INSERT OR IGNORE INTO marks VALUES (?, ?)", {mark, document}); !s.ok()) return s;
  return Status();
}

Result<std::vector<std::int64_t>> Ledger::marked(std::int64_t mark, std::size_t most) {
  std::vector<std::int64_t> out;
  const Status s = db_->each("SELECT document FROM marks WHERE mark = ? LIMIT ?", {mark, static_cast<std::int64_t>(most)},
                             [&](const Row& row) { out.push_back(row.integer(0)); });
  if (!s.ok()) return s;
  return out;
}

Status Ledger::each_mark(const std::function<void(std::int64_t)>& visit) {
  return db_->each("SELECT mark FROM marks", {}, [&](const Row& row) { visit(row.integer(0)); });
}

Status Ledger::forget_window() {
  const Status s = db_->run("DELETE FROM window");
  return s.ok() ? db_->run("DELETE FROM marks") : s;
}

Result<std::optional<Ledger::Position>> Ledger::position(const std::string& name) {
  std::optional<Position> out;
  const Status s = db_->each("SELECT at, head_bytes, head FROM sources WHERE name = ?", {name}, [&](const Row& row) {
    out = {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)), row.text(2)};
  });
  if (!s.ok()) return s;
  return out;
}

Status Ledger::set_position(const std::string& name, const Position& p) {
  return db_->run("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
                  {name, static_cast<std::int64_t>(p.at), static_cast<std::int64_t>(p.head_bytes), p.head});
}

Status Ledger::set_health(const SourceHealth& h) {
  return db_->run("INSERT OR REPLACE INTO watched VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                  {h.name, h.kind, h.place, moment(h.first_try), moment(h.last_try), moment(h.last_success), moment(h.last_new), moment(h.last_error),
                   h.error, moment(h.newest), maybe(h.lag), static_cast<std::int64_t>(h.documents), static_cast<std::int64_t>(h.oddities),
                   static_cast<std::int64_t>(h.failures), std::int64_t{h.gone}, maybe(h.silence), moment(h.silent_since), moment(h.next), h.etag,
                   h.modified, h.sha256});
}

Result<std::vector<SourceHealth>> Ledger::healths() {
  std::vector<SourceHealth> out;
  const Status s = db_->each("SELECT * FROM watched ORDER BY name", {}, [&](const Row& row) {
    SourceHealth& h = out.emplace_back();
    const auto count = [&](int column) { return static_cast<std::uint64_t>(row.integer(column)); };
    h.name = row.text(0), h.kind = row.text(1), h.place = row.text(2);
    h.first_try = moment(row, 3), h.last_try = moment(row, 4), h.last_success = moment(row, 5), h.last_new = moment(row, 6);
    h.last_error = moment(row, 7), h.error = row.text(8), h.newest = moment(row, 9);
    if (!row.null(10)) h.lag = row.integer(10);
    h.documents = count(11), h.oddities = count(12), h.failures = count(13), h.gone = row.integer(14) != 0;
    if (!row.null(15)) h.silence = row.integer(15);
    h.silent_since = moment(row, 16), h.next = moment(row, 17);
    h.etag = row.text(18), h.modified = row.text(19), h.sha256 = row.text(20);
  });
  if (!s.ok()) return s;
  return out;
}

Result<std::optional<SourceHealth>> Ledger::health(const std::string& source) {
  Result<std::vector<SourceHealth>> all = healths();
  if (!all.ok()) return all.status();
  for (SourceHealth& h : *all)
    if (h.name == source) return std::optional(std::move(h));
  return std::optional<SourceHealth>();
}

}  // namespace tocsin::store
