// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <algorithm>

#include "core/hash.h"
#include "core/names.h"
#include "store/archive.h"
#include "store/impl.h"
#include "store/schema.h"
#include "store/search.h"

namespace tocsin::store {
namespace {

Status prepare(Database& db, const std::string& path) {
  std::int64_t version = 0, application = 0, tables = 0;
  Status s = db.each("PRAGMA user_version", {}, [&](const Row& row) { version = row.integer(0); });
  if (s.ok()) s = db.each("PRAGMA application_id", {}, [&](const Row& row) { application = row.integer(0); });
  if (s.ok()) s = db.each("SELECT count(*) FROM sqlite_schema", {}, [&](const Row& row) { tables = row.integer(0); });
  if (!s.ok()) return s;
  if (tables > 0 && application != kApplicationId)
    return Status(Code::store, path + ": this is a database of another program; name another file");
  if (version > kSchemaVersion)
    return Status(Code::store,
                  path + ": written by a newer tocsin (schema " + std::to_string(version) + "); update tocsin");
  s = db.script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
  if (!s.ok() || version == kSchemaVersion) return s;
  return db.transaction([&] {
    Status made = version < 1 ? db.script(kSchema) : Status();
    if (made.ok() && version < 2) made = db.script(kSchema2);
    if (made.ok() && version < 2) made = split_families(db);
    if (made.ok() && version < 3) made = db.script(kSchemaWatched);
    if (made.ok()) made = db.script(("PRAGMA user_version=" + std::to_string(kSchemaVersion)).c_str());
    if (made.ok()) made = db.script(("PRAGMA application_id=" + std::to_string(kApplicationId)).c_str());
    return made;
  });
}

template <class Record>
Status add_to_table(Database& db, const std::string& table, const std::vector<Record>& records) {
  Status s;
  for (const Record& record : records) {
    if (!s.ok()) return s;
    s = db.run("INSERT OR REPLACE INTO " + table + " VALUES (?, ?)", {record.id, to_body(record)});
  }
  return s;
}

template <class Record>
Status replace_table(Database& db, const std::string& table, const std::vector<Record>& records) {
  const Status s = db.run("DELETE FROM " + table);
  return s.ok() ? add_to_table(db, table, records) : s;
}

template <class Record>
Status load_table(Database& db, const std::string& table, std::vector<Record>& records) {
  Status bad;
  Status s = db.each("SELECT body FROM " + table + " ORDER BY id", {}, [&](const Row& row) {
    Result<Record> record = from_body<Record>(row.text(0));
    if (!record.ok()) {
      bad = Status(Code::store, table + ": " + record.status().message());
    } else {
      records.push_back(std::move(*record));
    }
  });
  return s.ok() ? bad : s;
}

}  // namespace

std::int64_t index_row(const Id& document) {
  const auto dash = document.find('-');
  return static_cast<std::int64_t>(std::stoull(document.substr(dash + 1, 15), nullptr, 16));
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path) {
  if (path.rfind("postgresql://", 0) == 0 || path.rfind("postgres://", 0) == 0)
    return Status(Code::usage, "this version keeps its store in a file; name a path, not a PostgreSQL server");
  Result<Database> db = Database::open(path);
  if (!db.ok()) return db.status();
  const Status ready = prepare(*db, path.empty() ? "store in memory" : path);
  if (!ready.ok()) return ready;
  return Store(std::make_unique<Impl>(Impl{path, std::move(*db)}));
}

Status Store::add(const std::vector<Document>& documents, const std::vector<Oddity>& oddities) {
  Database& db = impl_->db;
  return db.transaction([&]() -> Status {
    // By id: neighbours in the tables one after the other, and the text index writes once for many.
    std::vector<const Document*> order;
    for (const Document& d : documents) order.push_back(&d);
    std::stable_sort(order.begin(), order.end(), [](const Document* a, const Document* b) { return a->id < b->id; });
    for (const Document* each : order) {
      const Document& d = *each;
      bool known = false;
      Status s = db.each("SELECT 1 FROM documents WHERE id = ?", {d.id}, [&](const Row&) { known = true; });
      if (s.ok() && !known) {
        s = db.run("INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                   {d.id, d.source_id, std::string(to_string(d.kind)), d.channel, d.outlet, moment(d.published),
                    std::int64_t{d.zone_assumed}, moment(d.edited), d.url, d.title, d.lang, d.author, d.forwarded_from,
                    d.text, std::string()});
        if (s.ok())
          s = db.run("INSERT INTO text_index(rowid, folded) VALUES (?, ?)", {index_row(d.id), indexed_text(d.text)});
        if (s.ok()) s = db.run("INSERT INTO indexed VALUES (?, ?)", {index_row(d.id), d.id});
      } else if (s.ok()) {
        // Copies of one document may differ in what an export adds around it; the smallest value stays, whatever the
        // order.
        s = db.run(
            "UPDATE documents SET forwarded_from = max(forwarded_from, ?2), author = max(author, ?3), "
            "edited = coalesce(max(edited, ?4), edited, ?4), url = max(url, ?5), title = max(title, ?6), "
            "zone_assumed = min(zone_assumed, ?7), lang = min(lang, ?8) WHERE id = ?1",
            {d.id, d.forwarded_from, d.author, moment(d.edited), d.url, d.title, std::int64_t{d.zone_assumed}, d.lang});
      }
      if (s.ok())
        s = db.run("INSERT OR IGNORE INTO provenances VALUES (?,?,?,?)",
                   {d.id, d.sha256, static_cast<std::int64_t>(d.at), d.file});
      if (!s.ok()) return s;
    }
    for (const Oddity& o : oddities) {
      const Status s = db.run("INSERT OR IGNORE INTO oddities VALUES (?,?,?,?,?)",
                              {o.file, static_cast<std::int64_t>(o.at), o.record, o.what, o.action});
      if (!s.ok()) return s;
    }
    return Status();
  });
}

