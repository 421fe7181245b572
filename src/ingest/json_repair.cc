// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_repair.h"

#include <array>
#include <cctype>

#include "core/utf8.h"
#include "core/utf8_check.h"

namespace tocsin::ingest {
namespace {

using namespace json;  // its kinds of fixes
constexpr std::array<std::string_view, kFixes> kFixNames = {
    "\\xNN escapes", "unknown escapes",  "lone surrogates", "raw control characters", "bytes that are not UTF-8",
    "bare values",   "numbers too long", "stray commas"};

bool white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

// -1: not four hex digits.
int hex4(std::string_view s, std::size_t at, int count = 4) {
  int value = 0;
  for (int i = 0; i < count; ++i) {
    const char c = at + static_cast<std::size_t>(i) < s.size() ? s[at + static_cast<std::size_t>(i)] : ' ';
    if (!std::isxdigit(static_cast<unsigned char>(c))) return -1;
    value = value * 16 + (digit(c) ? c - '0' : (c | 32) - 'a' + 10);
  }
  return value;
}

bool high(int c) { return c >= 0xD800 && c < 0xDC00; }
bool low(int c) { return c >= 0xDC00 && c < 0xE000; }

bool json_number(std::string_view s) {
  std::size_t i = 0, digits = 0;
  if (i < s.size() && s[i] == '-') ++i;
  const std::size_t first = i;
  while (i < s.size() && digit(s[i])) ++i, ++digits;
  if (digits == 0 || digits > 18 || (digits > 1 && s[first] == '0')) return false;
  if (i < s.size() && s[i] == '.') {
    const std::size_t dot = i++;
    while (i < s.size() && digit(s[i])) ++i;
    if (i == dot + 1 || i - dot > 40) return false;
  }
  if (i < s.size() && (s[i] | 32) == 'e') {
    ++i;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) ++i;
    const std::size_t e = i;
    while (i < s.size() && digit(s[i])) ++i;
    if (i == e || i - e > 2) return false;
  }
  return i == s.size();
}

// What needs no repair is copied in long stretches: [copied_, at_) is still to be.
class Repairer {
 public:
  explicit Repairer(std::string_view in) : in_(in), utf8_(utf8::valid(in)) { out_.reserve(in.size() + 32); }

