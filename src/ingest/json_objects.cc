// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_objects.h"

#include <algorithm>
#include <cstring>

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

using json::after_white;

bool white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// The position of the quote that closes the string opened at `at`, or npos.
std::size_t closing_quote(std::string_view bytes, std::size_t at) {
  for (std::size_t i = at + 1; i < bytes.size(); ++i) {
    const void* found = std::memchr(bytes.data() + i, '"', bytes.size() - i);
    if (found == nullptr) return npos;
    i = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    std::size_t slashes = 0;
    while (bytes[i - 1 - slashes] == '\\') ++slashes;  // ends at the opening quote at the latest
    if (slashes % 2 == 0) return i;
  }
  return npos;
}

// memmem: glibc's is linear and fast.
std::size_t find(std::string_view bytes, std::string_view needle, std::size_t from) {
  if (from >= bytes.size()) return npos;
  const void* found = memmem(bytes.data() + from, bytes.size() - from, needle.data(), needle.size());
  return found == nullptr ? npos : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

std::string quoted(std::string_view key) { return key.empty() ? std::string() : "\"" + std::string(key) + "\""; }

constexpr std::size_t kMostBare = 100'000;  // elements that are no objects; those behind are one slice as long as they stand together

void add_stray(std::size_t at, std::vector<Slice>& out) {
  if (!out.empty() && out.back().stray && out.back().end == at)
    out.back().end = at + 1;
  else
    out.push_back({at, at + 1, SliceState::broken, false, false, true});
}

}  // namespace

ObjectScanner::ObjectScanner(std::string_view bytes, std::string_view first_key, std::string_view fence)
    : bytes_(bytes), key_(quoted(first_key)), fence_(quoted(fence)), window_(bytes) {
  open_.reserve(kMaxDepth + 1);
}

bool ObjectScanner::marked(std::size_t brace) const {
  if (key_.empty()) return false;
  const std::size_t key = after_white(bytes_, brace + 1);
  if (bytes_.compare(key, key_.size(), key_) != 0) return false;
  const std::size_t colon = after_white(bytes_, key + key_.size());
  return colon < bytes_.size() && bytes_[colon] == ':';
}

void ObjectScanner::learn(std::size_t brace) {
  const std::size_t key = after_white(bytes_, brace + 1);
  if (key >= bytes_.size() || bytes_[key] != '"') return;
  const std::size_t end = closing_quote(bytes_, key);
  if (end != npos && end - key < 64) key_ = bytes_.substr(key, end - key + 1);
}

namespace {

// The tokens from a byte on, and where the string ends that begins at one; each byte of what is no token is one.
struct ByteTokens {
  std::string_view bytes;
  std::size_t at;

  bool next(std::size_t& token) {
    at = after_white(bytes, at);
    token = at++;
    return token < bytes.size();
  }
  std::size_t closing(std::size_t quote) {
    const std::size_t close = closing_quote(bytes, quote);
    at = close == npos ? bytes.size() : close + 1;
    return close;
  }
};

struct MarkTokens {
  const json::Marks& marks;
  std::size_t base, mark;

  bool next(std::size_t& token) {
    if (mark == marks.size()) return false;
    token = base + marks[mark++];
    return true;
  }
  std::size_t closing(std::size_t) { return mark == marks.size() ? npos : base + marks[mark++]; }
};

}  // namespace

// What may stand before a token, by the last significant byte: '"' for a string's end, 'a' for a literal.
template <class Tokens>
bool ObjectScanner::skip(std::size_t at, std::size_t& end, Tokens tokens, bool& ran_out) {
  open_.clear();
  inner_.clear();
  deep_ = false;
  string_end_ = at;
  char before = ':';
  for (std::size_t i = 0; tokens.next(i);) {
    const char c = bytes_[i];
    end = i;
    switch (c) {
      case '"': {
        if (before != ':' && before != ',' && before != '{' && before != '[') return false;
        const std::size_t close = tokens.closing(i);
        if (close == npos) {
          end = bytes_.size();
          ran_out = true;
          return false;
        }
        string_end_ = close;
        before = '"';
        break;
      }
      case '{':
      case '[':
        if (before != ':' && before != '[' && before != ',') return false;
        if (before == ',' && open_.back().object) return false;
        if (open_.size() == kMaxDepth) {
          pass_deep(i, end);
          return false;
        }
        open_.push_back({i, inner_.size(), c == '{', c == '{' && !open_.empty() && marked(i)});
        before = c;
        break;
      case '}':
      case ']': {
        const Open top = open_.back();
        if (top.object != (c == '}')) return false;
        open_.pop_back();
        if (open_.empty()) {
          end = i + 1;
          return true;
        }
        if (top.mark) {
          inner_.resize(top.inner);
          inner_.push_back({top.begin, i + 1, SliceState::whole, true});
        }
        before = c;
        break;
      }
      case ',':
      case ':':
        before = c;
        break;
      default:
        if (before == '"' || before == '}' || before == ']') return false;
        before = 'a';
    }
  }
  end = bytes_.size();
  ran_out = true;
  return false;
}