Result<std::vector<Document>> Store::documents() const {
  std::vector<Document> out;
  const Status s = impl_->db.each(
      "SELECT d.id, source_id, kind, channel, outlet, published, zone_assumed, edited, url, title, lang, author, "
      "forwarded_from, text, main_incident, p.sha256, p.at, p.file FROM documents d "
      "JOIN provenances p ON p.document = d.id AND (p.sha256, p.at, p.file) = "
      "(SELECT sha256, at, file FROM provenances WHERE document = d.id ORDER BY sha256, at, file LIMIT 1) "
      "ORDER BY published IS NULL, published, d.id",
      {}, [&](const Row& row) {
        Document& d = out.emplace_back();
        d.id = row.text(0), d.source_id = row.text(1);
        d.kind = from_string<DocumentKind>(row.text(2)).value_or(DocumentKind::message);
        d.channel = row.text(3), d.outlet = row.text(4);
        d.published = moment(row, 5);
        d.zone_assumed = row.integer(6) != 0;
        d.edited = moment(row, 7);
        d.url = row.text(8), d.title = row.text(9), d.lang = row.text(10), d.author = row.text(11);
        d.forwarded_from = row.text(12), d.text = row.text(13), d.main_incident = row.text(14);
        d.sha256 = row.text(15), d.at = static_cast<std::uint64_t>(row.integer(16)), d.file = row.text(17);
      });
  if (!s.ok()) return s;
  return out;
}

Result<std::vector<Oddity>> Store::oddities() const {
  std::vector<Oddity> out;
  const Status s = impl_->db.each(
      "SELECT file, at, record, what, action FROM oddities ORDER BY 1, 2, 3, 4, 5", {}, [&](const Row& row) {
        out.push_back({row.text(0), static_cast<std::uint64_t>(row.integer(1)), row.text(2), row.text(3), row.text(4)});
      });
  if (!s.ok()) return s;
  return out;
}

Result<std::vector<Alert>> Store::alerts() const {
  std::vector<Alert> out;
  const Status s = load_table(impl_->db, "alerts", out);
  if (!s.ok()) return s;
  return out;
}

Result<std::map<Id, Reading>> Store::readings(std::string_view reader) const {
  std::map<Id, Reading> out;
  Status bad;
  const Status s = impl_->db.each("SELECT document, body FROM readings WHERE reader = ?", {std::string(reader)},
                                  [&](const Row& row) {
                                    Result<Reading> reading = from_body<Reading>(row.text(1));
                                    if (reading.ok()) {
                                      out.emplace(row.text(0), std::move(*reading));
                                    } else {
                                      bad = reading.status();
                                    }
                                  });
  if (!s.ok()) return s;
  if (!bad.ok()) return bad;
  return out;
}

