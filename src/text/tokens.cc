// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstring>

#include "core/utf8.h"
#include "text/token_scan.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

// Of an ASCII byte that may stand in an address: whether it is one that tells, or only goes on.
enum AddressByte : std::uint8_t { kEnds, kGoesOn, kTells };
constexpr std::array<std::uint8_t, 256> kAddressBytes = [] {
  std::array<std::uint8_t, 256> out{};
  for (int c = 0; c < 128; ++c)
    if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || c == '-' || c == '+' || c == '%') out[static_cast<std::size_t>(c)] = kGoesOn;
  for (const char c : {'@', '/', ':', '.'}) out[static_cast<unsigned char>(c)] = kTells;
  return out;
}();

class Scanner {
 public:
  Scanner(std::string_view text, std::vector<Token>& out)
      : text_(text), out_(out), addresses_(text.find('/') != text.npos || text.find('@') != text.npos || memmem(text.data(), text.size(), "www.", 4) != nullptr) {}

  void run() {
    while (at_ < text_.size()) {
      const auto [c, length] = utf8::decode(text_, at_);
      const Character& about = c < 0x80 ? ascii_[c] : character(c);
      if (about.has(kWhite | kHidden))
        at_ += length;
      else if ((addresses_ && address()) || tag(c) || (about.has(kUpper) && dotted_initials()))
        continue;
      else if (about.has(kLetter | kDigit))
        word();
      else
        mark();
    }
  }

 private:
  std::size_t next(std::size_t at) const { return at + utf8::decode(text_, at).length; }
  char32_t code(std::size_t at) const { return at < text_.size() ? utf8::decode(text_, at).character : U'\0'; }
  const Character& peek(std::size_t at) const {
    const auto byte = at < text_.size() ? static_cast<unsigned char>(text_[at]) : std::uint8_t{0};
    return byte < 0x80 ? ascii_[byte] : character(utf8::decode(text_, at).character);
  }
  bool is(std::size_t at, unsigned traits) const { return at < text_.size() && peek(at).has(traits); }

  void emit(std::size_t end, TokenKind kind) {
    out_.push_back({{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)}, kind});
    at_ = end;
  }

  // "https://…", "www.…", "host.tld/…", "name@host.tld"
  bool address() {
    if (at_ < searched_) return false;
    std::size_t end = at_;
    bool at_sign = false, slash = false, dot = false;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      const std::uint8_t kind = kAddressBytes[static_cast<unsigned char>(c)];
      if (kind == kGoesOn) continue;
      if (kind == kEnds) break;
      if (c == '@' && end > at_) {
        at_sign = true;
      } else if ((c == '/' && dot) || (c == ':' && text_.substr(end, 3) == "://" && end > at_)) {
        slash = true;
        break;
      } else if (c == '.') {
        dot |= end > at_;
      } else {
        break;
      }
    }
    const bool www = dot && text_.substr(at_, 4) == "www.";
    searched_ = end;
    if (!slash && !(at_sign && dot) && !www) return false;
    if (slash || www) {
      while (end < text_.size() && !peek(end).has(kWhite | kHidden) && text_[end] != '<' && text_[end] != '>' &&
             text_[end] != '"' && peek(end).script != Script::arabic)
        end = next(end);
    }
    while (end > at_) {  // closing marks belong to the sentence
      const std::size_t before = previous(text_, end);
      const char32_t c = code(before);
      if (c != '/' && c != '_' && peek(before).has(kSign))
        end = before;
      else
        break;
    }
    if (end == at_) return false;
    emit(end, TokenKind::word);
    return true;
  }

  std::size_t name_end(std::size_t at) const {
    std::size_t end = at;
    while (at < text_.size() && (peek(at).has(kLetter | kDigit | kMark | kHidden) || text_[at] == '_')) {
      const bool seen = !peek(at).has(kHidden);
      at = next(at);
      if (seen) end = at;
    }
    return end;
  }

  bool tag(char32_t c) {
    if (c != '#' && c != '@' && c != 0xFF03 && c != 0xFF20) return false;
    const std::size_t begin = next(at_);
    const std::size_t end = name_end(begin);
    if (end == begin) return false;
    emit(end, TokenKind::word);
    return true;
  }

  // "U.S.", "J.K."
  bool dotted_initials() {
    std::size_t at = at_;
    int count = 0;
    while (is(at, kUpper) && code(next(at)) == '.') {
      at = next(at) + 1;
      ++count;
    }
    if (count < 2 || is(at, kLetter)) return false;
    emit(at, TokenKind::word);
    return true;
  }

  static bool joins_letters(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == '_' || c == 0xB7; }
  static bool joins_digits(char32_t c) { return c == ',' || c == '.' || c == 0x66B || c == 0x66C || c == 0x2019; }

  // It begins with a letter or a digit.
  void word() {
    std::size_t at = at_, end = at_;
    bool letters = false;
    while (at < text_.size()) {
      for (; at < text_.size() && static_cast<unsigned char>(text_[at]) < 0x80; end = ++at) {
        const Character& about = ascii_[static_cast<unsigned char>(text_[at])];
        if (!about.has(kLetter | kDigit)) break;
        letters |= about.has(kLetter);
      }
      if (at == text_.size()) break;
      const auto [c, length] = utf8::decode(text_, at);
      const Character& about = c < 0x80 ? ascii_[c] : character(c);
      if (about.has(kLetter | kDigit | kMark)) {
        if (about.script == Script::han && at > at_) break;
        letters |= about.has(kLetter);
        end = at += length;
        if (about.script == Script::han) break;
      } else if (about.has(kHidden)) {
        at += length;
      } else {
        const std::size_t after = at + length;
        if (at != end) break;
        const bool hebrew =
            (c == '"' || c == 0x5F4 || c == 0x5F3) && is(after, kLetter) && peek(after).script == Script::hebrew;
        if ((letters && joins_letters(c) && (is(after, kLetter) || (c == '_' && is(after, kDigit)))) || hebrew ||
            (!letters && joins_digits(c) && is(after, kDigit)))
          at = after;
        else
          break;
      }
    }
    emit(end, letters ? TokenKind::word : TokenKind::number);
  }

  void mark() {
    std::size_t end = next(at_);
    const bool flag = is(at_, kPicture) && code(at_) >= 0x1F1E6 && code(at_) <= 0x1F1FF;
    if (flag && code(end) >= 0x1F1E6 && code(end) <= 0x1F1FF) end = next(end);
    for (std::size_t at = end; at < text_.size();) {
      const char32_t c = code(at);
      if (c == 0x200D && is(next(at), kPicture))
        at = end = next(next(at));
      else if (peek(at).has(kMark) || (c >= 0x1F3FB && c <= 0x1F3FF) || c == 0xFE0F)
        at = end = next(at);
      else
        break;
    }
    emit(end, TokenKind::mark);
  }

  std::string_view text_;
  std::vector<Token>& out_;
  const bool addresses_;  // there may be some
  const Character* ascii_ = &character(U'\0');  // a page of 256
  std::size_t at_ = 0;
  std::size_t searched_ = 0;  // no address starts before this
};

}  // namespace

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> out;
  tokens(text, out);
  return out;
}

void tokens(std::string_view text, std::vector<Token>& out) {
  out.clear();
  Scanner(text, out).run();
}

}  // namespace tocsin::text
