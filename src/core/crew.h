// SPDX-License-Identifier: Apache-2.0
// A few threads that share out the numbers from 0 to n. The caller is one of them; with one thread nothing is started.
//
//   Crew crew(2);
//   crew.each(entries.size(), 64, [&](std::size_t begin, std::size_t end, unsigned worker) { … });
//   crew.later(next.size(), 64, …);  // beside what each() and the caller do from here on
//   crew.finish();
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
  using Work = std::function<void(std::size_t begin, std::size_t end, unsigned worker)>;
  // Returns when all is done. Parts are of `grain` numbers; `work` must not throw and not call each().
  void each(std::size_t n, std::size_t grain, const Work& work);

  // Work that can wait: whoever would be idle takes parts of it, until finish() does what is left and returns when all is
  // done. One such work at a time.
  void later(std::size_t n, std::size_t grain, Work work);
  void finish();

  static unsigned processors();  // that this process may use

 private:
  struct Job;
  struct Impl;
  unsigned size_;
  Work waiting_work_;
  std::unique_ptr<Job> waiting_;
  std::unique_ptr<Impl> impl_;  // none: one thread
};

}  // namespace tocsin
