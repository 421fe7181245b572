// SPDX-License-Identifier: Apache-2.0
#include "core/crew.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace tocsin {

// Work, and how far it has been given out.
struct Crew::Job {
  const Work* work = nullptr;
  std::size_t n = 0, grain = 1;
  std::atomic<std::size_t> next{0};

  void set(std::size_t count, std::size_t part, const Work& what) {
    work = &what;
    n = count;
    grain = std::max<std::size_t>(1, part);
    next.store(0, std::memory_order_relaxed);
  }
  bool take_part(unsigned worker) {  // false: none is left
    if (next.load(std::memory_order_relaxed) >= n) return false;
    const std::size_t begin = next.fetch_add(grain, std::memory_order_relaxed);
    if (begin >= n) return false;
    (*work)(begin, std::min(n, begin + grain), worker);
    return true;
  }
};

// Every worker takes part in every round, so after one no worker is at what waited before it.
struct Crew::Impl {
  Job job;  // of the round
  std::atomic<std::uint32_t> round{0};    // raised to start a round
  std::atomic<std::uint32_t> at_work{0};  // workers that have not ended this round
  std::atomic<bool> over{false};
  std::atomic<Job*> waiting{nullptr};  // taken between rounds
  std::vector<std::thread> threads;

  // Until `value` is no longer `seen`: awake for a moment, as being woken takes longer than most waits.
  static void wait(const std::atomic<std::uint32_t>& value, std::uint32_t seen) {
    constexpr int kAwake = 2000;
    for (int i = 0; i < kAwake; ++i) {
      if (value.load(std::memory_order_acquire) != seen) return;
      __builtin_ia32_pause();
    }
    value.wait(seen, std::memory_order_acquire);
  }

  void run(unsigned worker) {
    for (std::uint32_t seen = 0;;) {
      const auto idle = [&] { return round.load(std::memory_order_acquire) == seen; };
      for (Job* other = nullptr; idle() && (other = waiting.load(std::memory_order_acquire)) && other->take_part(worker);) {}
      wait(round, seen);
      ++seen;
      if (over.load(std::memory_order_acquire)) return;
      while (job.take_part(worker)) {}
      if (at_work.fetch_sub(1, std::memory_order_acq_rel) == 1) at_work.notify_one();
    }
  }

  void start_round() {
    at_work.store(static_cast<std::uint32_t>(threads.size()), std::memory_order_relaxed);
    round.fetch_add(1, std::memory_order_acq_rel);
    round.notify_all();
  }
  void end_round() {
    for (std::uint32_t left; (left = at_work.load(std::memory_order_acquire)) != 0;) wait(at_work, left);
  }
};

Crew::Crew(unsigned threads) : size_(std::max(1u, threads)), waiting_(std::make_unique<Job>()) {
  if (size_ == 1) return;
  impl_ = std::make_unique<Impl>();
  for (unsigned worker = 1; worker < size_; ++worker)
    impl_->threads.emplace_back([this, worker] { impl_->run(worker); });
}

Crew::~Crew() {
  if (!impl_) return;
  impl_->over.store(true, std::memory_order_release);
  impl_->start_round();
  for (std::thread& thread : impl_->threads) thread.join();
}

void Crew::each(std::size_t n, std::size_t grain, const Work& work) {
  if (!impl_ || n <= grain) {
    if (n > 0) work(0, n, 0);
    return;
  }
  impl_->job.set(n, grain, work);
  impl_->start_round();
  while (impl_->job.take_part(0)) {}
  impl_->end_round();
}

void Crew::later(std::size_t n, std::size_t grain, Work work) {
  waiting_work_ = std::move(work);
  waiting_->set(n, grain, waiting_work_);
  if (impl_) impl_->waiting.store(waiting_.get(), std::memory_order_release);
}

void Crew::finish() {
  if (!impl_) {
    while (waiting_->take_part(0)) {}
    return;
  }
  if (!impl_->waiting.exchange(nullptr, std::memory_order_acq_rel)) return;
  each(size_, 1, [this](std::size_t, std::size_t, unsigned worker) {
    while (waiting_->take_part(worker)) {}
  });
}

unsigned Crew::processors() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return std::max(1u, static_cast<unsigned>(CPU_COUNT(&set)));
}

}  // namespace tocsin
