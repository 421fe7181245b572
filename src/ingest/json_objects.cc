// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_objects.h"

#include <algorithm>
#include <cstring>

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::size_t after_white(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && white(bytes[at])) ++at;
  return at;
}

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
    : bytes_(bytes), key_(quoted(first_key)), fence_(quoted(fence)) {
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

// What may stand before a token, by the last significant byte: '"' for a string's end, 'a' for a literal.
bool ObjectScanner::skip(std::size_t at, std::size_t& end) {
  open_.clear();
  inner_.clear();
  deep_ = false;
  string_end_ = at;
  char before = ':';
  for (std::size_t i = at; i < bytes_.size(); ++i) {
    const char c = bytes_[i];
    if (white(c)) continue;
    end = i;
    switch (c) {
      case '"': {
        if (before != ':' && before != ',' && before != '{' && before != '[') return false;
        const std::size_t close = closing_quote(bytes_, i);
        if (close == npos) {
          end = bytes_.size();
          return false;
        }
        i = string_end_ = close;
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
  return false;
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
  return skip(at, end) ? end : npos;
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
  std::size_t bare = 0;
  while (at < bytes_.size()) {
    const char c = bytes_[at];
    if (white(c) || c == ',') {
      ++at;
      continue;
    }
    if (c == ']') {
      if (!goes_on(at + 1)) return {at + 1, true};
      add_stray(at++, out);
      continue;
    }
    if (!fence_.empty() && next_fence(at).key == at) return {at, false};
    if (c == '{' || c == '[') {
      if (c == '{' && key_.empty()) learn(at);
      std::size_t end = 0;
      if (skip(at, end)) {
        out.push_back({at, end, SliceState::whole});
        at = end;
        continue;
      }
      break_up(at, end, out);
      at = restart(end, out);
      continue;
    }
    std::size_t end = at + 1;  // an element that is no object, or what a break left behind
    if (c == '"') {
      const std::size_t close = closing_quote(bytes_, at);
      end = close == npos ? bytes_.size() : close + 1;
    } else {
      while (end < bytes_.size() && !white(bytes_[end]) && std::strchr(",]}{[\"", bytes_[end]) == nullptr) ++end;
    }
    const std::size_t next = after_white(bytes_, end);
    const bool stray = c == '}' || c == ':';
    if (!stray && next < bytes_.size() && (bytes_[next] == ',' || bytes_[next] == ']')) {
      if (++bare > kMostBare && out.back().bare)
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
