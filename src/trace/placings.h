// SPDX-License-Identifier: Apache-2.0
// From cores and their families to messages: who was first in each, and of each other member how it relates to which.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trace/chunked.h"
#include "trace/grouping.h"
#include "trace/trace.h"

namespace tocsin::trace {

// What is kept of each message beside its core.
class Messages {
 public:
  struct Message {
    std::uint32_t core;
    std::uint32_t bytes;           // a hash of its text, white space around it aside
    std::uint32_t channel;         // a hash of the name; 0: none
    std::uint32_t forwarded_from;  // the same
    bool header;                   // starts with a header of a forward
  };

  void add(std::string_view id, std::optional<Time> published, const Message& message);
  std::size_t size() const { return messages_.size(); }
  const Message& operator[](std::uint32_t number) const { return messages_[number]; }
  std::string_view id(std::uint32_t number) const;
  // In time: published, undated last; then id; then as they were added.
  bool before(std::uint32_t a, std::uint32_t b) const;

 private:
  struct Name {
    const std::uint8_t* bytes;
    std::uint32_t length;
  };
  Chunked<Message> messages_;
  Chunked<std::int64_t> times_;
  Chunked<Name> ids_;
  ByteArena bytes_;
};

// Places the members of families, each family's in time.
class FamilyPlacer {
 public:
  FamilyPlacer(const Messages& messages, const Cores& cores, const Grouping& grouping);

  // What is known of a family's members so far.
  struct Seen {
    std::uint32_t first = kNone;
    std::unordered_map<std::uint64_t, std::uint32_t> first_of_bytes, first_in_channel;  // by core and hash
    std::vector<std::uint32_t> cores;                                                   // in time
  };
  Placing next(Seen& seen, std::uint32_t member);
  // Of a member that is earlier than some that were placed: as well as can be told without placing all anew.
  Placing late(Seen& seen, std::uint32_t member);
  // To be called for each member before a family is placed again.
  void forget(std::uint32_t member);

 protected:
  Placing placing(const Seen& seen, std::uint32_t member);
  Source source_of(const Seen& seen, std::uint32_t core);
  void translated(std::uint32_t core, Placing& out) const;

  const Messages& messages_;
  const Cores& cores_;
  const Grouping& grouping_;
  std::unordered_multimap<std::uint32_t, std::pair<std::uint32_t, double>> translations_;  // by core, both ways
  Comparer comparer_;
  std::vector<std::uint32_t> first_of_core_;  // messages, of families placed so far
};

std::vector<Placing> place(const Messages& messages, const Cores& cores, const Grouping& grouping,
                           std::span<const TranslatedPair> translated);

}  // namespace tocsin::trace
