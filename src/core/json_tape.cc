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

// One that is none: what it is taken for, the bytes it takes, and what is wrong with it.
std::size_t mend_escape(const char* at, const char* end, char32_t& character, Fix& fix) {
  if (at[1] == 'u' && hex4(at + 2, end) >= 0) {
    fix = kSurrogate;
    return character = utf8::kReplacement, 6;
  }
  if (at[1] == 'x' && end - at >= 4 && hex_digit(at[2]) >= 0 && hex_digit(at[3]) >= 0) {
    fix = kHexEscape;
    return character = static_cast<char32_t>(hex_digit(at[2]) * 16 + hex_digit(at[3])), 4;
  }
  fix = kOtherEscape;
  return character = U'\\', 1;
}

}  // namespace

Tape::Parsed Tape::parse(std::string_view bytes) {
  own_.read(bytes);
  if (own_.size() == 0 || own_.read_to() < bytes.size()) return wrong;
  const Parsed parsed = parse(own_, 0);
  return parsed == whole && mark_ == own_.size() ? whole : wrong;
}

void Tape::start(const Marks& marks, std::size_t first) {
  marks_ = &marks;
  source_ = marks.bytes().data();
  mark_ = first;
  begin_ = marks[first];
  depth_ = 0;
  cut_ = false;
  rewritten_.clear();
  if (room_ < marks.size()) {
    room_ = marks.size();
    nodes_ = std::make_unique_for_overwrite<Node[]>(room_);
  }
}

Tape::Parsed Tape::parse(const Marks& marks, std::size_t first) {
  start(marks, first);
  if (!build<false>()) return cut_ ? cut : wrong;
  end_ = nodes_[0].form == Node::rewritten ? begin_ : nodes_[0].end + (nodes_[0].is(Type::string) ? 1u : 0u);
  const auto control = std::lower_bound(marks.controls().begin(), marks.controls().end(), begin_);
  if (control != marks.controls().end() && *control < end_) return wrong;
  if (!marks.utf8() && !utf8::valid(std::string_view(source_ + begin_, end_ - begin_))) return wrong;
  return whole;
}

Tape::Parsed Tape::mend(const Marks& marks, std::size_t first) {
  start(marks, first);
  fixes_ = {};
  if (!marks.utf8() || !build<true>()) return wrong;
  end_ = nodes_[0].end;
  for (auto control = std::lower_bound(marks.controls().begin(), marks.controls().end(), begin_); control != marks.controls().end() && *control < end_; ++control) ++fixes_[kControl];
  return whole;
}

// Each round of the outer loop takes a value; the inner one closes what ends behind it, and takes the key of the next.
template <bool kMends>
bool Tape::build() {
  const std::uint32_t* mark = marks_->begin() + mark_;
  const std::uint32_t* const last = marks_->end();
  const std::uint32_t* escape = std::lower_bound(marks_->escapes().data(), marks_->escapes().data() + marks_->escapes().size(), begin_);
  const std::uint32_t* const last_escape = marks_->escapes().data() + marks_->escapes().size();
  Node* const nodes = nodes_.get();
  std::array<std::uint32_t, kDepth> open;
  std::uint32_t n = 0;
  std::size_t depth = 0;
  const auto string = [&]() __attribute__((always_inline)) {  // at its first quote
    if (last - mark < 2) return cut_ = true, false;
    nodes[n] = {Type::string, Node::as_written, mark[0] + 1, mark[1], n + 1};
    mark += 2;
    const bool plain = escape == last_escape || *escape >= nodes[n].end;
    return plain ? (++n, true) : escapes<kMends>(nodes[n++], escape);
  };
  const auto key = [&]() __attribute__((always_inline)) {
    if (mark == last) return cut_ = true, false;
    if (source_[*mark] != '"' || !string()) return false;
    if (mark == last) return cut_ = true, false;
    return source_[*mark++] == ':';
  };
  for (;;) {
    if (mark == last) return cut_ = true, false;
    const std::uint32_t at = *mark;
    const char c = source_[at];
    if (c == '"') {
      if (!string()) return false;
    } else if (c == '{' || c == '[') {
      open[depth++] = n;
      depth_ = std::max(depth_, depth);
      nodes[n++] = {c == '{' ? Type::object : Type::array, Node::as_written, at, 0, 0};
      if (++mark == last) return cut_ = true, false;
      if (source_[*mark] != (c == '{' ? '}' : ']')) {
        if (depth == kDepth || (c == '{' && !key())) return false;
        continue;
      }
    } else {
      if (!number(at, nodes[n]) && !(kMends && bare(at, nodes[n]))) return false;
      if (kMends && nodes[n].form == Node::rewritten) return false;
      const std::uint32_t end = nodes[n].end;
      nodes[n].next = n + 1;
      ++n, ++mark;
      if (kMends)
        while (mark != last && *mark < end) ++mark;
    }
    for (;;) {
      if (depth == 0) {
        mark_ = static_cast<std::size_t>(mark - marks_->begin());
        return true;
      }
      if (mark == last) return cut_ = true, false;
      Node& holder = nodes[open[depth - 1]];
      const bool object = holder.is(Type::object);
      const std::uint32_t behind = *mark++;
      if (source_[behind] == ',') {
        const bool stray = kMends && mark != last && source_[*mark] == (object ? '}' : ']');
        if (!stray) {
          if (object && !key()) return false;
          break;
        }
        ++fixes_[kComma];
        continue;
      }
      if (source_[behind] != (object ? '}' : ']')) return false;
      holder.end = behind + 1;
      holder.next = n;
      --depth;
    }
  }
}

