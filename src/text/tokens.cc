// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      const Character& about = peek(at_);
      if (about.has(kWhite | kHidden))
        at_ = next(at_);
      else if (!address() && !tag() && !dotted_initials() && !word())
        mark();
    }
    return std::move(out_);
  }

 private:
  std::size_t next(std::size_t at) const { return at + utf8::decode(text_, at).length; }
  char32_t code(std::size_t at) const { return at < text_.size() ? utf8::decode(text_, at).character : U'\0'; }
  const Character& peek(std::size_t at) const { return character(code(at)); }
  bool is(std::size_t at, unsigned traits) const { return at < text_.size() && peek(at).has(traits); }

  void emit(std::size_t end, TokenKind kind) {
    out_.push_back({{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)}, kind});
    at_ = end;
  }

  static bool ascii_name(char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || c == '-';
  }

  // "https://…", "www.…", "host.tld/…", "name@host.tld"
  bool address() {
    if (at_ < searched_) return false;
    std::size_t end = at_;
    bool at_sign = false, slash = false, dot = false;
    while (end < text_.size()) {
      const char c = text_[end];
      if (c == '@' && end > at_)
        at_sign = true;
      else if (c == '/' && dot) {
        slash = true;
        break;
      } else if (c == ':' && text_.substr(end, 3) == "://" && end > at_) {
        slash = true;
        break;
      } else if (c == '.')
        dot |= end > at_;
      else if (!ascii_name(c) && c != '+' && c != '%')
        break;
      ++end;
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

  bool tag() {
    const char32_t c = code(at_);
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

  bool word() {
    if (!is(at_, kLetter | kDigit)) return false;
    std::size_t at = at_, end = at_;
    bool letters = false;
    while (at < text_.size()) {
      const Character& about = peek(at);
      if (about.has(kLetter | kDigit | kMark)) {
        if (about.script == Script::han && at > at_) break;
        letters |= about.has(kLetter);
        end = at = next(at);
        if (about.script == Script::han) break;
      } else if (about.has(kHidden)) {
        at = next(at);
      } else {
        const char32_t c = code(at);
        const std::size_t after = next(at);
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
    return true;
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
  std::size_t at_ = 0;
  std::size_t searched_ = 0;  // no address starts before this
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> tokens(std::string_view text) { return Scanner(text).run(); }

}  // namespace tocsin::text
