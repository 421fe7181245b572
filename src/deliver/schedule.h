// SPDX-License-Identifier: Apache-2.0
// When what a rule fired for may leave: at once, when the quiet hours are over, or with the next digest. The clock is passed in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::deliver {

struct Schedule {
  struct Hours {
    int from = 0, to = 0;  // minutes of the day; over midnight where `to` is smaller
  };
  std::optional<Hours> quiet;
  std::optional<int> digest;      // minute of the day
  std::chrono::seconds every{0};  // 0: no
  std::string zone = "UTC";
};

std::optional<int> parse_clock(std::string_view text);                // "22:00"
std::optional<Schedule::Hours> parse_hours(std::string_view text);    // "22:00-07:00"

bool is_quiet(const Schedule& schedule, Time now);
// When what fires now leaves together with what else waits by then; none: at once, by itself.
std::optional<Time> held_until(const Schedule& schedule, Time now);

// How long until the next try, after so many: a minute, doubled each time, six hours at most; a quarter more or less, so that
// not all come back at once. `random` is moved on.
std::chrono::seconds back_off(unsigned attempts, std::uint64_t& random);

}  // namespace tocsin::deliver
