// SPDX-License-Identifier: Apache-2.0
// What `deliver` prints: what left and what waits, what a rule would have fired for, and what could not be delivered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "brief/brief.h"

namespace tocsin::brief {

struct ParcelLine {
  std::string key, rule, receiver, state;  // "sent", "retrying", "dead", "due", "withdrawn"
  std::vector<Id> alerts;
  unsigned attempts = 0;
  std::optional<Time> next;  // when it is tried again, or leaves
  std::string error;
};

struct DeliveryReport {
  std::vector<ParcelLine> parcels;
  std::vector<std::pair<std::string, std::size_t>> fired;  // rule, alerts it fired for in this run
};
std::string delivery_json(const DeliveryReport& report);
std::string delivery_text(const DeliveryReport& report);

std::string dead_letters_json(const std::vector<ParcelLine>& dead);
std::string dead_letters_text(const std::vector<ParcelLine>& dead);

struct DryRun {
  struct Firing {
    Id alert;
    std::optional<Time> time;
    double score = 0;
    std::string state;
    std::size_t copies = 0;
  };
  struct OfRule {
    std::string rule;
    std::vector<Firing> firings;  // by time, then id
  };
  Time since, until;
  std::string span;      // "30d", as it was asked
  std::vector<OfRule> rules;
  std::size_t gone = 0;  // alerts of that time that are no more: nothing is known of them but their score
};
std::string dry_run_json(const DryRun& run);
std::string dry_run_text(const DryRun& run);

}  // namespace tocsin::brief
