// SPDX-License-Identifier: Apache-2.0
#include "ingest/csv.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace tocsin::ingest {
namespace {

constexpr int kOpenQuotes = 8;  // each costs a walk to the end of the bytes
constexpr std::size_t kHeader = 16 << 10;

std::size_t find(std::string_view bytes, char c, std::size_t from) {
  if (from >= bytes.size()) return bytes.size();
  const void* found = std::memchr(bytes.data() + from, c, bytes.size() - from);
  return found == nullptr ? bytes.size() : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

std::string column_name(std::string_view written) {
  std::string out;
  for (const char c : written) out += c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t first = out.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : out.substr(first, out.find_last_not_of(' ') + 1 - first);
}

bool blank(const CsvRow& row) {
  return std::all_of(row.fields.begin(), row.fields.end(), [](std::string_view field) { return field.empty(); });
}

std::string counted(std::size_t n) { return std::to_string(n) + (n == 1 ? " field" : " fields"); }

}  // namespace

CsvReader::CsvReader(std::string_view bytes, char separator, std::size_t at)
    : bytes_(bytes), separator_(separator), at_(at == 0 && bytes.starts_with("\xEF\xBB\xBF") ? 3 : at) {}

void CsvReader::give_up(CsvRow& row, CsvRow::State state) {
  row.state = state;
  row.end = find(bytes_, '\n', state == CsvRow::open ? row.begin : at_);
  row.ended = row.end < bytes_.size();
  at_ = std::min(row.end + 1, bytes_.size());
  if (state == CsvRow::open && ++open_quotes_ > kOpenQuotes) at_ = bytes_.size();
}

// The field that begins with the quote at at_. False: the row is broken.
bool CsvReader::quoted(CsvRow& row) {
  const std::size_t begin = at_ + 1;
  std::string* own = nullptr;
  for (std::size_t from = begin;;) {
    const std::size_t quote = find(bytes_, '"', from);
    if (quote == bytes_.size()) {
      give_up(row, CsvRow::open);
      return false;
    }
    const bool doubled = quote + 1 < bytes_.size() && bytes_[quote + 1] == '"';
    if (doubled && own == nullptr) own = &unescaped_.emplace_back();
    if (own != nullptr) own->append(bytes_.substr(from, quote + (doubled ? 1 : 0) - from));
    if (doubled) {
      from = quote + 2;
      continue;
    }
    row.fields.push_back(own != nullptr ? std::string_view(*own) : bytes_.substr(begin, quote - begin));
    at_ = quote + 1;
    return true;
  }
}

bool CsvReader::next(CsvRow& row) {
  while (at_ < bytes_.size() && (bytes_[at_] == '\n' || bytes_[at_] == '\r')) ++at_;
  if (at_ >= bytes_.size()) return false;
  row.state = CsvRow::whole;
  row.begin = at_;
  row.fields.clear();
  unescaped_.clear();
  for (;;) {
    if (at_ < bytes_.size() && bytes_[at_] == '"') {
      if (!quoted(row)) return true;
      if (at_ < bytes_.size() && bytes_[at_] == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
      if (at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n') {
        give_up(row, CsvRow::broken);
        return true;
      }
    } else {
      const std::size_t begin = at_;
      while (at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n') ++at_;
      std::string_view field = bytes_.substr(begin, at_ - begin);
      if (field.ends_with('\r') && (at_ == bytes_.size() || bytes_[at_] == '\n')) field.remove_suffix(1);
      row.fields.push_back(field);
    }
    if (at_ >= bytes_.size() || bytes_[at_] == '\n') break;
    ++at_;
  }
  row.end = at_;
  row.ended = at_ < bytes_.size();
  if (row.ended && bytes_[at_ - 1] == '\r') --row.end;
  return true;
}

CsvTable::CsvTable(std::string_view bytes) : bytes_(bytes) {
  const std::string_view head = bytes.substr(0, kHeader);
  for (const char separator : {',', ';', '\t'}) {
    CsvRow row;
    CsvReader reader(head, separator);  // keeps the fields
    if (!reader.next(row) || row.state != CsvRow::whole || row.fields.size() <= columns_.size())
      continue;
    columns_.clear();
    for (const std::string_view field : row.fields) columns_.push_back(column_name(field));
    separator_ = separator;
    body_ = row.end;
  }
}

int CsvTable::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  return found == columns_.end() ? -1 : static_cast<int>(found - columns_.begin());
}

bool CsvTable::has(std::initializer_list<std::string_view> names) const {
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return column(name) >= 0; });
}

Status CsvTable::each(Intake& intake, const Take& take) const {
  CsvReader reader(bytes_, separator_, body_);
  CsvRow row;
  bool after_break = false;  // what is left of a broken row is no oddity of its own
  for (std::uint64_t number = 1; reader.next(row); ++number) {
    const std::string place = "row " + std::to_string(number);
    if (row.state == CsvRow::whole && row.fields.size() == columns_.size()) {
      after_break = false;
      if (blank(row)) continue;
      if (Status status = take(row, place); !status.ok()) return status;
      continue;
    }
    if (after_break) continue;
    after_break = row.state == CsvRow::open;
    if (row.state == CsvRow::whole && !row.ended && row.fields.size() < columns_.size())
      intake.oddity(Odd::truncated, row.begin, place, "the file ends inside this row; everything before it was read");
    else if (row.state == CsvRow::open)
      intake.oddity(
          Odd::truncated, row.begin, place,
          "a quote of this row is never closed; everything before it was read, and rows after it are looked for");
    else if (row.state == CsvRow::broken)
      intake.oddity(Odd::broken, row.begin, place, "text after a closing quote; quotes inside a field must be doubled");
    else
      intake.oddity(Odd::broken, row.begin, place,
                    counted(row.fields.size()) + ", the header names " + std::to_string(columns_.size()));
  }
  return {};
}

std::size_t csv_row_end(std::string_view bytes, std::size_t at) {
  CsvRow row;
  CsvReader reader(bytes, CsvTable(bytes).separator(), at);
  return reader.next(row) ? row.end : bytes.size();
}

}  // namespace tocsin::ingest
