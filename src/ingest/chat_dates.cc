// SPDX-License-Identifier: Apache-2.0
#include "ingest/chat_dates.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>

#include "core/list.h"
#include "core/utf8.h"
#include "ingest/lists.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t kLongest = 96;  // bytes of a date and time

const std::map<std::string, bool, std::less<>>& afternoons() {
  static const std::map<std::string, bool, std::less<>> kHalves = [] {
    std::map<std::string, bool, std::less<>> out;
    for (const ListRow& row : builtin_list("day_halves.tsv", list("day_halves.tsv")))
      out.emplace(row["word"], row["half"] == "pm");
    return out;
  }();
  return kHalves;
}

int digit(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966'})
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  return -1;
}

bool direction_mark(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F; }

// Walks a line's head; direction marks are passed over wherever they stand.
class Head {
 public:
  explicit Head(std::string_view line) : line_(line.substr(0, kLongest)) { marks(); }

  char32_t peek() const { return at_ < line_.size() ? utf8::decode(line_, at_).character : 0; }
  void next() {
    at_ += utf8::decode(line_, at_).length;
    marks();
  }
  bool take(std::u32string_view any) {
    if (at_ >= line_.size() || any.find(peek()) == std::u32string_view::npos) return false;
    next();
    return true;
  }
  void spaces() {
    while (at_ < line_.size() && space(peek())) next();
  }
  // -1: none, or longer than `most` digits.
  int number(int most) {
    int n = 0, count = 0;
    for (int d = digit(peek()); at_ < line_.size() && d >= 0; d = at_ < line_.size() ? digit(peek()) : -1) {
      if (++count > most) return -1;
      n = n * 10 + d;
      next();
    }
    return count == 0 ? -1 : n;
  }
  // Letters, points and the spaces between them ("p. m.", "klo"), as day_halves.tsv writes them.
  std::string word() {
    std::string out;
    while (at_ < line_.size() && out.size() < 24) {
      const char32_t c = peek();
      if (digit(c) >= 0 || c == ']' || c == '-' || c == 0x2013 || c == ':' || c == '[' || c == ',') break;
      if (c != '.' && !space(c))
        utf8::append(out, c < 0x80 ? static_cast<char32_t>(std::tolower(static_cast<int>(c))) : c);
      next();
    }
    return out;
  }
  std::size_t at() const { return at_; }

 private:
  void marks() {
    while (at_ < line_.size()) {
      const auto [c, n] = utf8::decode(line_, at_);
      if (!direction_mark(c)) return;
      at_ += n;
    }
  }

  std::string_view line_;
  std::size_t at_ = 0;
};

bool read_date(Head& head, ChatStamp& stamp) {
  for (int i = 0; i < 3; ++i) {
    if (i > 0) {
      if (!head.take(U"/.-")) return false;
      head.spaces();
    }
    stamp.date[static_cast<std::size_t>(i)] = head.number(4);
    if (stamp.date[static_cast<std::size_t>(i)] < 0) return false;
  }
  return true;
}

// The half of the day that `word` names: 0 or 1; -1: it is none.
int half_of(const std::string& word) {
  const auto found = afternoons().find(word);
  return found == afternoons().end() ? -1 : found->second ? 1 : 0;
}

bool read_time(Head& head, ChatStamp& stamp, int half) {
  stamp.hour = head.number(2);
  if (stamp.hour < 0 || stamp.hour > 24 || !head.take(U":.")) return false;
  stamp.minute = head.number(2);
  if (stamp.minute < 0 || stamp.minute > 59) return false;
  if (head.take(U":.")) {
    stamp.second = head.number(2);
    if (stamp.second < 0 || stamp.second > 60) return false;
  }
  head.spaces();
  const std::string word = head.word();
  if (!word.empty()) half = half_of(word);
  if (!word.empty() && half < 0) return false;
  if (half >= 0) stamp.hour = stamp.hour % 12 + 12 * half;
  return true;
}

std::array<int, 3> year_month_day(const ChatStamp& stamp, DateOrder order) {
  const auto [a, b, c] = stamp.date;
  if (a > 31) return {a, b, c};
  if (order == DateOrder::month_first) return {c, a, b};
  return {c, b, a};
}

// A number that orders times, well enough to see which way of reading keeps a file's lines in order.
long rank(const ChatStamp& stamp, DateOrder order) {
  const auto [y, m, d] = year_month_day(stamp, order);
  return ((((y * 13L + m) * 32 + d) * 25 + stamp.hour) * 60 + stamp.minute) * 61 + stamp.second;
}

// How often one line is earlier than the one before it.
std::size_t steps_back(const std::vector<ChatStamp>& stamps, DateOrder order) {
  std::size_t steps = 0;
  for (std::size_t i = 1; i < stamps.size(); ++i) steps += rank(stamps[i], order) < rank(stamps[i - 1], order);
  return steps;
}

}  // namespace

std::optional<ChatStamp> chat_stamp(std::string_view line) {
  ChatStamp stamp;
  Head head(line);
  const bool bracket = head.take(U"[");
  if (!read_date(head, stamp)) return std::nullopt;
  head.take(U",.\u060C");
  head.spaces();
  const int half = half_of(head.word());  // or a word like "klo", "um", "at"
  if (!read_time(head, stamp, half)) return std::nullopt;
  if (bracket ? !head.take(U"]") : !head.take(U"-\u2013:")) return std::nullopt;
  if (!space(head.peek())) return std::nullopt;
  head.spaces();
  stamp.rest = head.at();
  return stamp;
}

DateOrderReading date_order(const std::vector<ChatStamp>& stamps) {
  bool day_first = false, month_first = false;
  for (const ChatStamp& stamp : stamps) {
    if (stamp.date[0] > 31) continue;
    day_first |= stamp.date[0] > 12;
    month_first |= stamp.date[1] > 12;
  }
  if (day_first != month_first) return {month_first ? DateOrder::month_first : DateOrder::day_first, true};
  const std::size_t by_day = steps_back(stamps, DateOrder::day_first);
  const std::size_t by_month = steps_back(stamps, DateOrder::month_first);
  const bool alike = std::all_of(stamps.begin(), stamps.end(),
                                 [](const ChatStamp& s) { return s.date[0] > 31 || s.date[0] == s.date[1]; });
  return {by_month < by_day ? DateOrder::month_first : DateOrder::day_first, by_day != by_month || alike};
}

std::string local_time(const ChatStamp& stamp, DateOrder order) {
  auto [year, month, day] = year_month_day(stamp, order);
  if (year < 100) year += 2000;
  if (year > 2400 && year < 2700) year -= 543;
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, stamp.hour, stamp.minute,
                stamp.second);
  return out;
}

}  // namespace tocsin::ingest
