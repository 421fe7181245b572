// SPDX-License-Identifier: Apache-2.0
// What people decided and what the log holds, as it is printed: a decision just made, the log, a labelled example.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "brief/brief.h"

namespace tocsin::brief {

// "alr-1f0c: confirmed\n  …": the alert's state and its decisions.
std::string decided_text(const Alert& alert);
// A corrected reading that leaves nothing to warn of.
std::string withdrawn_text(const Alert& alert);
// "confirmed by A. Reviewer, 10 March 2026: seen on the channel's own page", as the last decision says.
std::string decision_words(const Decision& decision);

// A line of docs/annotation.md with what the person made of it, in "verdict". Empty where the decision says nothing of the
// text itself.
std::string example_json(const Document& document, const Reading& reading, const Decision& decision);

// What `audit` found: entries that a person may read, and whether the chain holds.
struct LogReport {
  std::int64_t entries = 0;
  std::string head;
  std::optional<std::int64_t> first_bad;
  std::string why;                             // it is bad; empty: the chain holds
  std::vector<std::int64_t> clock_went_back;
  std::vector<LogEntry> log;
  struct Stamp {
    std::int64_t entry = 0;  // 0: of none
    Time time;
    bool verified = false;
  };
  std::optional<Stamp> stamp;  // where a reply of a time-stamp authority was given
};
std::string log_json(const LogReport& report);
std::string log_text(const LogReport& report, const TextStyle& style);

// What `purge` deleted, or would.
struct PurgeReport {
  bool dry_run = false;
  std::vector<const Document*> documents;
  std::vector<Id> alerts;  // that go with them
};
std::string purge_json(const PurgeReport& report);
std::string purge_text(const PurgeReport& report);

}  // namespace tocsin::brief
