// SPDX-License-Identifier: Apache-2.0
// What was read under each id of a chat. Exports count upwards, so that most ids cost a look at the last one.
//
//   seen.add("41", hash)  → none            seen.add("41", other)  → hash
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tocsin::ingest {

class SeenIds {
 public:
  // The hash under which the id was added first; none: it is new, and is now known by this one.
  std::optional<std::uint64_t> add(std::string_view id, std::uint64_t hash) {
    const std::optional<std::uint64_t> number = number_of(id);
    if (number && (rising_.empty() || *number > rising_.back().id)) {
      rising_.push_back({*number, hash});
      return {};
    }
    if (number) {
      const auto at = std::lower_bound(rising_.begin(), rising_.end(), *number, [](const Seen& s, std::uint64_t n) { return s.id < n; });
      if (at->id == *number) return at->hash;
    }
    const auto [seen, fresh] = others_.emplace(id, hash);
    return fresh ? std::nullopt : std::optional(seen->second);
  }

 private:
  struct Seen {
    std::uint64_t id, hash;
  };

  // Of digits as a number is written, so that there is one way to write it.
  static std::optional<std::uint64_t> number_of(std::string_view id) {
    std::uint64_t number = 0;
    if (id.empty() || id.size() > 18 || (id[0] == '0' && id.size() > 1)) return {};
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc() || end != id.data() + id.size()) return {};
    return number;
  }

  std::vector<Seen> rising_;
  std::unordered_map<std::string, std::uint64_t> others_;
};

}  // namespace tocsin::ingest
