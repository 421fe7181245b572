// SPDX-License-Identifier: Apache-2.0
// The times that begin the lines of a chat log, as phones of many languages write them.
//
//   "[14/10/2021, 3:34:09 PM] Pier: noon"   → 14 10 2021, 15:34:09, text from "Pier: noon"
//   "1/4/23, 7:02 PM - Pier: noon"          → 1 4 23, 19:02            (day first or month first: the file tells)
//   "2023-12-20, 5:46 p.m. - …", "13.6.2018 klo 21.25 - …", "٢٠/٦/٢٠١٧، ٨:٢٨ م - …"
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::ingest {

struct ChatStamp {
  std::array<int, 3> date{};
  int hour = 0, minute = 0, second = 0;
  std::size_t rest = 0;  // where what was said begins
};

// None: the line does not begin with a date and a time, set apart from what follows.
std::optional<ChatStamp> chat_stamp(std::string_view line);

// In which order a file's dates are written, but for those that begin with their year.
enum class DateOrder { day_first, month_first };
struct DateOrderReading {
  DateOrder order = DateOrder::day_first;
  bool sure = true;  // false: both day first and month first are possible, and neither puts the lines in order better
};
DateOrderReading date_order(const std::vector<ChatStamp>& stamps);

// "2021-10-14T15:34:09"; empty: no such date. A Buddhist year is counted from its own era.
std::string local_time(const ChatStamp& stamp, DateOrder order);

}  // namespace tocsin::ingest
