// SPDX-License-Identifier: Apache-2.0
// A few threads that share out the numbers from 0 to n. The caller is one of them; with one thread nothing is started.
//
//   Crew crew(2);
//   crew.each(entries.size(), 64, [&](std::size_t begin, std::size_t end, unsigned worker) { … });
//
// Which worker gets which part is chance: results must not depend on it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace tocsin {

class Crew {
 public:
  explicit Crew(unsigned threads);
  ~Crew();

  unsigned size() const { return size_; }
  // Returns when all is done. Parts are of `grain` numbers; `work` must not throw and not call each().
  void each(std::size_t n, std::size_t grain, const std::function<void(std::size_t, std::size_t, unsigned)>& work);

  static unsigned processors();  // that this process may use

 private:
  struct Impl;
  unsigned size_;
  std::unique_ptr<Impl> impl_;  // none: one thread
};

}  // namespace tocsin
