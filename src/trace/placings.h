// SPDX-License-Identifier: Apache-2.0
// From cores and their families to messages: who was first in each, and of each other member how it relates to which.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
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

std::vector<Placing> place(const Messages& messages, const Cores& cores, const Grouping& grouping,
                           std::span<const TranslatedPair> translated);

}  // namespace tocsin::trace