// Of a string that has some.
template <bool kMends>
bool Tape::escapes(Node& node, const std::uint32_t*& escape) {
  node.form = Node::with_escapes;
  const std::uint32_t* const last = marks_->escapes().data() + marks_->escapes().size();
  for (std::size_t read_to = node.begin; escape != last && *escape < node.end; ++escape) {
    if (*escape < read_to) continue;  // the second half of a pair
    char32_t character;
    std::size_t length = read_escape(source_ + *escape, source_ + node.end, character);
    if (length == 0) {
      if (!kMends) return false;
      Fix fix;
      length = mend_escape(source_ + *escape, source_ + node.end, character, fix);
      ++fixes_[fix];
    }
    read_to = *escape + length;
  }
  return true;
}

// A number, or one of the three words.
bool Tape::number(std::size_t at, Node& node) {
  const std::string_view bytes = marks_->bytes();
  for (const std::string_view word : {"null", "true", "false"}) {
    if (bytes[at] != word.front()) continue;
    const std::string_view rest = bytes.substr(at);
    if (rest.size() < word.size() && word.starts_with(rest)) return cut_ = true, false;
    if (!rest.starts_with(word) || (rest.size() > word.size() && !ends_token(rest[word.size()]))) return false;
    node = {word == "null" ? Type::null : Type::boolean, Node::as_written, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size()), 0};
    return true;
  }
  const auto digit = [&](std::size_t i) { return i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9'; };
  const std::size_t first = at + (bytes[at] == '-');
  if (!digit(first)) return cut_ = first == bytes.size(), false;
  std::size_t end = first;
  while (digit(end)) ++end;
  const bool ended = end == bytes.size() || ends_token(bytes[end]);
  node = {Type::number, Node::as_written, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), 0};
  if (ended && end - first <= kPlainDigits && (bytes[first] != '0' || end == at + 1)) return true;
  while (end < bytes.size() && !ends_token(bytes[end])) ++end;
  const Result<Value> parsed = json::parse(bytes.substr(at, end - at));
  if (!parsed.ok() || !parsed->is(Type::number)) return cut_ = end == bytes.size(), false;
  node.form = Node::rewritten;
  node.begin = static_cast<std::uint32_t>(rewritten_.size());
  rewritten_ += parsed->scalar;
  node.end = static_cast<std::uint32_t>(rewritten_.size());
  return true;
}

// A value without quotes: it ends at a bracket, a line's end or a comma before a key, and so as json_repair.h has it. False
// where something in it would have to be escaped.
bool Tape::bare(std::size_t at, Node& node) {
  const std::string_view bytes = marks_->bytes();
  const auto white = [&](std::size_t i) { return bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t'; };
  if (ends_token(bytes[at])) return false;
  std::size_t end = at;
  while (end < bytes.size() && !white(end) && bytes[end] != ',' && bytes[end] != '}' && bytes[end] != ']' && bytes[end] != ':') ++end;
  const bool digits = bytes.substr(at, end - at).find_first_not_of("-0123456789") == std::string_view::npos;
  for (; end < bytes.size() && bytes[end] != '}' && bytes[end] != ']' && bytes[end] != '\n'; ++end) {
    if (bytes[end] != ',') continue;
    const std::size_t next = after_white(bytes, end + 1);
    if (next == bytes.size() || bytes[next] == '"' || bytes[next] == '{' || digits) break;
  }
  if (end == bytes.size()) return false;
  while (end > at + 1 && white(end - 1)) --end;
  if (after_plain(bytes.substr(0, end), at) != end) return false;
  node = {Type::string, Node::as_written, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), 0};
  ++fixes_[digits ? kNumber : kBare];
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
    std::size_t length = read_escape(rest.data() + slash, rest.data() + rest.size(), character);
    Fix fix;
    if (length == 0) length = mend_escape(rest.data() + slash, rest.data() + rest.size(), character, fix);
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
