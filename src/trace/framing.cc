// SPDX-License-Identifier: Apache-2.0
#include "trace/framing.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "core/hash.h"
#include "core/list.h"
#include "core/utf8.h"
#include "trace/letters.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

constexpr std::size_t kNoMatch = std::string_view::npos;
constexpr std::size_t kLongestName = 64;  // characters
constexpr int kMostHeaders = 8;           // a forward of a forward of …
constexpr int kMostSignOffs = 16;
constexpr std::size_t kLongestPhrase = 120;  // bytes

enum class Part { literal, space, handle, name, channel, sign, end };

struct Pattern {
  struct Step {
    Part part;
    std::string literal;  // ASCII in lower case
  };
  std::vector<Step> steps;
  std::uint32_t start = 0, mask = 0;  // its first four bytes, as far as they are literal
};

std::uint32_t first_four(std::string_view text) {  // ASCII letters in lower case, with what else becomes so
  std::uint32_t out = 0;
  std::memcpy(&out, text.data(), std::min<std::size_t>(4, text.size()));
  return out | 0x20202020;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool handle_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
         c == 0xAD;
}
bool blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000 || invisible(c);
}
bool sign(char32_t c) {  // emoji, arrows, dingbats and what joins them
  return c >= 0x1F000 || (c >= 0x2190 && c <= 0x2BFF) || c == 0xFE0F || c == 0x200D || c == '!' || c == 0x203C;
}

std::size_t skip_blank(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (!blank(d.character)) break;
    at += d.length;
  }
  return at;
}

Pattern parse_pattern(std::string_view row) {
  Pattern pattern;
  for (std::size_t i = 0; i < row.size();) {
    if (row[i] == '{') {
      const std::size_t close = row.find('}', i);
      const std::string_view name = row.substr(i + 1, close - i - 1);
      const Part part = name == "handle"    ? Part::handle
                        : name == "name"    ? Part::name
                        : name == "channel" ? Part::channel
                        : name == "sign"    ? Part::sign
                                            : Part::end;
      pattern.steps.push_back({part, {}});
      i = close + 1;
    } else if (row[i] == ' ') {
      pattern.steps.push_back({Part::space, {}});
      ++i;
    } else {
      if (pattern.steps.empty() || pattern.steps.back().part != Part::literal)
        pattern.steps.push_back({Part::literal, {}});
      pattern.steps.back().literal += lower(row[i++]);
    }
  }
  return pattern;
}

// The end of a {name} is where the rest of the pattern matches first; of a {channel}, the longest known name.
std::size_t match(const Pattern& pattern, std::size_t step, std::string_view text, std::size_t at,
                  const Channels& channels) {
  for (; step < pattern.steps.size(); ++step) {
    const auto& [part, literal] = pattern.steps[step];
    const std::size_t begin = at;
    switch (part) {
      case Part::literal:
        if (text.size() - at < literal.size()) return kNoMatch;
        for (const char c : literal)
          if (lower(text[at++]) != c) return kNoMatch;
        break;
      case Part::space:
        at = skip_blank(text, at);
        if (at == begin) return kNoMatch;
        break;
      case Part::handle:
        while (at < text.size() && handle_character(text[at])) ++at;
        if (at == begin) return kNoMatch;
        break;
      case Part::end:
        while (at < text.size() && text[at] == ' ') ++at;
        if (at >= text.size() || (text[at] != ':' && text[at] != '|' && text[at] != '\n' && text[at] != '\r'))
          return kNoMatch;
        ++at;
        break;
      case Part::sign:
        while (at < text.size()) {
          const utf8::Decoded d = utf8::decode(text, at);
          if (!sign(d.character)) break;
          at += d.length;
        }
        if (at == begin) return kNoMatch;
        break;
      case Part::name:
        for (std::size_t n = 0; n < kLongestName && at < text.size() && text[at] != '\n'; ++n) {
          at += utf8::decode(text, at).length;
          if (const std::size_t end = match(pattern, step + 1, text, at, channels); end != kNoMatch) return end;
        }
        return kNoMatch;
      case Part::channel: {
        std::size_t best = 0;
        for (std::size_t n = 1; n <= kLongestName && at + n <= text.size(); ++n)
          if (utf8::boundary(text, at + n) && channels.contains(text.substr(at, n))) best = n;
        if (best == 0 || (at + best < text.size() && handle_character(text[at + best]))) return kNoMatch;
        at += best;
        break;
      }
    }
  }
  // A header that ends in a name ends where the name does: "RT @a" is none in "RT @abc".
  if (!pattern.steps.empty() && pattern.steps.back().part == Part::handle && at < text.size() && text[at] == ':') ++at;
  return at;
}

