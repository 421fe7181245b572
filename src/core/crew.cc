// SPDX-License-Identifier: Apache-2.0
#include "core/crew.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace tocsin {

struct Crew::Impl {
  const std::function<void(std::size_t, std::size_t, unsigned)>* work = nullptr;
  std::size_t n = 0, grain = 1;
  std::atomic<std::size_t> next{0};
  std::atomic<std::uint32_t> round{0};   // raised to start a round
  std::atomic<std::uint32_t> at_work{0};  // workers that have not ended this round
  std::atomic<bool> over{false};
  std::vector<std::thread> threads;

  void take_part(unsigned worker) {
    for (;;) {
      const std::size_t begin = next.fetch_add(grain, std::memory_order_relaxed);
      if (begin >= n) return;
      (*work)(begin, std::min(n, begin + grain), worker);
    }
  }

  void run(unsigned worker) {
    for (std::uint32_t seen = 0;;) {
      round.wait(seen, std::memory_order_acquire);
      seen = round.load(std::memory_order_acquire);
      if (over.load(std::memory_order_acquire)) return;
      take_part(worker);
      if (at_work.fetch_sub(1, std::memory_order_acq_rel) == 1) at_work.notify_one();
    }
  }
};

Crew::Crew(unsigned threads) : size_(std::max(1u, threads)) {
  if (size_ == 1) return;
  impl_ = std::make_unique<Impl>();
  for (unsigned worker = 1; worker < size_; ++worker)
    impl_->threads.emplace_back([this, worker] { impl_->run(worker); });
}

Crew::~Crew() {
  if (!impl_) return;
  impl_->over.store(true, std::memory_order_release);
  impl_->round.fetch_add(1, std::memory_order_acq_rel);
  impl_->round.notify_all();
  for (std::thread& thread : impl_->threads) thread.join();
}

void Crew::each(std::size_t n, std::size_t grain,
                const std::function<void(std::size_t, std::size_t, unsigned)>& work) {
  grain = std::max<std::size_t>(1, grain);
  if (!impl_ || n <= grain) {
    if (n > 0) work(0, n, 0);
    return;
  }
  impl_->work = &work;
  impl_->n = n;
  impl_->grain = grain;
  impl_->next.store(0, std::memory_order_relaxed);
  impl_->at_work.store(size_ - 1, std::memory_order_relaxed);
  impl_->round.fetch_add(1, std::memory_order_acq_rel);
  impl_->round.notify_all();
  impl_->take_part(0);
  for (std::uint32_t left; (left = impl_->at_work.load(std::memory_order_acquire)) != 0;) impl_->at_work.wait(left);
}

unsigned Crew::processors() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return std::max(1u, static_cast<unsigned>(CPU_COUNT(&set)));
}

}  // namespace tocsin
