// SPDX-License-Identifier: Apache-2.0
#include "core/json_tape.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/utf8.h"
#include "core/utf8_check.h"

namespace tocsin::json {
namespace {

constexpr std::size_t kPlainDigits = 18;  // of a number that 64 bits hold whatever it is

// What may stand behind a number or a word.
constexpr std::array<bool, 256> kEndsToken = [] {
  std::array<bool, 256> out{};
  for (const char c : {' ', '\n', '\r', '\t', ',', ':', '{', '}', '[', ']', '"'}) out[static_cast<unsigned char>(c)] = true;
  return out;
}();
bool ends_token(char c) { return kEndsToken[static_cast<unsigned char>(c)]; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

// -1: not four hex digits before `end`.
int hex4(const char* at, const char* end) {
  if (end - at < 4) return -1;
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex_digit(at[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool high(int code) { return code >= 0xD800 && code < 0xDC00; }
bool low(int code) { return code >= 0xDC00 && code < 0xE000; }

// The escape at `at`, two letters or more; bytes it takes, 0: it is none. Surrogates go in pairs.
std::size_t read_escape(const char* at, const char* end, char32_t& character) {
  if (end - at < 2) return 0;
  switch (at[1]) {
    case 'b':
      return character = '\b', 2;
    case 'f':
      return character = '\f', 2;
    case 'n':
      return character = '\n', 2;
    case 'r':
      return character = '\r', 2;
    case 't':
      return character = '\t', 2;
    case '"':
    case '\\':
    case '/':
      return character = static_cast<unsigned char>(at[1]), 2;
    case 'u':
      break;
    default:
      return 0;
  }
  const int code = hex4(at + 2, end);
  if (code < 0 || low(code)) return 0;
  character = static_cast<char32_t>(code);
  if (!high(code)) return 6;
  if (end - at < 12 || at[6] != '\\' || at[7] != 'u') return 0;
  const int second = hex4(at + 8, end);
  if (!low(second)) return 0;
  character = 0x10000 + (static_cast<char32_t>(code - 0xD800) << 10) + static_cast<char32_t>(second - 0xDC00);
  return 12;
}

}  // namespace

Tape::Parsed Tape::parse(std::string_view bytes) {
  own_.read(bytes);
  if (own_.size() == 0 || own_.read_to() < bytes.size()) return wrong;
  const Parsed parsed = parse(own_, 0);
  return parsed == whole && mark_ == own_.size() ? whole : wrong;
}

Tape::Parsed Tape::parse(const Marks& marks, std::size_t first) {
  marks_ = &marks;
  source_ = marks.bytes().data();
  mark_ = first;
  begin_ = marks[first];
  cut_ = false;
  depth_ = 0;
  nodes_.clear();
  rewritten_.clear();
  const auto behind = [&](const std::vector<std::uint32_t>& list) { return std::lower_bound(list.begin(), list.end(), begin_); };
  escape_ = marks.escapes().data() + (behind(marks.escapes()) - marks.escapes().begin());
  if (!value(0)) return cut_ ? cut : wrong;
  if (const auto control = behind(marks.controls()); control != marks.controls().end() && *control < end_) return wrong;
  if (!marks.utf8() && !utf8::valid(std::string_view(source_ + begin_, end_ - begin_))) return wrong;
  return whole;
}

Node& Tape::add(Type type, std::size_t begin, std::size_t end) {
  nodes_.push_back({type, Node::as_written, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(nodes_.size() + 1)});
  end_ = end;
  return nodes_.back();
}

bool Tape::value(std::size_t depth) {
  if (!more()) return false;
  switch (const std::uint32_t at = (*marks_)[mark_]; source_[at]) {
    case '"':
      return string();
    case '{':
      return object(depth + 1);
    case '[':
      return array(depth + 1);
    case 't':
    case 'f':
    case 'n':
      return literal(at);
    default:
      return number(at);
  }
}

bool Tape::object(std::size_t depth) {
  const std::size_t self = nodes_.size();
  depth_ = std::max(depth_, depth);
  add(Type::object, (*marks_)[mark_++], 0);
  if (!more()) return false;
  if (here() != '}') {
    if (depth == kDepth) return false;
    for (;; ++mark_) {
      if (!more() || here() != '"' || !string()) return false;
      if (!more() || here() != ':') return false;
      ++mark_;
      if (!value(depth) || !more()) return false;
      if (here() == '}') break;
      if (here() != ',') return false;
    }
  }
  end_ = (*marks_)[mark_++] + std::size_t{1};
  nodes_[self].end = static_cast<std::uint32_t>(end_);
  nodes_[self].next = static_cast<std::uint32_t>(nodes_.size());
  return true;
}

bool Tape::array(std::size_t depth) {
  const std::size_t self = nodes_.size();
  depth_ = std::max(depth_, depth);
  add(Type::array, (*marks_)[mark_++], 0);
  if (!more()) return false;
  if (here() != ']') {
    if (depth == kDepth) return false;
    for (;; ++mark_) {
      if (!value(depth) || !more()) return false;
      if (here() == ']') break;
      if (here() != ',') return false;
    }
  }
  end_ = (*marks_)[mark_++] + std::size_t{1};
  nodes_[self].end = static_cast<std::uint32_t>(end_);
  nodes_[self].next = static_cast<std::uint32_t>(nodes_.size());
  return true;
}

bool Tape::string() {
  const std::size_t begin = (*marks_)[mark_++] + std::size_t{1};
  if (!more()) return false;
  const std::size_t end = (*marks_)[mark_++];
  Node& node = add(Type::string, begin, end);
  end_ = end + 1;
  const std::uint32_t* const behind = marks_->escapes().data() + marks_->escapes().size();
  if (escape_ == behind || *escape_ >= end) return true;
  node.form = Node::with_escapes;
  return escapes(begin, end);
}

bool Tape::escapes(std::size_t begin, std::size_t end) {
  const std::uint32_t* const behind = marks_->escapes().data() + marks_->escapes().size();
  for (std::size_t read_to = begin; escape_ != behind && *escape_ < end; ++escape_) {
    if (*escape_ < read_to) continue;  // the second half of a pair
    char32_t character;
    const std::size_t length = read_escape(source_ + *escape_, source_ + end, character);
    if (length == 0) return false;
    read_to = *escape_ + length;
  }
  return true;
}

bool Tape::literal(std::uint32_t at) {
  static constexpr std::string_view kNull = "null", kTrue = "true", kFalse = "false";
  const std::string_view word = source_[at] == 't' ? kTrue : source_[at] == 'f' ? kFalse : kNull;
  const std::string_view rest = marks_->bytes().substr(at);
  if (rest.size() < word.size() && word.starts_with(rest)) return cut_ = true, false;
  if (!rest.starts_with(word) || (rest.size() > word.size() && !ends_token(rest[word.size()]))) return false;
  add(word == kNull ? Type::null : Type::boolean, at, at + word.size());
  ++mark_;
  return true;
}

bool Tape::number(std::uint32_t at) {
  const std::string_view bytes = marks_->bytes();
  const auto digit = [&](std::size_t i) { return i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9'; };
  const std::size_t first = at + (bytes[at] == '-');
  if (!digit(first)) return cut_ = first == bytes.size(), false;
  std::size_t end = first;
  while (digit(end)) ++end;
  ++mark_;
  const bool ended = end == bytes.size() || ends_token(bytes[end]);
  if (ended && end - first <= kPlainDigits && (bytes[first] != '0' || end == at + std::size_t{1})) {
    add(Type::number, at, end);
    return true;
  }
  while (end < bytes.size() && !ends_token(bytes[end])) ++end;
  const Result<Value> parsed = json::parse(bytes.substr(at, end - at));
  if (!parsed.ok() || !parsed->is(Type::number)) return cut_ = end == bytes.size(), false;
  Node& node = add(Type::number, rewritten_.size(), end);
  rewritten_ += parsed->scalar;
  node.form = Node::rewritten;
  node.end = static_cast<std::uint32_t>(rewritten_.size());
  return true;
}

const Node* Tape::find(const Node& object, std::string_view key) const {
  if (!object.is(Type::object)) return nullptr;
  for (const Node* name = first(object); name != behind(object); name = behind(name[1]))
    if (name->form == Node::as_written ? bytes_of(*name) == key : text(*name) == key) return name + 1;
  return nullptr;
}

void Tape::append(const Node& node, std::string& out) const {
  if (!node.is(Type::string) && !node.is(Type::number)) return;
  if (node.form == Node::rewritten) {
    out.append(rewritten_, node.begin, node.end - node.begin);
    return;
  }
  std::string_view rest = bytes_of(node);
  while (node.form == Node::with_escapes) {
    const std::size_t slash = rest.find('\\');
    if (slash == std::string_view::npos) break;
    out += rest.substr(0, slash);
    char32_t character = 0;
    const std::size_t length = read_escape(rest.data() + slash, rest.data() + rest.size(), character);
    utf8::append(out, character);
    rest.remove_prefix(slash + length);
  }
  out += rest;
}

std::string Tape::text(const Node& node) const {
  std::string out;
  append(node, out);
  return out;
}

}  // namespace tocsin::json