bool ObjectScanner::skip(std::size_t at, std::size_t& end) {
  for (std::size_t mark = window_.mark(at);; mark = 0) {
    bool ran_out = false;
    const bool whole = skip(at, end, MarkTokens{window_.marks(), window_.base(), mark}, ran_out);
    if (!ran_out || window_.ends()) return whole;
    if (!window_.widen(at)) break;
  }
  bool ran_out = false;
  return skip(at, end, ByteTokens{bytes_, at}, ran_out);
}

// The object at `at` into tape_; cut: nothing is known of it.
json::Tape::Parsed ObjectScanner::read(std::size_t at) {
  for (std::size_t mark = window_.mark(at);; mark = 0) {
    const json::Tape::Parsed parsed = tape_.parse(window_.marks(), mark);
    if (parsed == json::Tape::whole && tape_.depth() > kMaxDepth) return json::Tape::cut;
    if (parsed == json::Tape::whole) window_.look_from(tape_.next_mark());
    if (parsed != json::Tape::cut || !window_.widen(at)) return parsed;
  }
}

bool ObjectScanner::mend(std::size_t at, std::size_t end) {
  const std::size_t mark = window_.mark(at);
  if (tape_.mend(window_.marks(), mark) != json::Tape::whole || window_.base() + tape_.end() != end) return false;
  window_.look_from(tape_.next_mark());
  return true;
}

// Something is deeper than any record: `end` becomes where the outermost ends, so that it is one oddity, not thousands.
void ObjectScanner::pass_deep(std::size_t at, std::size_t& end) {
  deep_ = true;
  string_end_ = open_.front().begin;
  if (endless_) return;
  std::size_t depth = open_.size();
  for (std::size_t i = at; i < bytes_.size(); ++i) {
    if (bytes_[i] == '"')
      i = std::min(closing_quote(bytes_, i), bytes_.size());
    else if (bytes_[i] == '{' || bytes_[i] == '[')
      ++depth;
    else if ((bytes_[i] == '}' || bytes_[i] == ']') && --depth == 0) {
      end = i + 1;
      return;
    }
  }
  endless_ = true;
  if (fence_.empty()) end = bytes_.size();  // an export's later messages may still be whole
}

std::size_t ObjectScanner::end_of(std::size_t at) {
  std::size_t end = 0;
  bool ran_out = false;
  return skip(at, end, ByteTokens{bytes_, at}, ran_out) ? end : npos;
}

// After a failed skip from `at`: the record, and what can be told apart inside it.
void ObjectScanner::break_up(std::size_t at, std::size_t failed, std::vector<Slice>& out) {
  const SliceState state = failed >= bytes_.size() ? SliceState::cut : SliceState::broken;
  const std::size_t first = out.size();
  out.push_back({at, failed, state, false, deep_});
  if (deep_) return;
  for (std::size_t i = 1; i < open_.size(); ++i)
    if (open_[i].mark) out.push_back({open_[i].begin, failed, state, true});
  out.insert(out.end(), inner_.begin(), inner_.end());
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
            [](const Slice& a, const Slice& b) { return a.begin < b.begin; });
  for (std::size_t i = first; i + 1 < out.size(); ++i)
    if (out[i].state != SliceState::whole) out[i].end = out[i + 1].begin, out[i].state = SliceState::broken;
}

std::size_t ObjectScanner::next_mark(std::size_t from) {
  if (key_.empty()) return npos;
  if (mark_known_ && cached_mark_ >= from) return cached_mark_;
  mark_known_ = true;
  for (std::size_t at = find(bytes_, key_, from); at != npos; at = find(bytes_, key_, at + 1)) {
    std::size_t brace = at;
    while (brace > from && white(bytes_[brace - 1])) --brace;
    if (brace > from && bytes_[brace - 1] == '{' && marked(brace - 1)) return cached_mark_ = brace - 1;
  }
  return cached_mark_ = npos;
}

ObjectScanner::Fence ObjectScanner::next_fence(std::size_t at) {
  if (fence_.empty()) return {};
  if (fence_known_ && (cached_fence_.key == npos || cached_fence_.key >= at)) return cached_fence_;
  fence_known_ = true;
  cached_fence_ = {};
  for (std::size_t key = find(bytes_, fence_, at); key != npos; key = find(bytes_, fence_, key + 1)) {
    const std::size_t colon = after_white(bytes_, key + fence_.size());
    if (colon >= bytes_.size() || bytes_[colon] != ':') continue;
    const std::size_t bracket = after_white(bytes_, colon + 1);
    if (bracket >= bytes_.size() || bytes_[bracket] != '[') continue;
    cached_fence_ = {key, bracket + 1};
    break;
  }
  return cached_fence_;
}

// Where to go on after the break at `failed`; the end of the broken record that is last in `out` is set to it.
std::size_t ObjectScanner::restart(std::size_t failed, std::vector<Slice>& out) {
  std::size_t from = std::min(failed, bytes_.size());
  std::size_t brace = string_end_;  // `…{"id": ` whose first quote closed a string that had lost its own
  while (brace > out.back().begin && white(bytes_[brace - 1])) --brace;
  if (brace > out.back().begin + 1 && bytes_[brace - 1] == '{' && brace - 1 < from) from = brace - 1;
  const std::size_t next = std::min({next_mark(from), next_fence(from).key, bytes_.size()});
  Slice& last = out.back();
  if (last.state != SliceState::whole) {
    last.end = next;
    while (last.end > last.begin + 1 && (white(bytes_[last.end - 1]) || bytes_[last.end - 1] == ',')) --last.end;
  }
  return next;
}

