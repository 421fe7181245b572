// SPDX-License-Identifier: Apache-2.0
// The log of a store: what was imported, read, found, decided, handed out and deleted, by whom and when. Each entry holds
// the hash of the one before it, so that none can be changed, taken out or put in without breaking the chain behind it.
//
//   Log log(store);
//   log.append(now, "export", "alr-1f0c", R"({"form":"cap","sha256":"…"})");
//   log.audit()->first_bad      none: the chain holds
//
// Who can write the file can also write the whole chain anew: only a copy of the head, kept elsewhere, shows that.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/store.h"
#include "tocsin/records.h"

namespace tocsin::store {

class Database;

struct Audit {
  std::int64_t entries = 0;
  std::string head;                       // the hash of the last good entry
  std::optional<std::int64_t> first_bad;  // its number, as the file has it
  std::string why;
  std::vector<std::int64_t> clock_went_back;  // entries older than the one before: told, no fault of the chain
};

class Log {
 public:
  explicit Log(const Store& store);

  Status append(std::string_view time, std::string_view act, std::string_view subject, std::string_view body);
  Status each(const std::function<void(const LogEntry&)>& visit) const;  // by number
  Result<Audit> audit() const;

  // ---- what entries say
  Status decide(Decision decision);  // its entry is given here
  Result<std::vector<Decision>> decisions() const;  // by entry
  Result<std::vector<Decision>> decisions(const std::set<Id>& documents) const;  // those made on them
  // How many people must agree before an alert is more than a draft; 1 unless set.
  Status set_reviewers(unsigned needed, std::string_view time, std::string_view reviewer, std::string_view note);
  Result<unsigned> reviewers() const;
  // A file that was read, once for each state it was seen in; of a file that grows `lines`, [first, second) of its bytes.
  using Bytes = std::pair<std::uint64_t, std::uint64_t>;
  Status imported(std::string_view time, const std::string& file, const std::string& sha256, std::uint64_t documents,
                  std::optional<Bytes> lines = {});
  // The number of the entry that tells of the file at a place; of lines that `watch` read, of those that hold this one.
  // 0: none, or of several it cannot be said which, as where a file was written anew.
  Result<std::int64_t> import_of(const Provenance& place) const;
  // A brief that was handed out, as these bytes.
  Status exported(std::string_view time, const Id& alert, std::string_view form, const std::string& sha256);
  // A parcel that a receiver took, or one that is given up (act "delivery" or "dead_letter").
  struct Parcel {
    std::string key, rule, owner, receiver, form, sha256;
    std::vector<Id> alerts;
    bool draft = false;  // what no person has reviewed is in it
    unsigned attempts = 0;
    std::string error;
  };
  Status delivered(std::string_view time, std::string_view act, const Parcel& parcel);
  // A rule that sends drafts, and who answers for that; once, and again when that is somebody else.
  Status drafts_allowed(std::string_view time, std::string_view rule, std::string_view owner);
  // An act that a person answers for: "show_raw", "include_private".
  Status answered(std::string_view time, std::string_view act, std::string_view subject, std::string_view purpose);
  // Lines of a file that went into the register of outlets.
  Status registered(std::string_view time, std::string_view file, const std::string& sha256, std::uint64_t lines);
  // Documents read anew by a reader of this name.
  Status read(std::string_view time, std::string_view reader, std::uint64_t documents);

 private:
  Database* db_;
};

// SHA-256 over before, n, time, act, subject and body, each as "<bytes>:<text>".
std::string hash_of(const LogEntry& entry);

}  // namespace tocsin::store
