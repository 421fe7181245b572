// SPDX-License-Identifier: Apache-2.0
// Families as messages come, one at a time: which family a message is in now, what else that changes, and what its text
// can be found by when it is no longer held. What a message costs does not grow with how many are held.
//
//   LiveTracer tracer;
//   LiveTracer::Added a = tracer.add(entry);      // a.alone: no copy is held
//   for (const LiveTracer::Placed& p : tracer.place(a.number, !a.tied.empty())) …   // what is to be written down
//
// What it finds depends on the messages and their order alone: added again, in the same order, they give the same.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "trace/trace.h"

namespace tocsin::trace {

// A text in integers, for an index somewhere else. Texts that are equal after folding have the same `whole`, copies
// share some of `keys`.
struct Marks {
  std::int64_t whole = 0;          // negative; 0: a blank text
  std::vector<std::int64_t> keys;  // not negative; none of a text that is only found as a whole
  std::size_t worth_keeping = 0;   // how many of `keys`, from the front, to keep; all of them are to be looked up
};

class LiveTracer {
 public:
  LiveTracer();
  ~LiveTracer();
  LiveTracer(LiveTracer&&) noexcept;
  LiveTracer& operator=(LiveTracer&&) noexcept;

  struct Added {
    std::uint32_t number = 0;
    bool alone = true;
    std::uint32_t with = 0;           // a message that was in its family before
    std::vector<std::uint32_t> tied;  // one of each further family that is now part of it
  };
  Added add(const Entry& entry);
  // Makes one family of two, whatever their texts say; false: they were one.
  bool tie(std::uint32_t a, std::uint32_t b);

  std::size_t size() const;
  std::vector<std::uint32_t> family(std::uint32_t number) const;  // all members
  std::uint32_t family_number(std::uint32_t number) const;  // of its family, until the next add() or tie()
  // The least number of a message with the same letters.
  std::uint32_t same_text(std::uint32_t number) const;
  Marks marks(std::uint32_t number) const;
  // Whether a text that is not held is a copy of one that is: more is likelier, 0: it is none.
  double likeness(std::uint32_t number, const Entry& other) const;
  std::vector<Passage> passages(const Entry& of, const Entry& member) const;

  // Where the message stands; and, where it is earlier than other members, or `all`, where they stand now. Of a family of
  // more than kMany, others follow later: when it has grown by an eighth, or with settle().
  struct Placed {
    std::uint32_t number;
    Placing placing;
  };
  std::vector<Placed> place(std::uint32_t number, bool all);
  std::vector<Placed> settle();

  static constexpr std::size_t kMany = 64;
  static constexpr std::size_t kFewestKept = 8;  // keys of a text, or a quarter of them

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::trace
