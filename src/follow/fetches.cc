// SPDX-License-Identifier: Apache-2.0
#include "follow/fetches.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace tocsin::follow {

struct Fetches::Impl {
  explicit Impl(http::Client& c) : client(c) {}

  http::Client& client;
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::condition_variable more;
  std::deque<std::pair<http::Request, std::shared_ptr<Fetch>>> waiting;
  std::atomic<bool> ends = false;
  int came = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

  void carry() {
    while (true) {
      std::unique_lock lock(mutex);
      more.wait(lock, [&] { return ends || !waiting.empty(); });
      if (ends) return;
      auto [request, fetch] = std::move(waiting.front());
      waiting.pop_front();
      lock.unlock();
      request.stopped = [this] { return ends.load(); };
      fetch->answer_ = client.fetch(request);
      fetch->done_ = true;
      [[maybe_unused]] const int told = ::eventfd_write(came, 1);
    }
  }
};

Fetches::Fetches(http::Client& client, unsigned threads) : impl_(std::make_unique<Impl>(client)) {
  for (unsigned i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->carry(); });
}

Fetches::~Fetches() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->ends = true;
  }
  impl_->more.notify_all();
  for (std::thread& thread : impl_->threads) thread.join();
  if (impl_->came >= 0) ::close(impl_->came);
}

std::shared_ptr<Fetch> Fetches::start(http::Request request) {
  auto fetch = std::make_shared<Fetch>();
  if (impl_->threads.empty()) {
    fetch->answer_ = impl_->client.fetch(request);
    fetch->done_ = true;
    return fetch;
  }
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->waiting.emplace_back(std::move(request), fetch);
  }
  impl_->more.notify_one();
  return fetch;
}

int Fetches::descriptor() const {
  eventfd_t told = 0;
  [[maybe_unused]] const int read = ::eventfd_read(impl_->came, &told);
  return impl_->came;
}

}  // namespace tocsin::follow
