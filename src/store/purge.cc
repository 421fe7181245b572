// SPDX-License-Identifier: Apache-2.0
// Deleting documents for good: no word of them stays in a table, in the text index or in a freed page of the file. That
// they were here, and that they are gone, stays in the log.
#include "core/hash.h"
#include "core/json_writer.h"
#include "store/impl.h"
#include "store/search.h"

namespace tocsin::store {
namespace {

std::string tombstone(const Row& document, std::string_view purpose) {
  json::Writer w;
  w.begin_object().key("text_sha256").value(sha256_hex(document.text(0))).key("file").value(document.text(1));
  w.key("at").value(document.integer(2)).key("file_sha256").value(document.text(3)).key("purpose").value(purpose).end_object();
  return w.text();
}

Status delete_document(Database& db, const Id& id, std::string_view now, std::string_view purpose) {
  std::string text, body;
  Status s = db.each(
      "SELECT d.text, p.file, p.at, p.sha256 FROM documents d JOIN provenances p ON p.document = d.id WHERE d.id = ? "
      "ORDER BY p.sha256, p.at, p.file LIMIT 1",
      {id}, [&](const Row& row) { text = row.text(0), body = tombstone(row, purpose); });
  if (!s.ok()) return s;
  if (body.empty()) return Status(Code::not_found, "there is no document " + id + " in this store");
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
    for (const Id& id : documents)
      if (deleted.ok()) deleted = delete_document(db, id, now, purpose);
    // The index keeps deleted words until its parts are merged.
    return deleted.ok() ? db.run("INSERT INTO text_index(text_index) VALUES ('optimize')") : deleted;
  });
}

Status Store::compact() { return impl_->db.script("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"); }

}  // namespace tocsin::store
