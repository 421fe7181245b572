// SPDX-License-Identifier: Apache-2.0
// One family as it leaves the room: who was first, and for each other member how it relates, to which member, how
// similar.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "trace/comparison.h"
#include "trace/corpus.h"
#include "trace/grouping.h"

namespace tocsin::trace {

// Translations by text (corpus.h), both ways: the text it pairs with, and how sure.
using Translations = std::unordered_multimap<std::uint32_t, std::pair<std::uint32_t, double>>;

class FamilyMaker {
 public:
  FamilyMaker(const Corpus& corpus, const Grouping& grouping, const Translations& translations)
      : corpus_(corpus), grouping_(grouping), translations_(translations) {}

  // `ranks` of its entries, ascending.
  Family make(const std::vector<std::uint32_t>& ranks);

 private:
  struct Source {
    std::uint32_t core = kNone;
    bool copies = false, excerpt = false;
    double resemblance = 0, similarity = 0;
  };
  Member member(std::uint32_t rank);
  Source source(std::uint32_t core);
  void translated(std::uint32_t text, Member& out, std::uint32_t& of) const;
  void add_spans(Member& member, std::uint32_t of_rank, std::uint32_t rank);

  const Corpus& corpus_;
  const Grouping& grouping_;
  const Translations& translations_;
  Comparer comparer_;

  // Of the family at hand, filled as its entries go by.
  std::vector<std::uint32_t> cores_;  // in order of time
  std::unordered_map<std::uint32_t, std::uint32_t> first_of_text_;
  std::unordered_map<std::uint32_t, std::uint32_t> first_of_core_;
  std::unordered_map<std::uint32_t, Source> sources_;  // by core
  struct ChannelHash {
    std::size_t operator()(const std::pair<std::uint32_t, std::string_view>& k) const {
      return std::hash<std::string_view>()(k.second) * 31 + k.first;
    }
  };
  std::unordered_map<std::pair<std::uint32_t, std::string_view>, std::uint32_t, ChannelHash> first_in_channel_;
  std::uint32_t first_ = kNone;
};

}  // namespace tocsin::trace