// By the first byte in lower case, so that most texts are turned away at once; '\0' holds those that start with a sign.
const std::vector<Pattern>& headers_for(unsigned char first) {
  static const std::vector<std::vector<Pattern>> kByFirst = [] {
    std::vector<std::vector<Pattern>> by_first(256);
    for (const ListRow& row : builtin_list("forward_headers.tsv", list("forward_headers.tsv"))) {
      if (row["pattern"].starts_with("{name}")) continue;  // by its end
      Pattern pattern = parse_pattern(row["pattern"]);
      const auto& start = pattern.steps.front();
      if (start.part == Part::literal) {
        pattern.start = first_four(start.literal);
        pattern.mask = start.literal.size() >= 4 ? ~0u : (1u << 8 * start.literal.size()) - 1;
      }
      const auto key = start.part == Part::literal ? static_cast<unsigned char>(start.literal.front()) : 0;
      by_first[key].push_back(std::move(pattern));
    }
    return by_first;
  }();
  return kByFirst[first];
}

// A first line that says at its end that what follows is forwarded: where it ends, or npos.
std::size_t line_of_forward(std::string_view text, std::size_t at) {
  static constexpr std::string_view kName = "{name}", kEnd = "{end}";
  static const std::vector<std::string> kTails = [] {
    std::vector<std::string> tails;
    for (const ListRow& row : builtin_list("forward_headers.tsv", list("forward_headers.tsv"))) {
      const std::string& pattern = row["pattern"];
      if (pattern.starts_with(kName))
        tails.push_back(pattern.substr(kName.size(), pattern.size() - kName.size() - kEnd.size()));
    }
    return tails;
  }();
  constexpr std::size_t kLongestLine = 3 * kLongestName;
  const std::string_view head = text.substr(at, kLongestLine);
  const void* const end = std::memchr(head.data(), '\n', head.size());
  if (!end) return kNoMatch;
  const std::string_view line = head.substr(0, static_cast<std::size_t>(static_cast<const char*>(end) - head.data()));
  for (const std::string& tail : kTails)
    if (line.size() > tail.size() && line.ends_with(tail)) return at + line.size() + 1;
  return kNoMatch;
}

std::size_t header_end(std::string_view text, std::size_t at, const Channels& channels) {
  std::size_t best = line_of_forward(text, at);
  const auto first = static_cast<unsigned char>(lower(text[at]));
  const std::uint32_t start = first_four(text.substr(at));
  const bool with_sign = !(first >= '0' && first < 0x80) && sign(utf8::decode(text, at).character);
  for (const unsigned char key : {first, static_cast<unsigned char>(0)})
    for (const Pattern& pattern : key || with_sign ? headers_for(key) : headers_for(1))
      if (const std::size_t end = (start ^ pattern.start) & pattern.mask ? kNoMatch : match(pattern, 0, text, at, channels);
          end != kNoMatch && (best == kNoMatch || end > best))
        best = end;
  return best;
}

// The phrases of the list, folded; those that end in {name} by how they begin and end.
struct SignOffs {
  using Phrase = std::basic_string<Letter>;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::basic_string_view<Letter> s) const {
      return fast_hash({reinterpret_cast<const char*>(s.data()), s.size()});
    }
  };
  std::unordered_set<Phrase, Hash, std::equal_to<>> whole;
  struct Named {
    Phrase before, after;
  };
  std::array<std::vector<Named>, 256> named;  // by the first letter

  SignOffs() {
    Folder folder;
    const auto folded = [&](std::string_view words) {
      const Letters l = folder.fold(words);
      return Phrase(l.letters.begin(), l.letters.end());
    };
    for (const ListRow& row : builtin_list("sign_offs.tsv", list("sign_offs.tsv"))) {
      const std::string& phrase = row["phrase"];
      const std::size_t at = phrase.find("{name}");
      if (at == phrase.npos) {
        whole.insert(folded(phrase));
        continue;
      }
      Phrase before = folded(std::string_view(phrase).substr(0, at));
      const Letter first = before[0];
      named[first].push_back({std::move(before), folded(std::string_view(phrase).substr(at + 6))});
    }
  }
};

// Is this a sign-off, whatever its case, marks and spaces? `line`: it is one by itself, so it may end in a name.
bool sign_off(std::string_view words, bool line = false) {
  thread_local Folder folder;
  static const SignOffs kSignOffs;
  // No phrase of the list is longer; a line that is must begin as one with a name does.
  constexpr std::size_t kLongestWhole = 80, kBeginning = 48;
  if (words.size() > kLongestWhole) {
    if (!line) return false;
    const Letters beginning = folder.fold(words.substr(0, kBeginning));
    if (beginning.letters.empty()) return false;
    const std::basic_string_view<Letter> letters(beginning.letters.data(), beginning.letters.size());
    const auto begins = [&](const SignOffs::Named& named) { return letters.starts_with(named.before); };
    if (std::ranges::none_of(kSignOffs.named[letters[0]], begins)) return false;
  }
  const Letters l = folder.fold(words);
  const std::basic_string_view<Letter> letters(l.letters.data(), l.letters.size());
  if (kSignOffs.whole.contains(letters)) return true;
  constexpr std::size_t kMostWords = 7, kLongestLineName = 32;
  if (!line || letters.empty() || l.reading_words > kMostWords) return false;
  for (const SignOffs::Named& named : kSignOffs.named[letters[0]])
    if (letters.starts_with(named.before) && letters.ends_with(named.after) &&
        letters.size() > named.before.size() + named.after.size() &&
        letters.size() - named.before.size() - named.after.size() <= kLongestLineName)
      return true;
  return false;
}

