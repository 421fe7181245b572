// SPDX-License-Identifier: Apache-2.0
// Names of accounts, and numbers and addresses that reach a person.
#include <algorithm>
#include <set>
#include <string>

#include "core/list.h"
#include "core/utf8.h"
#include "text/lists.h"
#include "text/phones.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

constexpr std::size_t kShortestName = 3;

bool name_byte(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_'; }
bool mail_byte(char c) { return name_byte(c) || c == '.' || c == '-' || c == '+' || c == '%'; }

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<Span> run() {
    for (std::size_t at = 0; at < text_.size();) {
      std::size_t end = 0;
      if (text_[at] == '@')
        end = account(at, at + 1);
      else if (text_.substr(at, 3) == "\uFF20")
        end = account(at, at + 3);
      else if (text_[at] == '/')
        end = profile(at);
      at = end ? end : at + 1;
    }
    for (const Span span : phones(text_)) add(span.begin, span.end);
    std::sort(out_.begin(), out_.end());
    std::vector<Span> apart;
    for (const Span span : out_) {
      if (!apart.empty() && span.begin < apart.back().end)
        apart.back().end = std::max(apart.back().end, span.end);
      else
        apart.push_back(span);
    }
    return apart;
  }

 private:
  void add(std::size_t begin, std::size_t end) {
    out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  struct Name {
    std::size_t end = 0, characters = 0;
    bool dot = false;
  };
  // Letters, digits and underscores of any script, invisible characters among them, dots and hyphens only before
  // another.
  Name name(std::size_t at) const {
    Name out{at, 0, false};
    bool dot = false;
    while (at < text_.size()) {
      const auto [c, length] = utf8::decode(text_, at);
      const Character& about = character(c);
      at += length;
      if (about.has(kLetter | kDigit | kMark) || c == '_') {
        out = {at, out.characters + 1, out.dot || dot};
        dot = false;
      } else if (c == '.' || c == '-') {
        if (dot) break;
        dot = true;
      } else if (!about.has(kHidden)) {
        break;
      }
    }
    return out;
  }

  // "@name", "@name@host.tld", "name@host.tld"; returns where it ends, 0: none.
  std::size_t account(std::size_t sign, std::size_t begin) {
    std::size_t left = sign;
    while (left > done_ && mail_byte(text_[left - 1])) --left;
    while (left < sign && !name_byte(text_[left])) ++left;
    Name found = name(begin);
    done_ = std::max(done_, begin);
    if (left < sign) {
      if (!found.dot) return 0;
    } else {
      if (found.characters < kShortestName) return 0;
      if (found.end < text_.size() && text_[found.end] == '@')
        if (const Name host = name(found.end + 1); host.dot) found = host;
    }
    add(left, found.end);
    return done_ = found.end;
  }

  // The path after "t.me/" and its like, and after "tg://".
  std::size_t profile(std::size_t slash) {
    static const std::set<std::string, std::less<>> kHosts = [] {
      std::set<std::string, std::less<>> hosts;
      for (const ListRow& row : builtin_list("profile_hosts.tsv", list("profile_hosts.tsv"))) hosts.insert(row["host"]);
      return hosts;
    }();
    constexpr std::size_t kLongestHost = 40;
    const std::size_t floor = std::max(done_, slash > kLongestHost ? slash - kLongestHost : 0);
    std::size_t begin = slash;
    while (begin > floor && (mail_byte(text_[begin - 1]) || text_[begin - 1] == ':')) --begin;
    std::string host;
    for (std::size_t i = begin; i < slash; ++i)
      host += text_[i] >= 'A' && text_[i] <= 'Z' ? static_cast<char>(text_[i] | 32) : text_[i];
    const bool deep_link = host == "tg:" && text_.substr(slash, 2) == "//";
    for (const std::string_view prefix : {"www.", "m.", "mobile.", "web."})
      if (host.starts_with(prefix) && kHosts.contains(host.substr(prefix.size()))) host.erase(0, prefix.size());
    if (!deep_link && !kHosts.contains(host)) return 0;
    const std::size_t path = slash + (deep_link ? 2 : 1);
    std::size_t at = path, end = path;
    while (at < text_.size()) {
      const auto [c, length] = utf8::decode(text_, at);
      const Character& about = character(c);
      if (about.has(kWhite) || c == '<' || c == '>' || c == '"' || c == ')' || c == ']' ||
          (c >= 0x80 && about.has(kSign)))
        break;
      at += length;
      if (c == '/' || c == '_' || c == '=' || c == '-' || about.has(kLetter | kDigit | kMark)) end = at;
    }
    if (end == path) return 0;
    add(path, end);
    return done_ = end;
  }

  std::string_view text_;
  std::size_t done_ = 0;  // what stands before was looked at
  std::vector<Span> out_;
};

}  // namespace

std::vector<Span> handles(std::string_view text) { return Finder(text).run(); }

std::string masked(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (const Span span : handles(text)) {
    out.append(text.substr(done, span.begin - done));
    out += "@…";
    done = span.end;
  }
  out.append(text.substr(done));
  return out;
}

}  // namespace tocsin::text
