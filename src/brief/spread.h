// SPDX-License-Identifier: Apache-2.0
// How a family went from channel to channel: its posts, what each was copied from and how that is known, when each channel
// first had it, and how fast. What is said of time is said of the posts that carry one; those without are counted, not timed.
// "First seen" is the earliest of what was read, and never where it was written.
//
//   posts  a: Pier Talk 10:00 · b: Quay News 10:09, says it is from Pier Talk · c: Dock Chat 12:10, the same words
//   Spread s = spread(family, index);
//     edges      b→a forward, 540 s · c→a inferred, 7,800 s
//     channels   Pier Talk at 10:00, Quay News 540 s later, Dock Chat 7,800 s later
//     reached    second: 2 channels after 540 s; half: 2 after 540 s; nine in ten: 3 after 7,800 s
//     fastest    1 copy in the hour from 10:09
//     silence    10:09 to 12:10
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "brief/index.h"

namespace tocsin::brief {

// `forward`: the copy says itself that it is one, in a field or in a heading. `inferred`: found by comparing the words.
enum class EdgeKind { forward, inferred };
std::string_view to_string(EdgeKind kind);

struct SpreadPost {
  const Member* member = nullptr;       // of the family, which outlives the spread
  const Document* document = nullptr;   // none: its document is not among the findings
  std::size_t channel = 0;              // index of a channel
  std::optional<Time> at;
};

struct SpreadEdge {
  std::size_t from = 0, to = 0;         // indexes of posts: the copy, and what it was copied from
  EdgeKind kind = EdgeKind::inferred;
  bool names_source = false;            // the copy names the very channel that the edge leads to
  std::optional<std::int64_t> lag;      // seconds from `to` to `from`; none where either is undated
  std::optional<Time> original;         // when what it forwards was posted, as it says; no lag is reckoned from it
};

struct SpreadChannel {
  std::string name;                     // masked, for print
  std::size_t posts = 0, undated = 0;
  std::size_t forwards = 0, inferred = 0;   // the posts that are copies, by how that is known
  std::optional<std::size_t> first;     // index of its earliest dated post
  std::optional<std::int64_t> after;    // seconds from the earliest post of all to that
};

struct Milestone {
  std::size_t channels = 0;             // so many channels had it
  std::int64_t seconds = 0;             // after the earliest post
  std::size_t post = 0;                 // with this one
};

struct BusiestHour {
  Time from;                            // the copies of [from, from + 1 h)
  std::size_t copies = 0;
};

struct Silence {
  Time from, to;                        // two posts with none between
};

struct Spread {
  const Family* family = nullptr;
  std::vector<SpreadPost> posts;        // as in the family
  std::vector<SpreadEdge> edges;        // in the order of their copies
  std::vector<SpreadChannel> channels;  // by when each was first seen in, then by name; those without a date last
  std::size_t dated_channels = 0;
  std::size_t undated = 0;              // posts
  std::size_t forwards = 0, inferred = 0;
  std::optional<std::size_t> first;     // the earliest dated post
  // When a second channel had it, half of the dated channels, nine in ten of them (rounded up); none for one channel alone.
  std::optional<Milestone> second, half, nine_in_ten;
  std::size_t first_hour = 0, first_day = 0;   // copies within an hour and a day of the earliest post
  std::optional<BusiestHour> busiest;   // the earliest hour with the most copies
  std::optional<Silence> silence;       // the longest; the earliest of equals
};

Spread spread(const Family& family, const Index& index);

}  // namespace tocsin::brief
