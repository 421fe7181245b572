// SPDX-License-Identifier: Apache-2.0
// Which cores belong to one family: each core, in order of time, is looked up among the earlier ones, the best
// candidates are compared letter by letter, and it joins the family it holds most of.
//
// Against chaining, families grow by these rules only:
//   - A core joins one family: that of the earlier core it has most letters in common with (then the more similar, then
//     the earlier). A post that merges or quotes two stories is in the family it holds most of.
//   - It ties further families to that one only where it is similar to both as wholes, and strongly (kStrongUnbroken).
//   - Of a core that joined because it holds a family's words among others ("holder"), only that part speaks for the
//     family: a later core that shares just its other words is no member.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/corpus.h"

namespace tocsin::trace {

// Disjoint sets; the root is the least member.
class Sets {
 public:
  explicit Sets(std::size_t n);
  std::uint32_t find(std::uint32_t x) const;
  void join(std::uint32_t a, std::uint32_t b);

 private:
  mutable std::vector<std::uint32_t> parent_;
};

struct Grouping {
  Sets families;                       // of cores
  std::vector<std::uint32_t> nearest;  // for each core the earlier one it is most similar to, or kNone
};

Grouping group(const Corpus& corpus, Progress* progress);

}  // namespace tocsin::trace
