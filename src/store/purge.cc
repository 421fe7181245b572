// SPDX-License-Identifier: Apache-2.0
// Deleting documents for good: no word of them stays in a table, in the text index or in a freed page of the file. That
// they were here, and that they are gone, stays in the log.
#include "core/hash.h"
#include "core/json_writer.h"
#include "store/impl.h"
#include "store/search.h"

namespace tocsin::store {
namespace {

std::string tombstone(std::string_view text, const std::vector<Provenance>& places, std::string_view purpose) {
  json::Writer w;
  const auto place = [&](const Provenance& p) { w.key("file").value(p.file).key("at").value(p.at).key("file_sha256").value(p.sha256); };
  w.begin_object().key("text_sha256").value(sha256_hex(text));
  place(places.front());
  if (places.size() > 1) {
    w.key("also").begin_array();
    for (std::size_t i = 1; i < places.size(); ++i) {
      w.begin_object();
      place(places[i]);
      w.end_object();
    }
    w.end_array();
  }
  w.key("purpose").value(purpose).end_object();
  return w.text();
}

Status delete_document(Database& db, const Id& id, const std::vector<Provenance>& places, std::string_view now, std::string_view purpose) {
  if (places.empty()) return Status(Code::not_found, "there is no document " + id + " in this store");
  std::string text;
  Status s = db.each("SELECT text FROM documents WHERE id = ?", {id}, [&](const Row& row) { text = row.text(0); });
  const std::string body = tombstone(text, places, purpose);
  if (!s.ok()) return s;
  s = db.run("INSERT INTO text_index(text_index, rowid, folded) VALUES ('delete', ?, ?)", {index_row(id), indexed_text(text)});
  for (const char* sql : {"DELETE FROM indexed WHERE document = ?", "DELETE FROM readings WHERE document = ?",
                          "DELETE FROM provenances WHERE document = ?", "DELETE FROM members WHERE document = ?",
                          "DELETE FROM documents WHERE id = ?", "INSERT INTO purged VALUES (?)"})
    if (s.ok()) s = db.run(sql, {id});
  return s.ok() ? append(db, now, "deletion", id, body) : s;
}

}  // namespace

Status Store::purge(const std::vector<Id>& documents, std::string_view now, std::string_view purpose) {
  Database& db = impl_->db;
  Status s = db.script("PRAGMA secure_delete=ON");  // freed bytes are overwritten with zeros
  if (!s.ok()) return s;
  return db.transaction([&]() -> Status {
    Status deleted;
    for (const Id& id : documents) {
      if (!deleted.ok()) break;
      const Result<std::vector<Provenance>> places = provenances(id);
      deleted = places.ok() ? delete_document(db, id, *places, now, purpose) : places.status();
    }
    // The index keeps deleted words until its parts are merged.
    return deleted.ok() ? db.run("INSERT INTO text_index(text_index) VALUES ('optimize')") : deleted;
  });
}

Status Store::compact() { return impl_->db.script("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"); }

}  // namespace tocsin::store