// Whether what follows a ']' shows that it was not the list's end. A list at the root is followed by nothing; one
// inside an object by the object's end or its next key.
bool ObjectScanner::goes_on(std::size_t at) const {
  at = after_white(bytes_, at);
  if (at >= bytes_.size() || bytes_[at] == '\0') return false;
  if (fence_.empty()) return true;
  if (bytes_[at] != ',') return bytes_[at] != '}';
  at = after_white(bytes_, at + 1);
  return at < bytes_.size() && bytes_[at] == '{' && marked(at);
}

ObjectScanner::End ObjectScanner::array(std::size_t at, std::vector<Slice>& out) {
  Status status;
  return walk(at, out, nullptr, status);
}

Result<ObjectScanner::End> ObjectScanner::array(std::size_t at, const TakeElement& take) {
  std::vector<Slice> waiting;
  Status status;
  const End end = walk(at, waiting, &take, status);
  for (std::size_t i = 0; i < waiting.size() && status.ok(); ++i) status = take(waiting[i], nullptr);
  if (!status.ok()) return status;
  return end;
}

// The end of an element that is no object, or of what a break left behind.
std::size_t ObjectScanner::bare_end(std::size_t at) const {
  if (bytes_[at] == '"') {
    const std::size_t close = closing_quote(bytes_, at);
    return close == npos ? bytes_.size() : close + 1;
  }
  std::size_t end = at + 1;
  while (end < bytes_.size() && !white(bytes_[end]) && std::strchr(",]}{[\"", bytes_[end]) == nullptr) ++end;
  return end;
}

// Before `take` gets a whole element it gets what waits in `out`: no later break changes that any more.
ObjectScanner::End ObjectScanner::walk(std::size_t at, std::vector<Slice>& out, const TakeElement* take, Status& status) {
  const auto add_whole = [&](const Slice& slice, const json::Tape* value) {
    if (take == nullptr) return out.push_back(slice);
    for (std::size_t i = 0; i < out.size() && status.ok(); ++i) status = (*take)(out[i], nullptr);
    out.clear();
    if (status.ok()) status = (*take)(slice, value);
  };
  std::size_t bare = 0;
  while (at < bytes_.size() && status.ok()) {
    const char c = bytes_[at];
    if (white(c)) {
      at = after_white(bytes_, at);
      continue;
    }
    if (c == ',') {
      ++at;
      continue;
    }
    if (c == ']') {
      if (!goes_on(at + 1)) return {at + 1, true};
      add_stray(at++, out);
      continue;
    }
    if (c == '"' && !fence_.empty() && next_fence(at).key == at) return {at, false};
    if (c == '{' || c == '[') {
      if (c == '{' && key_.empty()) learn(at);
      std::size_t end = 0;
      const json::Tape::Parsed parsed = take != nullptr && c == '{' ? read(at) : json::Tape::cut;
      if (parsed == json::Tape::whole) end = window_.base() + tape_.end();
      if (parsed == json::Tape::whole || skip(at, end)) {
        Slice slice{at, end, SliceState::whole};
        slice.wrong = parsed == json::Tape::wrong;
        add_whole(slice, parsed == json::Tape::whole || (slice.wrong && mend(at, end)) ? &tape_ : nullptr);
        at = end;
        continue;
      }
      break_up(at, end, out);
      at = restart(end, out);
      continue;
    }
    const std::size_t end = bare_end(at);
    const std::size_t next = after_white(bytes_, end);
    const bool stray = c == '}' || c == ':';
    if (!stray && next < bytes_.size() && (bytes_[next] == ',' || bytes_[next] == ']')) {
      if (++bare > kMostBare && !out.empty() && out.back().bare)
        out.back().end = end;
      else
        out.push_back({at, end, SliceState::whole, false, false, false, true});
      at = next;
    } else {
      if (stray && next < bytes_.size() && std::strchr("]},:", bytes_[next]) != nullptr) {
        add_stray(at++, out);
        continue;
      }
      out.push_back({at, end, next < bytes_.size() ? SliceState::broken : SliceState::cut});
      string_end_ = at;
      at = restart(end, out);
    }
  }
  return {bytes_.size(), false};
}

ObjectScanner::End ObjectScanner::sequence(std::size_t at, std::vector<Slice>& out) {
  while ((at = std::min(bytes_.find('{', at), bytes_.size())) < bytes_.size()) {
    if (key_.empty()) learn(at);
    std::size_t end = 0;
    if (skip(at, end)) {
      out.push_back({at, end, SliceState::whole});
      at = end;
    } else {
      break_up(at, end, out);
      at = restart(end, out);
    }
  }
  return {bytes_.size(), true};
}

}  // namespace tocsin::ingest
