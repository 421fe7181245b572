// SPDX-License-Identifier: Apache-2.0
// Which cores belong to one family. Each core, in the order they come, joins the family it holds most of.
//
// Against chaining, families grow by these rules only:
//   - A core joins one family: that of the earlier core it has most letters in common with (then the more similar, then
//     the earlier). A post that merges or quotes two stories is in the family it holds most of.
//   - It ties further families to that one only where it is similar to both as wholes, and strongly (kStrongUnbroken).
//   - Of a core that joined because it holds a family's words among others ("holder"), only that part speaks for the
//     family: a later core that shares just its other words is no member.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "trace/comparison.h"
#include "trace/cores.h"

namespace tocsin::trace {

// Disjoint sets; the root is the least member.
class Sets {
 public:
  std::size_t size() const { return parent_.size(); }
  void add() {
    next_.push_back(static_cast<std::uint32_t>(parent_.size()));
    parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
  }
  std::uint32_t find(std::uint32_t x);
  std::uint32_t peek(std::uint32_t x) const;  // the same, changing nothing: safe beside itself
  void join(std::uint32_t a, std::uint32_t b);
  std::uint32_t next(std::uint32_t x) const { return next_[x]; }  // in its set, which is a ring

 private:
  Chunked<std::uint32_t> parent_, next_;
};

// An earlier core that a core is a copy of.
struct Found {
  std::uint32_t core;
  Comparison comparison;
};

// The earlier core that a core is most similar to.
struct Source {
  std::uint32_t core = kNone;
  float similarity = 0;
  bool excerpt = false;
};

class Grouping {
 public:
  explicit Grouping(const Cores& cores) : cores_(cores) {}

  // The next core, a family of its own until it joins one.
  void add();
  // Of a holder, the part it has in common with its family must be among what the two share (`runs`, with `other` as
  // second).
  bool speaks_for_family(std::uint32_t other, const Comparison& comparison, std::span<const Run> runs,
                         std::size_t length) const;
  void join(std::uint32_t core, std::span<const Found> found);

  // What the last join() tied to another family: the least cores of families that are no more.
  std::span<const std::uint32_t> absorbed() const { return absorbed_; }

  Sets& families() { return families_; }
  const Sets& families() const { return families_; }
  const Source& source(std::uint32_t core) const { return sources_[core]; }

 private:
  void remember_held(std::uint32_t core, const Found& best);

  struct Held {
    std::uint32_t begin, end;  // in the holder's letters
  };

  const Cores& cores_;
  Sets families_;
  Chunked<Source> sources_;
  std::unordered_map<std::uint32_t, Held> held_;
  std::vector<std::uint32_t> absorbed_;
  Comparer comparer_;
};

}  // namespace tocsin::trace
