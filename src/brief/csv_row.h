// SPDX-License-Identifier: Apache-2.0
// A row of a table as RFC 4180 has it, and text that a spreadsheet would reckon with kept from it.
//
//   Row().put("inc-1").text("=1+1, a strike").number(48).line()      inc-1,"'=1+1, a strike",48
//   Row().exact("=1+1\n").line()                                     """=1+1\n"""
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "brief/escape.h"
#include "brief/graph.h"
#include "core/clock.h"
#include "core/json_writer.h"
#include "text/text.h"

namespace tocsin::brief {

class Row {
 public:
  // Of a document: one line, nothing unseen, an apostrophe before what would be a formula.
  Row& text(std::string_view given) {
    std::string cell = one_line(text::terminal_safe(given));
    if (formula(cell)) cell.insert(0, 1, '\'');
    return put(cell);
  }
  // Text that must come back as it was (graph.h): as a JSON string where it would be a formula.
  Row& exact(std::string_view given) {
    const std::string cell = exactly(given);
    return put(formula(cell) ? literal(given) : cell);
  }
  Row& number(std::optional<std::int64_t> n) { return put(n ? std::to_string(*n) : std::string()); }
  Row& degrees(std::optional<double> d) { return put(d ? json::Writer().value(*d).text() : std::string()); }
  // Two cells, its ends: dates where it is known to the day or less, else times; empty where open.
  Row& interval(const Interval& when) {
    for (const std::optional<Time>& end : {when.from, when.to})
      put(!end ? std::string() : when.precision >= Precision::day ? format_date(*end) : format_time(*end));
    return *this;
  }
  Row& put(std::string_view cell) {
    if (begun_) line_ += ',';
    begun_ = true;
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
      line_ += cell;
      return *this;
    }
    line_ += '"';
    for (const char c : cell) line_.append(c == '"' ? 2 : 1, c);
    line_ += '"';
    return *this;
  }
  Row& empty(std::size_t cells) {
    for (std::size_t i = 0; i < cells; ++i) put({});
    return *this;
  }
  std::string line() const { return line_ + "\r\n"; }

 private:
  // Also after white space, and in the wide forms that some spreadsheets read as the narrow ones.
  static bool formula(std::string_view cell) {
    const std::size_t at = cell.find_first_not_of(' ');
    if (at == std::string_view::npos) return false;
    for (const std::string_view start : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
      if (cell.substr(at).starts_with(start)) return true;
    return false;
  }

  std::string line_;
  bool begun_ = false;
};

}  // namespace tocsin::brief