// Without the white space, bars and dots at the end.
std::size_t trim_end(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && !utf8::boundary(text, start)) --start;
    const utf8::Decoded d = utf8::decode(text, start);
    const char32_t c = d.character;
    if (!blank(c) && c != '|' && c != '.' && c != 0x2026 && c != '*' && c != '_' && c != 0xB7 && c != 0x2022) break;
    end = start;
  }
  return end;
}

bool telegram_link(std::string_view word) {
  for (const std::string_view host : {"t.me/", "telegram.me/", "telegram.dog/"}) {
    const std::size_t at = word.find(host);
    if (at != kNoMatch && (at == 0 || word[at - 1] == '/' || word[at - 1] == '(')) return true;
  }
  return false;
}

// Where the @handle or Telegram link that ends [begin, end) starts, or npos.
std::size_t link_start(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t start = end;
  while (start > begin && static_cast<unsigned char>(text[start - 1]) > ' ') --start;
  const std::string_view word = text.substr(start, end - start);
  if (word.empty() || word.size() > 300) return kNoMatch;
  if (word.front() == '@' && std::all_of(word.begin() + 1, word.end(), handle_character) && word.size() > 1)
    return start;
  if (word.ends_with("](")) {  // [words]( whose address was lost
    const std::size_t open = text.rfind('[', end - 2);
    if (open == kNoMatch || open < begin || end - open > kLongestPhrase) return kNoMatch;
    return sign_off(text.substr(open + 1, end - 3 - open), true) ? open : kNoMatch;
  }
  if (!telegram_link(word)) return kNoMatch;
  if (word.back() == ')') {  // [words](https://t.me/…): the words go with it
    const std::size_t middle = text.rfind("](", end - 1);
    if (middle == kNoMatch || middle < begin) return kNoMatch;
    const std::size_t open = text.rfind('[', middle);
    return open == kNoMatch || open < begin || middle - open > kLongestPhrase ? kNoMatch : open;
  }
  return start;
}

// Where the sign-off phrase that ends [begin, end) starts, or npos. It must start a line or follow a mark or sign.
std::size_t phrase_start(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t floor = end - begin > kLongestPhrase ? end - kLongestPhrase : begin;
  std::size_t best = kNoMatch;
  int words = 0;
  for (std::size_t at = end; at > floor && words < 6;) {
    --at;
    const bool edge = at == begin || static_cast<unsigned char>(text[at - 1]) <= ' ' || text[at - 1] == '[';
    if (!edge) continue;
    ++words;
    if (sign_off(text.substr(at, end - at))) best = at;
  }
  return best;
}

std::size_t own_end(std::string_view text, std::size_t begin) {
  std::size_t end = text.size();
  for (int n = 0; n < kMostSignOffs; ++n) {
    const std::size_t trimmed = trim_end(text, begin, end);
    if (trimmed == begin) return trimmed;
    std::size_t start = link_start(text, begin, trimmed);
    if (start != kNoMatch) {
      const std::size_t before = trim_end(text, begin, start);
      const std::size_t phrase = before > begin ? phrase_start(text, begin, before) : kNoMatch;
      end = phrase != kNoMatch ? phrase : start;
      continue;
    }
    const std::size_t floor = std::max(begin, trimmed - std::min(trimmed, kLongestPhrase));
    const void* const line = memrchr(text.data() + floor, '\n', trimmed - floor);
    std::size_t at = line ? static_cast<std::size_t>(static_cast<const char*>(line) - text.data()) : kNoMatch;
    if (const void* const bar = memrchr(text.data() + floor, '|', trimmed - floor); bar > line && bar)
      at = static_cast<std::size_t>(static_cast<const char*>(bar) - text.data());
    if (at == kNoMatch || !sign_off(text.substr(at + 1, trimmed - at - 1), true)) return n ? trimmed : text.size();
    end = at;
  }
  return end;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

Framing framing(std::string_view text, const Channels& channels) {
  Framing out{0, text.size(), false};
  for (int n = 0; n < kMostHeaders; ++n) {
    const std::size_t at = skip_blank(text, out.begin);
    if (at >= text.size()) break;
    const std::size_t end = header_end(text, at, channels);
    if (end == kNoMatch) break;
    out.begin = skip_blank(text, end);
    out.forwarded = true;
  }
  out.end = std::max(out.begin, own_end(text, out.begin));
  return out;
}

}  // namespace tocsin::trace