  std::optional<Repair> run() {
    std::size_t depth = 0;
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '"') {
        string();
      } else if (white(c)) {
        at_ = json::after_white(in_, at_);
      } else if (c == ',' || c == ':') {
        ++at_;
      } else if (c == '{' || c == '[') {
        ++depth;
        ++at_;
      } else if (c == '}' || c == ']') {
        drop_comma();
        ++at_;
        if (depth > 0 && --depth == 0) break;
      } else {
        bare();
      }
    }
    std::string what = names_of(fixes_);
    if (what.empty() && in_.find_first_not_of(" \n\r\t,", at_) == std::string_view::npos) return std::nullopt;
    if (what.empty()) what = "bytes after the record's end";
    copy();
    return Repair{std::move(out_), std::move(what), at_};
  }

 private:
  void copy() {
    out_.append(in_, copied_, at_ - copied_);
    copied_ = at_;
  }

  // Instead of the next `length` bytes.
  void put(std::string_view bytes, std::size_t length, Fix fix) {
    copy();
    out_ += bytes;
    copied_ = at_ += length;
    ++fixes_[fix];
  }

  void drop_comma() {
    std::size_t end = at_;
    while (end > copied_ && white(in_[end - 1])) --end;
    if (end > copied_ && in_[end - 1] != ',') return;
    copy();
    end = out_.size();
    while (end > 0 && white(out_[end - 1])) --end;
    if (end == 0 || out_[end - 1] != ',') return;
    out_.erase(end - 1, 1);
    ++fixes_[kComma];
  }

  void put_control(unsigned char c, std::size_t length, Fix fix) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const char escape[] = {'\\', 'u', '0', '0', kDigits[c >> 4], kDigits[c & 15]};
    put(std::string_view(escape, sizeof escape), length, fix);
  }

  // One byte or character of a string's inside; what JSON cannot hold raw becomes an escape.
  void character() {
    const unsigned char c = static_cast<unsigned char>(in_[at_]);
    if (c < 0x20) return put_control(c, 1, kControl);
    const std::size_t length = utf8_ ? 1 : utf8::decode(in_, at_).length;
    if (!utf8_ && length == 1 && c >= 0x80)
      put("\uFFFD", 1, kBytes);
    else
      at_ += length;
  }

  void escape() {
    const char c = at_ + 1 < in_.size() ? in_[at_ + 1] : '\0';
    if (c == 'u' && hex4(in_, at_ + 2) >= 0) {
      const int code = hex4(in_, at_ + 2);
      const bool pair =
          high(code) && at_ + 7 < in_.size() && in_[at_ + 6] == '\\' && in_[at_ + 7] == 'u' && low(hex4(in_, at_ + 8));
      if (pair || (!high(code) && !low(code)))
        at_ += pair ? 12 : 6;
      else
        put("\\ufffd", 6, kSurrogate);
    } else if (c == 'x' && hex4(in_, at_ + 2, 2) >= 0) {
      put_control(static_cast<unsigned char>(hex4(in_, at_ + 2, 2)), 4, kHexEscape);
    } else if (c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) {
      at_ += 2;
    } else {
      put("\\\\", 1, kOtherEscape);
    }
  }

  void string() {
    ++at_;
    while (at_ < in_.size()) {
      if (utf8_) at_ = json::after_plain(in_, at_);
      if (at_ >= in_.size()) return;
      const char c = in_[at_];
      if (c == '"') {
        ++at_;
        return;
      }
      c == '\\' ? escape() : character();
    }
  }

  // A value without quotes: a literal stays; else it ends at a bracket, a line's end or a comma before a key.
  void bare() {
    std::size_t end = at_;
    while (end < in_.size() && !white(in_[end]) && in_[end] != ',' && in_[end] != '}' && in_[end] != ']' &&
           in_[end] != ':')
      ++end;
    const std::string_view token = in_.substr(at_, end - at_);
    if (token == "true" || token == "false" || token == "null" || json_number(token)) {
      at_ = end;
      return;
    }
    const bool number = token.find_first_not_of("-0123456789") == std::string_view::npos;
    for (; end < in_.size() && in_[end] != '}' && in_[end] != ']' && in_[end] != '\n'; ++end) {
      if (in_[end] != ',') continue;
      const std::size_t next = in_.find_first_not_of(" \t\r\n", end + 1);
      if (next == std::string_view::npos || in_[next] == '"' || in_[next] == '{' || number) break;
    }
    while (end > at_ + 1 && white(in_[end - 1])) --end;
    put("\"", 0, number ? kNumber : kBare);
    while (at_ < end) {
      if (in_[at_] == '"' || in_[at_] == '\\') {
        copy();
        out_ += '\\';
        ++at_;
      } else {
        character();
      }
    }
    copy();
    out_ += '"';
  }

  std::string_view in_;
  const bool utf8_;  // all of it is
  std::string out_;
  std::size_t at_ = 0, copied_ = 0;
  json::Fixes fixes_{};
};

}  // namespace

std::string names_of(const json::Fixes& fixes) {
  std::string out;
  for (std::size_t f = 0; f < fixes.size(); ++f)
    if (fixes[f] > 0) out += (out.empty() ? "" : ", ") + std::string(kFixNames[f]) + " (" + std::to_string(fixes[f]) + ")";
  return out;
}

std::optional<Repair> repair_json(std::string_view record) { return Repairer(record).run(); }

std::string too_long(std::size_t bytes) {
  return "has " + std::to_string(bytes >> 20) + " MiB, and " + std::to_string(kMostRecord >> 20) + " at most are read; what stands beside it was read";
}

Unparsed why_unparsed(std::string_view record, Odd broken) {
  if (record.size() > kMostRecord) return {Odd::too_large, too_long(record.size()) + "; begins with " + safe_excerpt(record)};
  return {broken, "not JSON and not repairable, begins with " + safe_excerpt(record)};
}

std::optional<ParsedRecord> parse_record(std::string_view record) {
  if (record.size() > kMostRecord) return std::nullopt;
  if (Result<json::Value> value = json::parse(record); value.ok())
    return ParsedRecord{std::move(*value), {}, record.size()};
  std::optional<Repair> repair = repair_json(record);
  if (!repair) return std::nullopt;
  Result<json::Value> value = json::parse(repair->json);
  if (!value.ok()) return std::nullopt;
  return ParsedRecord{std::move(*value), std::move(repair->what), repair->end};
}

std::optional<std::string> parse_record(std::string_view record, bool wrong, json::Tape& tape, std::string& space) {
  if (record.size() > kMostRecord) return std::nullopt;
  if (!wrong && tape.parse(record) == json::Tape::whole) return std::string();
  std::optional<Repair> repair = repair_json(record);
  if (!repair) return std::nullopt;
  space = std::move(repair->json);
  if (tape.parse(space) != json::Tape::whole) return std::nullopt;
  return std::move(repair->what);
}

}  // namespace tocsin::ingest
