// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <algorithm>

#include "core/hash.h"
#include "core/names.h"
#include "store/archive.h"
#include "store/impl.h"
#include "store/loading.h"
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
  s = db.script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;");
  if (!s.ok() || version == kSchemaVersion) return s;
  return db.transaction([&] {
    Status made = version < 1 ? db.script(kSchema) : Status();
    if (made.ok() && version < 2) made = db.script(kSchema2);
    if (made.ok() && version < 2) made = split_families(db);
    if (made.ok() && version < 3) made = db.script(kSchema3);
    if (made.ok() && version < 3) made = move_acts(db);
    if (made.ok() && version < 4) made = db.script(kSchemaWatched);
    if (made.ok() && version < 5) made = db.script(kSchemaDeliveries);
    if (made.ok() && version < 6) made = db.script(kSchemaPlaces);
    if (made.ok() && version < 7) made = db.script(kSchemaCases);
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

// What linking makes, and what it may have changed of what was recorded.
Status add_linked(Database& db, const Findings& f) {
  Status s = add_to_table(db, "alerts", f.alerts);
  if (s.ok()) s = add_to_table(db, "threats", f.threats);
  if (s.ok()) s = add_to_table(db, "incidents", f.incidents);
  if (s.ok()) s = add_to_table(db, "outlets", f.outlets);
  if (s.ok()) s = add_to_table(db, "links", f.links);
  if (s.ok()) s = add_to_table(db, "statements", f.statements);
  if (s.ok()) s = add_to_table(db, "claims", f.claims);
  return s;
}

// Of documents that were read in several places, all of these.
Status load_further_places(Database& db, std::vector<Document>& documents) {
  std::map<Id, std::vector<Provenance>> found;
  const Status s = db.each(
      "SELECT document, sha256, at, file, feed FROM provenances WHERE document IN "
      "(SELECT document FROM provenances GROUP BY document HAVING count(*) > 1) ORDER BY document, sha256, at, file",
      {}, [&](const Row& row) { found[row.text(0)].push_back(place(row, 1)); });
  for (Document& d : documents)
    if (const auto it = found.find(d.id); it != found.end()) d.provenances = std::move(it->second);
  return s;
}

// The score and the SHA-256 of the record as it is kept, now and before; of lists that differ, how long they are.
std::string change_body(const Alert& a, const std::string& body, const std::string* was) {
  const Result<Alert> old = was ? from_body<Alert>(*was) : Result<Alert>(Alert{});
  json::Writer w;
  w.begin_object().key("score").value(a.score).key("record").value(sha256_hex(body));
  if (was) {
    w.key("was").begin_object().key("score").value(old.ok() ? old->score : 0).key("record").value(sha256_hex(*was)).end_object();
    const auto list = [&](std::string_view name, std::size_t now, std::size_t then) {
      if (now != then) w.key(name).begin_array().value(std::uint64_t{then}).value(std::uint64_t{now}).end_array();
    };
    if (old.ok()) {
      list("incidents", a.incidents.size(), old->incidents.size());
      list("statements", a.statements.size(), old->statements.size());
      list("claims", a.claims.size(), old->claims.size());
      list("links", a.links.size(), old->links.size());
    }
  }
  w.end_object();
  return w.text();
}

// A case that came, went or reads otherwise than before is never changed in silence. `was`: its body until now; nullptr: none.
Status log_change(Database& db, const Alert& a, const std::string* was, std::string_view now) {
  const std::string body = to_body(a);
  if (was && *was == body) return Status();
  return append(db, now, was ? "revision" : "alert", a.id, change_body(a, body, was));
}

Status log_withdrawal(Database& db, const Id& id, const std::string& was, std::string_view now) {
  return append(db, now, "withdrawal", id, R"({"was":")" + sha256_hex(was) + "\"}");
}

Status log_changes(Database& db, const std::vector<Alert>& alerts, std::string_view now) {
  std::map<Id, std::string> before;
  Status s = db.each("SELECT id, body FROM alerts", {}, [&](const Row& row) { before.emplace(row.text(0), row.text(1)); });
  for (const Alert& a : alerts) {
    if (!s.ok()) return s;
    const auto was = before.find(a.id);
    s = log_change(db, a, was == before.end() ? nullptr : &was->second, now);
    if (was != before.end()) before.erase(was);
  }
  for (const auto& [id, body] : before)
    if (s.ok()) s = log_withdrawal(db, id, body, now);
  return s;
}

Result<std::optional<std::string>> alert_body(Database& db, const Id& id) {
  std::optional<std::string> out;
  const Status s = db.each("SELECT body FROM alerts WHERE id = ?", {id}, [&](const Row& row) { out = row.text(0); });
  if (!s.ok()) return s;
  return out;
}

// The same where only these changed or went.
Status log_some(Database& db, const std::vector<Alert>& alerts, const std::vector<Id>& gone, std::string_view now) {
  for (const Alert& a : alerts) {
    const Result<std::optional<std::string>> was = alert_body(db, a.id);
    if (!was.ok()) return was.status();
    if (const Status s = log_change(db, a, *was ? &**was : nullptr, now); !s.ok()) return s;
  }
  for (const Id& id : gone) {
    const Result<std::optional<std::string>> was = alert_body(db, id);
    if (!was.ok()) return was.status();
    if (!*was) continue;
    if (const Status s = log_withdrawal(db, id, **was, now); !s.ok()) return s;
  }
  return Status();
}

Status set_main_incidents(Database& db, const std::vector<Document>& documents) {
  for (const Document& d : documents)
    if (const Status s = db.run("UPDATE documents SET main_incident = ?2 WHERE id = ?1 AND main_incident <> ?2", {d.id, d.main_incident}); !s.ok()) return s;
  return Status();
}

// From now on the table holds these and no others; rows that read as before are left alone.
template <class Record>
Status replace_table(Database& db, const std::string& table, const std::vector<Record>& records) {
  std::map<std::string_view, const Record*> now;
  for (const Record& r : records) now.insert_or_assign(r.id, &r);
  std::vector<Id> gone;
  Status s = db.each("SELECT id, body FROM " + table, {}, [&](const Row& row) {
    const std::string id = row.text(0);
    const auto it = now.find(id);
    if (it == now.end()) gone.push_back(id);
    else if (to_body(*it->second) == row.text(1)) now.erase(it);
  });
  for (const Id& id : gone)
    if (s.ok()) s = db.run("DELETE FROM " + table + " WHERE id = ?", {id});
  for (const auto& [id, record] : now)
    if (s.ok()) s = db.run("INSERT OR REPLACE INTO " + table + " VALUES (?, ?)", {record->id, to_body(*record)});
  return s;
}

// What linking makes. Alerts that came, changed or went are told to the log.
Status replace_linked(Database& db, const Findings& f, std::string_view now) {
  Status s = log_changes(db, f.alerts, now);
  if (s.ok()) s = set_main_incidents(db, f.documents);
  if (s.ok()) s = replace_table(db, "alerts", f.alerts);
  if (s.ok()) s = replace_table(db, "threats", f.threats);
  if (s.ok()) s = replace_table(db, "incidents", f.incidents);
  if (s.ok()) s = replace_table(db, "outlets", f.outlets);
  return s.ok() ? replace_table(db, "links", f.links) : s;
}

}  // namespace

