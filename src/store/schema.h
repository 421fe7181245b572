// SPDX-License-Identifier: Apache-2.0
// The tables, as docs/formats.md describes them. No table has hidden row numbers that depend on the order of an import
// (WITHOUT ROWID; the text index takes its row number from the document's id).
#pragma once

namespace tocsin::store {

inline constexpr int kSchemaVersion = 7;
inline constexpr int kApplicationId = 0x546F6373;  // "Tocs"

// Version 1. What later versions change stands below: a new store is made by the same steps as an old one.
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

// Version 2: families as rows of members, so that one can join; and what `watch` keeps.
inline constexpr char kSchema2[] = R"sql(
-- which documents are copies of one another; body is the member's record. Families of one are left out unless they
-- carry an alert
CREATE TABLE members (
  document TEXT PRIMARY KEY, family TEXT NOT NULL, relation TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_family ON members(family, relation);
CREATE INDEX documents_by_source ON documents(channel, source_id) WHERE channel <> '';

-- watch: messages that newer ones are compared with, in the order they came. recalled: an older one, held for its
-- family's sake; tied: the `n` of one whose family it belongs to whatever the texts say
CREATE TABLE window (n INTEGER PRIMARY KEY, document INTEGER NOT NULL, recalled INTEGER NOT NULL, tied INTEGER) STRICT;
-- watch: integers that texts which left the window can be found by; document is its row in `indexed`
CREATE TABLE marks (mark INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (mark, document)) STRICT, WITHOUT ROWID;
-- watch: how far each file was read. head: SHA-256 of its first head_bytes bytes
CREATE TABLE sources (
  name TEXT PRIMARY KEY, at INTEGER NOT NULL, head_bytes INTEGER NOT NULL, head TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Version 3: the log of acts is chained by hashes (log.h), and what was deleted on purpose stays out.
inline constexpr char kSchema3[] = R"sql(
CREATE TABLE log (
  n INTEGER PRIMARY KEY, time TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
  before TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX log_by_act ON log(act, subject);
CREATE INDEX log_imports ON log(subject, body ->> 'sha256') WHERE act = 'import';
CREATE TRIGGER log_keeps_entries BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_keeps_words BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
-- the team's own register of outlets; body is the record
CREATE TABLE register (name TEXT NOT NULL, source TEXT NOT NULL, date TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (name, source, date)) STRICT, WITHOUT ROWID;
CREATE TABLE purged (document TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
)sql";

// Version 4: how watched sources do (tocsin/watching.h). A feed's items are known again by their outlet and id.
inline constexpr char kSchemaWatched[] = R"sql(
CREATE TABLE watched (
  name TEXT PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL,
  first_try INTEGER, last_try INTEGER, last_success INTEGER, last_new INTEGER, last_error INTEGER, error TEXT NOT NULL,
  newest INTEGER, lag INTEGER, documents INTEGER NOT NULL, oddities INTEGER NOT NULL, failures INTEGER NOT NULL, gone INTEGER NOT NULL,
  silence INTEGER, silent_since INTEGER, next INTEGER, etag TEXT NOT NULL, modified TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_outlet ON documents(outlet, source_id) WHERE outlet <> '';
)sql";

// Version 5: what goes to whom (outbox.h): a row for each alert that a rule fired for and each of its receivers.
inline constexpr char kSchemaDeliveries[] = R"sql(
CREATE TABLE deliveries (
  key TEXT PRIMARY KEY, rule TEXT NOT NULL, receiver TEXT NOT NULL,
  alert TEXT NOT NULL, document TEXT NOT NULL, record TEXT NOT NULL, review TEXT NOT NULL, since INTEGER NOT NULL, copies INTEGER NOT NULL,
  made INTEGER NOT NULL, parcel TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, next INTEGER NOT NULL, noted INTEGER NOT NULL,
  error TEXT NOT NULL, form TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_state ON deliveries(state, next);
CREATE INDEX deliveries_by_parcel ON deliveries(parcel) WHERE parcel <> '';
)sql";

// Version 6: when the original of a forward was posted, as the forward says; the feed that a document's file was fetched from.
inline constexpr char kSchemaPlaces[] = R"sql(
ALTER TABLE documents ADD COLUMN forwarded_published INTEGER;
ALTER TABLE provenances ADD COLUMN feed TEXT NOT NULL DEFAULT '';
)sql";

// Version 7: by these one case is found without reading the others (lookup.h).
inline constexpr char kSchemaCases[] = R"sql(
CREATE INDEX documents_by_time ON documents(published, kind);
ALTER TABLE alerts ADD COLUMN family TEXT AS (body ->> 'family');
ALTER TABLE alerts ADD COLUMN threat TEXT AS (body ->> 'threat');
ALTER TABLE threats ADD COLUMN document TEXT AS (body ->> 'document');
-- Small rows apart from the bodies, so that those above one are counted fast.
CREATE TABLE ranks (alert TEXT PRIMARY KEY, score REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX ranks_by_score ON ranks(score DESC, alert);
INSERT INTO ranks SELECT id, body ->> 'score' FROM alerts;
CREATE TRIGGER alerts_rank AFTER INSERT ON alerts BEGIN INSERT OR REPLACE INTO ranks VALUES (new.id, new.body ->> 'score'); END;
CREATE TRIGGER alerts_unrank AFTER DELETE ON alerts BEGIN DELETE FROM ranks WHERE alert = old.id; END;
CREATE INDEX alerts_by_family ON alerts(family);
CREATE INDEX alerts_by_threat ON alerts(threat);
CREATE INDEX threats_by_document ON threats(document);
CREATE INDEX log_decisions ON log(body ->> 'document') WHERE act = 'review';
)sql";

}  // namespace tocsin::store