Status Store::keep(const std::map<Id, Reading>& readings, std::string_view reader) {
  return impl_->db.transaction([&]() -> Status {
    for (const auto& [document, reading] : readings) {
      const Status s = impl_->db.run("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)",
                                     {document, std::string(reader), to_body(reading)});
      if (!s.ok()) return s;
    }
    return Status();
  });
}

Status Store::replace(const Findings& f) {
  Database& db = impl_->db;
  return db.transaction([&]() -> Status {
    Status s = replace_families(db, f.families);
    if (s.ok()) s = db.run("DELETE FROM window");  // made of families: `watch` makes them anew
    if (s.ok()) s = db.run("DELETE FROM marks");
    if (s.ok()) s = db.run("DELETE FROM statements");
    if (s.ok()) s = db.run("DELETE FROM claims");
    return s.ok() ? relink(f) : s;
  });
}

Status Store::relink(const Findings& f) {
  Database& db = impl_->db;
  return db.transaction([&]() -> Status {
    for (const Document& d : f.documents) {
      const Status s = db.run("UPDATE documents SET main_incident = ?2 WHERE id = ?1 AND main_incident <> ?2",
                              {d.id, d.main_incident});
      if (!s.ok()) return s;
    }
    Status s = replace_table(db, "alerts", f.alerts);
    if (s.ok()) s = replace_table(db, "threats", f.threats);
    if (s.ok()) s = replace_table(db, "incidents", f.incidents);
    if (s.ok()) s = replace_table(db, "outlets", f.outlets);
    if (s.ok()) s = replace_table(db, "links", f.links);
    if (s.ok()) s = add_to_table(db, "statements", f.statements);
    if (s.ok()) s = add_to_table(db, "claims", f.claims);
    return s;
  });
}

Result<Findings> Store::findings() const {
  Findings f;
  Result<std::vector<Document>> documents = this->documents();
  if (!documents.ok()) return documents.status();
  f.documents = std::move(*documents);
  Result<std::vector<Oddity>> oddities = this->oddities();
  if (!oddities.ok()) return oddities.status();
  f.oddities = std::move(*oddities);
  Database& db = impl_->db;
  Status s = load_families(db, f.families);
  if (s.ok()) s = load_table(db, "alerts", f.alerts);
  if (s.ok()) s = load_table(db, "threats", f.threats);
  if (s.ok()) s = load_table(db, "incidents", f.incidents);
  if (s.ok()) s = load_table(db, "statements", f.statements);
  if (s.ok()) s = load_table(db, "claims", f.claims);
  if (s.ok()) s = load_table(db, "outlets", f.outlets);
  if (s.ok()) s = load_table(db, "links", f.links);
  if (!s.ok()) return s;
  std::sort(f.alerts.begin(), f.alerts.end(),
            [](const Alert& a, const Alert& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
  return f;
}

Result<std::vector<Hit>> Store::search(std::string_view query) const {
  const std::string match = match_expression(query);
  if (match.empty()) return Status(Code::usage, "nothing to search for: give at least one word");
  std::vector<Hit> hits;
  const Status s = impl_->db.each(
      "SELECT d.id, d.text FROM text_index JOIN indexed i ON i.row = text_index.rowid JOIN documents d ON d.id = "
      "i.document "
      "WHERE text_index MATCH ? ORDER BY rank, d.id",
      {match}, [&](const Row& row) {
        hits.push_back({row.text(0), first_match(row.text(1), query)});
      });
  if (!s.ok()) return s;
  return hits;
}

Status Store::together(const std::function<Status()>& work) { return impl_->db.transaction(work); }

Status Store::prepare_for_watching() {
  // 64 MiB of pages, and a log of twice as much before it is written back: a page that many batches change is written once.
  return impl_->db.script("PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=32768;");
}

Status Store::log(std::string_view time, std::string_view act, std::string_view subject, std::string_view purpose) {
  return impl_->db.run("INSERT INTO acts(time, act, subject, purpose) VALUES (?, ?, ?, ?)",
                       {std::string(time), std::string(act), std::string(subject), std::string(purpose)});
}

}  // namespace tocsin::store