Result<std::map<Id, Reading>> load_readings(Database& db, const std::string& which, const std::vector<Value>& values) {
  std::map<Id, Reading> out;
  Status bad;
  const Status s = db.each("SELECT document, body FROM readings" + which, values, [&](const Row& row) {
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

std::int64_t index_row(const Id& document) {
  const auto dash = document.find('-');
  return static_cast<std::int64_t>(std::stoull(document.substr(dash + 1, 15), nullptr, 16));
}

std::string record_hash(const Alert& alert) { return sha256_hex(to_body(alert)); }

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
      bool known = false, purged = false;
      Status s = db.each("SELECT 1 FROM purged WHERE document = ?", {d.id}, [&](const Row&) { purged = true; });
      if (s.ok() && purged) {
        s = db.run("INSERT OR IGNORE INTO oddities VALUES (?,?,?,?,?)",
                   {d.file, static_cast<std::int64_t>(d.at), d.source_id, "purged: it was deleted from this store on purpose", "skipped"});
        if (!s.ok()) return s;
        continue;
      }
      if (s.ok()) s = db.each("SELECT 1 FROM documents WHERE id = ?", {d.id}, [&](const Row&) { known = true; });
      if (s.ok() && !known) {
        s = db.run("INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                   {d.id, d.source_id, std::string(to_string(d.kind)), d.channel, d.outlet, moment(d.published),
                    std::int64_t{d.zone_assumed}, moment(d.edited), d.url, d.title, d.lang, d.author, d.forwarded_from,
                    d.text, std::string(), moment(d.forwarded_published)});
        if (s.ok())
          s = db.run("INSERT INTO text_index(rowid, folded) VALUES (?, ?)", {index_row(d.id), indexed_text(d.text)});
        if (s.ok()) s = db.run("INSERT INTO indexed VALUES (?, ?)", {index_row(d.id), d.id});
      } else if (s.ok()) {
        // Copies of one document may differ in what an export adds around it; the smallest value stays, whatever the
        // order.
        s = db.run(
            "UPDATE documents SET forwarded_from = max(forwarded_from, ?2), author = max(author, ?3), "
            "edited = coalesce(max(edited, ?4), edited, ?4), url = max(url, ?5), title = max(title, ?6), "
            "zone_assumed = min(zone_assumed, ?7), lang = min(lang, ?8), "
            "forwarded_published = coalesce(max(forwarded_published, ?9), forwarded_published, ?9) WHERE id = ?1",
            {d.id, d.forwarded_from, d.author, moment(d.edited), d.url, d.title, std::int64_t{d.zone_assumed}, d.lang,
             moment(d.forwarded_published)});
      }
      if (s.ok())
        s = db.run("INSERT OR IGNORE INTO provenances VALUES (?,?,?,?,?)",
                   {d.id, d.sha256, static_cast<std::int64_t>(d.at), d.file, d.feed});
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

Status load_documents(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Document>& out) {
  return db.each(
      "SELECT d.id, source_id, kind, channel, outlet, published, zone_assumed, edited, url, title, lang, author, "
      "forwarded_from, text, main_incident, p.sha256, p.at, p.file, p.feed, forwarded_published FROM documents d "
      "JOIN provenances p ON p.document = d.id AND (p.sha256, p.at, p.file) = "
      "(SELECT sha256, at, file FROM provenances WHERE document = d.id ORDER BY sha256, at, file LIMIT 1)" + which +
          " ORDER BY published IS NULL, published, d.id",
      values, [&](const Row& row) {
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
        d.feed = row.text(18), d.forwarded_published = moment(row, 19);
      });
}

Result<std::vector<Document>> Store::documents() const {
  std::vector<Document> out;
  const Status s = load_documents(impl_->db, "", {}, out);
  if (!s.ok()) return s;
  if (const Status places = load_further_places(impl_->db, out); !places.ok()) return places;
  return out;
}

Result<std::vector<Provenance>> Store::provenances(const Id& document) const {
  std::vector<Provenance> out;
  const Status s = impl_->db.each("SELECT sha256, at, file, feed FROM provenances WHERE document = ? ORDER BY sha256, at, file", {document},
                                  [&](const Row& row) { out.push_back(place(row, 0)); });
  if (!s.ok()) return s;
  return out;
}

Status load_oddities(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Oddity>& out) {
  return db.each("SELECT file, at, record, what, action FROM oddities" + which + " ORDER BY 1, 2, 3, 4, 5", values, [&](const Row& row) {
    out.push_back({row.text(0), static_cast<std::uint64_t>(row.integer(1)), row.text(2), row.text(3), row.text(4)});
  });
}

Result<std::vector<Oddity>> Store::oddities() const {
  std::vector<Oddity> out;
  const Status s = load_oddities(impl_->db, "", {}, out);
  if (!s.ok()) return s;
  return out;
}

Result<std::vector<Alert>> Store::alerts() const {
  std::vector<Alert> out;
  const Status s = load_records(impl_->db, "alerts", "", {}, out);
  if (!s.ok()) return s;
  return out;
}

Result<std::map<Id, Reading>> Store::readings(std::string_view reader) const {
  return load_readings(impl_->db, " WHERE reader = ?", {std::string(reader)});
}
Result<std::map<Id, Reading>> Store::readings() const { return load_readings(impl_->db, "", {}); }

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

Status Store::replace(const Findings& f, std::string_view now) {
  Database& db = impl_->db;
  return db.transaction([&]() -> Status {
    Status s = replace_families(db, f.families);
    if (s.ok()) s = db.run("DELETE FROM window");  // made of families: `watch` makes them anew
    if (s.ok()) s = db.run("DELETE FROM marks");
    if (s.ok()) s = replace_table(db, "statements", f.statements);
    if (s.ok()) s = replace_table(db, "claims", f.claims);
    return s.ok() ? replace_linked(db, f, now) : s;
  });
}

Status Store::relink(const Findings& f, std::string_view now) {
  Database& db = impl_->db;
  return db.transaction([&]() -> Status {
    Status s = replace_linked(db, f, now);
    if (s.ok()) s = add_to_table(db, "statements", f.statements);
    return s.ok() ? add_to_table(db, "claims", f.claims) : s;
  });
}

Status Store::update(const Findings& f, const Gone& gone, std::string_view now) {
  Database& db = impl_->db;
  return db.transaction([&]() -> Status {
    Status s = log_some(db, f.alerts, gone.alerts, now);
    if (s.ok()) s = set_main_incidents(db, f.documents);
    const std::pair<const char*, const std::vector<Id>*> tables[] = {
        {"alerts", &gone.alerts}, {"incidents", &gone.incidents}, {"outlets", &gone.outlets}, {"links", &gone.links}};
    for (const auto& [table, ids] : tables)
      for (const Id& id : *ids)
        if (s.ok()) s = db.run("DELETE FROM " + std::string(table) + " WHERE id = ?", {id});
    return s.ok() ? add_linked(db, f) : s;
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
  Status s = load_families(db, "", {}, f.families);
  if (s.ok()) s = load_records(db, "alerts", "", {}, f.alerts);
  if (s.ok()) s = load_records(db, "threats", "", {}, f.threats);
  if (s.ok()) s = load_records(db, "incidents", "", {}, f.incidents);
  if (s.ok()) s = load_records(db, "statements", "", {}, f.statements);
  if (s.ok()) s = load_records(db, "claims", "", {}, f.claims);
  if (s.ok()) s = load_records(db, "outlets", "", {}, f.outlets);
  if (s.ok()) s = load_records(db, "links", "", {}, f.links);
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

Status Store::add_register(const std::vector<RegisterLine>& lines) {
  return impl_->db.transaction([&]() -> Status {
    Status s;
    for (const RegisterLine& line : lines)
      if (s.ok()) s = impl_->db.run("INSERT OR REPLACE INTO register VALUES (?,?,?,?)", {line.name, line.source, line.date, to_body(line)});
    return s;
  });
}

Result<std::vector<RegisterLine>> Store::register_lines() const {
  std::vector<RegisterLine> out;
  Status bad;
  const Status s = impl_->db.each("SELECT body FROM register ORDER BY name, source, date", {}, [&](const Row& row) {
    Result<RegisterLine> line = from_body<RegisterLine>(row.text(0));
    if (line.ok()) {
      out.push_back(std::move(*line));
    } else {
      bad = Status(Code::store, "register: " + line.status().message());
    }
  });
  if (!s.ok()) return s;
  if (!bad.ok()) return bad;
  return out;
}

Status Store::together(const std::function<Status()>& work) { return impl_->db.transaction(work); }

Status Store::prepare_for_watching() {
  // 64 MiB of pages, and a log of twice as much before it is written back: a page that many batches change is written once.
  return impl_->db.script("PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=32768;");
}

}  // namespace tocsin::store
