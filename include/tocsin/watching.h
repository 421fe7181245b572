// SPDX-License-Identifier: Apache-2.0
// What `watch` is told of its sources, and what it knows of how they do.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tocsin/records.h"

namespace tocsin {

struct WatchedSource {
  std::string place;                                // a file, a folder, "-", or the http address of a feed
  std::string name = {};                            // empty: the place
  std::chrono::seconds every{300};                  // feeds: how often they are asked
  std::optional<std::chrono::seconds> silence = {}; // an alarm when nothing new came for so long
  std::string outlet = {}, lang = {};               // feeds: in place of what they say; where the text does not tell
  std::string timezone = {};                        // for dates that name no zone; empty: the run's
  bool allow_private = false;                       // feeds on this machine or in a private network
};

// What happens between two rounds over the sources.
struct Pause {
  bool idle = false;             // nothing was new: may wait before it answers
  bool expecting = false;        // something was asked for and is on its way
  std::vector<int> descriptors;  // of which one can be read when there may be more
};

struct WatchOptions {
  std::vector<WatchedSource> sources;
  bool once = false;                        // what there is now, then stop; files need no end of their last line
  bool text = false;                        // alerts and alarms for a person, instead of a JSON line for each event
  std::function<std::int64_t()> now;        // milliseconds since 1970; the engine reads no clock
  std::uint64_t seed = 0;                   // of the jitter in how long is waited
  std::function<bool(const Pause&)> go_on;  // asked after each round; false: stop
};

// How a source does: a line of `tocsin sources`. Times by the clock of the watching machine.
struct SourceHealth {
  std::string name, kind, place;       // kind: "feed", "folder", "file", "stdin"
  std::optional<Time> first_try, last_try, last_success, last_new, last_error;
  std::string error;                   // the last one
  std::optional<Time> newest;          // `published` of the latest document it gave
  std::optional<std::int64_t> lag;     // seconds from `published` to when the last new document came
  std::uint64_t documents = 0, oddities = 0, failures = 0;  // failures: one after the other, until now
  bool gone = false;                   // the server said so for good (410)
  std::optional<std::int64_t> silence; // seconds without anything new that make an alarm
  std::optional<Time> silent_since;    // the alarm: since then nothing new
  std::optional<Time> next;            // feeds: when it is asked again
  std::string etag, modified, sha256;  // feeds: of the last answer, to ask whether there is another; not printed

  friend bool operator==(const SourceHealth&, const SourceHealth&) = default;
};

}  // namespace tocsin
