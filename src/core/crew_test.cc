// SPDX-License-Identifier: Apache-2.0
#include "core/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace tocsin {
namespace {

TEST(Crew, EveryNumberOnceWhateverTheThreads) {
  for (const unsigned threads : {1u, 2u, 5u}) {
    Crew crew(threads);
    for (const std::size_t n : {0u, 1u, 7u, 1000u}) {
      std::vector<std::atomic<int>> times(n);
      for (int round = 0; round < 20; ++round)
        crew.each(n, 3, [&](std::size_t begin, std::size_t end, unsigned worker) {
          EXPECT_LT(worker, crew.size());
          for (std::size_t i = begin; i < end; ++i) ++times[i];
        });
      for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(times[i], 20) << i << " of " << n << ", " << threads << " threads";
    }
  }
}

TEST(Crew, WhatCanWaitIsDoneOnceBesideTheRest) {
  for (const unsigned threads : {1u, 2u, 5u}) {
    Crew crew(threads);
    crew.finish();  // of nothing
    std::vector<std::atomic<int>> now(300), later(1000);
    for (int turn = 1; turn <= 200; ++turn) {
      crew.later(later.size(), 7, [&](std::size_t begin, std::size_t end, unsigned worker) {
        EXPECT_LT(worker, crew.size());
        for (std::size_t i = begin; i < end; ++i) ++later[i];
      });
      for (int round = 0; round < turn % 3; ++round)
        crew.each(now.size(), 11, [&](std::size_t begin, std::size_t end, unsigned) {
          for (std::size_t i = begin; i < end; ++i) ++now[i];
        });
      crew.finish();
      for (const auto& times : later) ASSERT_EQ(times, turn) << threads << " threads";
      crew.finish();  // again: nothing is left
    }
    for (const auto& times : now) ASSERT_EQ(times, 201) << threads << " threads";
  }
}

TEST(Crew, HasAProcessor) { EXPECT_GE(Crew::processors(), 1u); }

}  // namespace
}  // namespace tocsin
