// SPDX-License-Identifier: Apache-2.0
// The tables, as docs/formats.md describes them. No table has hidden row numbers that depend on the order of an import
// (WITHOUT ROWID; the text index takes its row number from the document's id).
#pragma once

namespace tocsin::store {

inline constexpr int kSchemaVersion = 1;
inline constexpr int kApplicationId = 0x546F6373;  // "Tocs"

inline constexpr char kSchema[] = R"sql(
CREATE TABLE documents (
  id TEXT PRIMARY KEY, source_id TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL, outlet TEXT NOT NULL,
  published INTEGER, zone_assumed INTEGER NOT NULL, edited INTEGER, url TEXT NOT NULL, title TEXT NOT NULL, lang TEXT NOT NULL,
  author TEXT NOT NULL, forwarded_from TEXT NOT NULL, text TEXT NOT NULL, main_incident TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- where a document was read; the same one may stand in several files
CREATE TABLE provenances (
  document TEXT NOT NULL REFERENCES documents(id), sha256 TEXT NOT NULL, at INTEGER NOT NULL, file TEXT NOT NULL,
  PRIMARY KEY (document, sha256, at, file)
) STRICT, WITHOUT ROWID;

CREATE TABLE oddities (
  file TEXT NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL, what TEXT NOT NULL, action TEXT NOT NULL,
  PRIMARY KEY (file, at, record, what, action)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (document TEXT PRIMARY KEY REFERENCES documents(id), reader TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- acts that a person answers for: private chats read, raw bytes shown
CREATE TABLE acts (n INTEGER PRIMARY KEY, time TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL) STRICT;

-- derived from the above, replaced whole; body is the record (src/store/fields.h)
CREATE TABLE families   (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE alerts     (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE threats    (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE incidents  (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE statements (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE claims     (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE outlets    (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE links      (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- folded text with handles masked; its row number is the document id's first 60 bits
CREATE VIRTUAL TABLE text_index USING fts5(folded, content='', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE indexed (row INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id)) STRICT;
)sql";

}  // namespace tocsin::store
