// SPDX-License-Identifier: Apache-2.0
// Keeps records: SQLite (WAL, STRICT tables, FTS5 over text). Speaks records only; knows no stage.
// Importing twice or in another order gives the same database content; what was acknowledged survives kill -9.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::store {

struct Hit {
  Id document;
  Span span;  // the first match in the text
};

class Store {
 public:
  // Opens or creates. Empty path: in memory. Code::store with place, reason and what to do when it cannot.
  static Result<Store> open(const std::string& path);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Acknowledged when it returns ok: on disk. Batches of documents with the oddities of the same files.
  Status add(const std::vector<Document>& documents, const std::vector<Oddity>& oddities);
  Result<std::vector<Document>> documents() const;  // by published, then id
  // Every place a document was read, by SHA-256, offset and file; none: it is not there.
  Result<std::vector<Provenance>> provenances(const Id& document) const;
  Result<std::vector<Oddity>> oddities() const;
  Result<std::vector<Alert>> alerts() const;  // by id
  // What a reader made of documents, kept under the reader's name and version, so that nothing is read twice.
  Status keep(const std::map<Id, Reading>& readings, std::string_view reader);
  Result<std::map<Id, Reading>> readings(std::string_view reader) const;
  Result<std::map<Id, Reading>> readings() const;  // by whatever reader
  // Replaces all that was derived (families … links, and main_incident of documents), in one transaction. Alerts that
  // came, changed or went are told to the log with the time `now`.
  Status replace(const Findings& findings, std::string_view now);
  // The same for what is linked anew while families are kept row by row: alerts, threats, incidents, outlets and links are
  // replaced; statements and claims are added.
  Status relink(const Findings& findings, std::string_view now);
  // Only what changed: records that are new or read otherwise, and the ids of those that are no more. Statements and claims are
  // added; of documents, main_incident alone is kept.
  struct Gone {
    std::vector<Id> alerts, incidents, outlets, links;
  };
  Status update(const Findings& changed, const Gone& gone, std::string_view now);
  // Everything kept, documents included.
  Result<Findings> findings() const;
  Result<std::vector<Hit>> search(std::string_view query) const;  // FTS5; best first, then id
  // All that `work` does to the store is kept, or nothing.
  Status together(const std::function<Status()>& work);
  // For a long run that writes a little at a time.
  Status prepare_for_watching();
  // Deletes documents with everything they said, and keeps them out from now on; the log tells each with the hashes of
  // its text and of the file it came from. What was derived from them must be replaced in the same `together`.
  Status purge(const std::vector<Id>& documents, std::string_view now, std::string_view purpose);
  // Adds lines to the register of outlets, or puts newer words in the place of lines of that name, source and date.
  Status add_register(const std::vector<RegisterLine>& lines);
  Result<std::vector<RegisterLine>> register_lines() const;  // by name, source, date
  Status compact();  // after a purge: the file holds nothing that was deleted

 private:
  friend class Ledger;
  friend class Lookup;
  friend class Log;
  friend class Outbox;
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The SHA-256 of a record as it is kept, by which the log names it.
std::string record_hash(const Alert& alert);

// A pseudonym key: 32 bytes in a file of mode 0600. `made_key` makes it where there is none.
Result<std::string> read_key(const std::string& path);
Result<std::string> made_key(const std::string& path);

}  // namespace tocsin::store
