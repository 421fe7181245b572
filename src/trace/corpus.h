// SPDX-License-Identifier: Apache-2.0
// The entries of one run as tracing sees them: put in order of time, equal texts found, what remains folded once.
//
//   entry   a document as given
//   text    a distinct text, white space around it aside: the entries that have it are exact copies
//   core    the distinct letters of texts' own words (framing.h, letters.h): the texts that have it are equal after
//   folding
//
// So ten thousand identical messages cost one folding and one sketch.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/framing.h"
#include "trace/letters.h"
#include "trace/trace.h"

namespace tocsin::trace {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

class Corpus {
 public:
  Corpus(const std::vector<Entry>& entries, Progress* progress);

  struct Text {
    std::uint32_t first_entry;   // earliest, as a rank
    std::uint32_t core = kNone;  // none: nothing in it to compare (empty, emoji, links only)
    bool blank = false;          // nothing but white space: never a copy of anything
    bool header = false;         // starts with a header of a forward
  };
  struct Core {
    std::uint32_t first_entry;
    std::uint32_t words_begin, words_end;
    std::uint64_t letters_begin, letters_end;
    std::uint32_t reading_words;
  };

  std::size_t size() const { return order_.size(); }
  // Rank: the position in time (published, undated last; then id; then text and the rest).
  const Entry& entry(std::uint32_t rank) const { return entries_[order_[rank]]; }
  std::uint32_t rank_of(std::size_t position) const { return rank_[position]; }
  std::uint32_t text_of(std::uint32_t rank) const { return text_[rank]; }
  const std::vector<Text>& texts() const { return texts_; }
  const std::vector<Core>& cores() const { return cores_; }  // in order of their first entries
  Letters letters(std::uint32_t core) const;
  const Channels& channels() const { return channels_; }

 private:
  void sort_entries();
  std::uint32_t core_for(const Letters& letters, std::uint32_t rank);

  const std::vector<Entry>& entries_;
  std::vector<std::uint32_t> order_, rank_, text_;
  std::vector<Text> texts_;
  std::vector<Core> cores_;
  std::vector<char16_t> letters_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> core_slots_;  // open addressing by the letters' hash; 1 + core
  Channels channels_;
};

}  // namespace tocsin::trace
