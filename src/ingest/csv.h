// SPDX-License-Identifier: Apache-2.0
// Tables of text by RFC 4180, a row at a time, each with the offset it stands at. (No CSV library of Debian's tells
// offsets.) A quoted field may hold separators, line ends and doubled quotes; everything else is broken and told.
//
//   id;text\n41;"Ferries sail\nat ""noon"""\n      → {41, Ferries sail\nat "noon"} at byte 8
//
// A quote that is never closed does not take the rest of the file with it: that row is broken, and rows are looked for
// again from its next line.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/intake.h"

namespace tocsin::ingest {

struct CsvRow {
  enum State { whole, broken, open } state = whole;  // open: a quote is never closed
  std::size_t begin = 0, end = 0;                    // without its line end
  std::vector<std::string_view> fields;              // last until the next row
  bool ended = false;                                // by a line end, not by the end of the bytes
};

class CsvReader {
 public:
  CsvReader(std::string_view bytes, char separator, std::size_t at = 0);
  // False at the end. Lines without anything are passed over.
  bool next(CsvRow& row);

 private:
  bool quoted(CsvRow& row);
  void give_up(CsvRow& row, CsvRow::State state);

  std::string_view bytes_;
  char separator_;
  std::size_t at_;
  int open_quotes_ = 0;
  std::deque<std::string> unescaped_;  // fields that are not their bytes
};

// A table whose first row names the columns. Names compare in lower case, with spaces for underscores.
class CsvTable {
 public:
  // Of comma, semicolon and tab the separator that gives its first row most columns.
  explicit CsvTable(std::string_view bytes);
  int column(std::string_view name) const;  // -1: there is none
  bool has(std::initializer_list<std::string_view> names) const;
  char separator() const { return separator_; }

  using Take = std::function<Status(const CsvRow& row, const std::string& place)>;
  // Every row with a field for each column; what is no such row is told to the intake.
  Status each(Intake& intake, const Take& take) const;

 private:
  std::string_view bytes_;
  char separator_ = ',';
  std::size_t body_ = 0;  // where the rows begin
  std::vector<std::string> columns_;
};

// The end of the row at `at` of the table in `bytes`.
std::size_t csv_row_end(std::string_view bytes, std::size_t at);

// Field `column` of a row; empty where there is none.
inline std::string_view field_of(const CsvRow& row, int column) {
  return column < 0 ? std::string_view() : row.fields[static_cast<std::size_t>(column)];
}

}  // namespace tocsin::ingest
