// SPDX-License-Identifier: Apache-2.0
// Finds the elements of a JSON array without trusting that the JSON is valid: one walk, aware of strings and depth,
// that starts again at the next record when one is broken. Each element found is then parsed alone.
//
//   [{"id": 1, "text": "a"}, {"id": 2, "text": "b}, {"id": 3, "text": "c"}]
//    └── whole ───────────┘  └── broken ─────────┘ └── whole ───────────┘
//
// How a break is seen: a bracket that closes another kind, a string where none can be, nesting past kMaxDepth, the end.
// How the walk starts again: at the next `{"id":`. No valid string can hold those bytes, for its quotes would be
// escaped, so they are a record's beginning even where a quote was lost before them. (`id` stands for the first
// key that the records have.)
// The time is linear in the bytes whatever they are: nothing is read more than a fixed number of times.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json_tape.h"
#include "ingest/json_window.h"
#include "tocsin/status.h"

namespace tocsin::ingest {

enum class SliceState { whole, broken, cut };  // cut: the bytes end inside it

struct Slice {
  std::size_t begin = 0, end = 0;
  SliceState state = SliceState::whole;
  bool nested = false;  // found inside a broken record: may be a part of it rather than a record
  bool deep = false;    // broken because of its depth
  bool stray = false;   // a bracket or colon where no record can begin; neighbours are one slice
  bool bare = false;    // a number, a word or a string; of very many, neighbours are one slice
  bool wrong = false;   // found to be no valid JSON, though its brackets match
};

inline constexpr std::size_t kMaxDepth = 200;

// An element of an array, handed over as soon as it is known what it is. `value`: what it says, if it is an object that could
// be read at once, mended where slice.wrong; it lasts until the next one.
using TakeElement = std::function<Status(const Slice& slice, const json::Tape* value)>;

class ObjectScanner {
 public:
  // `first_key`: what records begin with; empty: learn it from the first object. `fence`: the key of an array that
  // records never hold and that another list of records begins with ("messages"); a restart does not go past it.
  explicit ObjectScanner(std::string_view bytes, std::string_view first_key = {}, std::string_view fence = {});

  struct End {
    std::size_t at = 0;   // where the walk stopped
    bool closed = false;  // at the byte after the array's ']'
  };
  // The elements from `at`, the byte after the array's '[', in order of their begin.
  End array(std::size_t at, std::vector<Slice>& out);
  // The same one by one, none of them kept. Ends early with a Status that is not ok.
  Result<End> array(std::size_t at, const TakeElement& take);
  // Objects one after the other, with anything or nothing between them ("concatenated JSON").
  End sequence(std::size_t at, std::vector<Slice>& out);

  // The end of the object or array that begins at `at`, npos when it is broken or cut.
  std::size_t end_of(std::size_t at);
  // The next `"fence": [` at or after `at`: the offset of its first quote, and of the byte after its '['.
  struct Fence {
    std::size_t key = std::string_view::npos, inside = std::string_view::npos;
  };
  Fence next_fence(std::size_t at);
  // The next `{"id":` at or after `from`, npos when there is none.
  std::size_t next_mark(std::size_t from);

 private:
  struct Open {
    std::size_t begin;
    std::size_t inner;  // how many of inner_ there were when it opened
    bool object, mark;
  };
  End walk(std::size_t at, std::vector<Slice>& out, const TakeElement* take, Status& status);
  std::size_t bare_end(std::size_t at) const;
  json::Tape::Parsed read(std::size_t at);
  bool mend(std::size_t at, std::size_t end);
  bool skip(std::size_t at, std::size_t& end);
  template <class Tokens>
  bool skip(std::size_t at, std::size_t& end, Tokens tokens, bool& ran_out);
  void pass_deep(std::size_t at, std::size_t& end);
  void break_up(std::size_t at, std::size_t failed, std::vector<Slice>& out);
  bool marked(std::size_t brace) const;
  bool goes_on(std::size_t at) const;
  std::size_t restart(std::size_t failed, std::vector<Slice>& out);
  void learn(std::size_t brace);

  std::string_view bytes_;
  std::string key_, fence_;  // with their quotes
  Fence cached_fence_;       // the first one at or after where it was looked for; so a look from further on is free
  std::size_t cached_mark_ = 0;
  bool fence_known_ = false, mark_known_ = false;
  JsonWindow window_;
  json::Tape tape_;
  std::vector<Open> open_;      // of the skip that runs or failed last
  std::vector<Slice> inner_;    // marked objects closed inside it
  std::size_t string_end_ = 0;  // the last closing quote it saw
  bool deep_ = false;
  bool endless_ = false;  // something too deep had no end: not looked for again
};

}  // namespace tocsin::ingest
