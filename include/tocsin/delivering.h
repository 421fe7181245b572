// SPDX-License-Identifier: Apache-2.0
// What `deliver` is told: who receives what, by which rules. The command line reads it from a TOML file (docs/formats.md).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/records.h"

namespace tocsin {

// Where each key of a table stands: "rules.toml:7:1". The table itself: under "".
using Located = std::map<std::string, std::string, std::less<>>;

struct Receiver {
  std::string name = {};
  std::string kind = {};       // "webhook", "mail", "file"
  std::string form = "brief";  // "brief": all of it; "summary": a few lines
  std::string tlp = "amber", pap = "amber";
  std::string url = {}, secret = {};                        // webhook
  std::string server = {}, tls = "starttls", user = {}, password = {}, from = {};  // mail; tls: "starttls", "tls", "none"
  int port = 587;
  std::vector<std::string> to = {};
  std::string folder = {};                                  // file
  std::string ca_file = {};    // webhook, mail: who vouches for its server; empty: those the system trusts
  unsigned within = 30;        // seconds a receiver has
  unsigned attempts = 10;      // then it is a dead letter
  bool allow_private = false;  // an address of this machine or of a private network
  Located at = {};
};

struct Rule {
  std::string name = {}, owner = {};
  double min_score = 0;
  std::vector<std::string> regions = {}, languages = {}, targets = {}, outlets = {};  // empty: any
  std::vector<std::string> states = {"confirmed", "escalated"};                       // also "draft"
  bool send_drafts = false;
  unsigned new_copies = 0;     // goes again when so many more were seen; 0: once
  std::vector<std::string> receivers = {};
  std::string quiet = {};      // "22:00-07:00"
  std::string digest = {};     // "08:00"
  std::int64_t every = 0;      // seconds between two digests
  std::string zone = {};       // of quiet and digest
  Located at = {};
};

struct Rules {
  std::vector<Rule> rules;
  std::vector<Receiver> receivers;
};

struct DeliverRequest {
  Rules rules;
  bool dry_run = false;
  std::string since = "30d";                  // dry run: over so long a history
  std::string retry = {};                     // a dead letter's key, or "all": to be tried again
  std::uint64_t seed = 0;                     // of the jitter in how long is waited
  std::function<Time()> clock = {};           // none: it is Options::as_of, or now, throughout
  std::function<bool()> stopped = {};
};

}  // namespace tocsin
