// SPDX-License-Identifier: Apache-2.0
#include "trace/corpus.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "core/hash.h"

namespace tocsin::trace {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

struct FastHash {
  std::size_t operator()(std::string_view s) const { return fast_hash(s); }
};

std::uint64_t letters_hash(const Letters& l) {
  return fast_hash({reinterpret_cast<const char*>(l.letters.data()), l.letters.size_bytes()});
}

}  // namespace

Corpus::Corpus(const std::vector<Entry>& entries, Progress* progress) : entries_(entries) {
  sort_entries();
  for (const Entry& entry : entries)
    if (!entry.channel.empty()) channels_.insert(entry.channel);

  core_slots_.assign(64, 0);
  text_.resize(order_.size());
  std::unordered_map<std::string_view, std::uint32_t, FastHash> known;
  Folder folder;
  for (std::uint32_t rank = 0; rank < order_.size(); ++rank) {
    if (progress && rank % 4096 == 0) progress->update("messages folded", rank, order_.size());
    const std::string_view own = trimmed(entry(rank).text);
    const auto [it, fresh] = known.try_emplace(own, static_cast<std::uint32_t>(texts_.size()));
    text_[rank] = it->second;
    if (!fresh) continue;
    Text text{rank};
    text.blank = own.empty();
    const Framing frame = framing(own, channels_);
    text.header = frame.forwarded;
    const Letters letters = folder.fold(own.substr(frame.begin, frame.end - frame.begin));
    if (!letters.letters.empty()) text.core = core_for(letters, rank);
    texts_.push_back(text);
  }
}

void Corpus::sort_entries() {
  order_.resize(entries_.size());
  std::iota(order_.begin(), order_.end(), 0u);
  const auto key = [this](std::uint32_t i) {
    const Entry& e = entries_[i];
    return std::tuple(!e.published, e.published.value_or(Time{}), e.id, e.text, e.channel, e.forwarded_from, e.lang, i);
  };
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  rank_.resize(order_.size());
  for (std::uint32_t rank = 0; rank < order_.size(); ++rank) rank_[order_[rank]] = rank;
}

std::uint32_t Corpus::core_for(const Letters& letters, std::uint32_t rank) {
  if ((cores_.size() + 1) * 2 > core_slots_.size()) {
    core_slots_.assign(core_slots_.size() * 2, 0);
    for (std::uint32_t core = 0; core < cores_.size(); ++core) {
      std::size_t at = letters_hash(this->letters(core)) & (core_slots_.size() - 1);
      while (core_slots_[at] != 0) at = (at + 1) & (core_slots_.size() - 1);
      core_slots_[at] = core + 1;
    }
  }
  std::size_t at = letters_hash(letters) & (core_slots_.size() - 1);
  for (; core_slots_[at] != 0; at = (at + 1) & (core_slots_.size() - 1)) {
    const Letters held = this->letters(core_slots_[at] - 1);
    if (std::ranges::equal(held.letters, letters.letters)) return core_slots_[at] - 1;
  }
  core_slots_[at] = static_cast<std::uint32_t>(cores_.size() + 1);
  const std::uint64_t begin = letters_.size();
  const auto words_begin = static_cast<std::uint32_t>(words_.size());
  letters_.insert(letters_.end(), letters.letters.begin(), letters.letters.end());
  words_.insert(words_.end(), letters.words.begin(), letters.words.end());
  cores_.push_back(
      {rank, words_begin, static_cast<std::uint32_t>(words_.size()), begin, letters_.size(), letters.reading_words});
  return static_cast<std::uint32_t>(cores_.size() - 1);
}

Letters Corpus::letters(std::uint32_t core) const {
  const Core& c = cores_[core];
  return {{letters_.data() + c.letters_begin, letters_.data() + c.letters_end},
          {words_.data() + c.words_begin, words_.data() + c.words_end},
          c.reading_words};
}

}  // namespace tocsin::trace
