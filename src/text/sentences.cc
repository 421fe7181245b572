// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <string>

#include "core/list.h"
#include "core/utf8.h"
#include "text/lines.h"
#include "text/lists.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

constexpr std::size_t kLongestAbbreviation = 24;  // bytes

struct Lists {
  std::map<std::string, std::string, std::less<>> kind_of;  // of an abbreviation without its last dot
  std::set<std::string, std::less<>> starters, months;

  Lists() {
    for (const ListRow& row : builtin_list("abbreviations.tsv", list("abbreviations.tsv")))
      kind_of[row["word"]] = row["kind"];
    for (const ListRow& row : builtin_list("sentence_words.tsv", list("sentence_words.tsv")))
      (row["kind"] == "month" ? months : starters).insert(row["word"]);
  }
};

const Lists& lists() {
  static const Lists kLists;
  return kLists;
}

bool uses_capitals(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    if (character(c).has(kUpper)) return true;
    at += length;
  }
  return false;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text), capitals_(uses_capitals(text)) {}

  std::vector<Span> run() {
    for (const Line& line : lines(text_, capitals_)) {
      line_begin_ = line.begin;
      if (line.blank) emit(line.begin);
      scan(line.begin, line.end);
      if (line.ends_here || line.blank) emit(line.end);
    }
    emit(text_.size());
    return std::move(out_);
  }

 private:
  char32_t code(std::size_t at) const { return at < text_.size() ? utf8::decode(text_, at).character : U' '; }
  const Character& peek(std::size_t at) const { return character(code(at)); }
  std::size_t next(std::size_t at) const { return at + utf8::decode(text_, at).length; }
  std::size_t back(std::size_t at) const { return at > 0 ? previous(text_, at) : 0; }
  std::size_t past_white(std::size_t at) const {
    while (at < text_.size() && peek(at).has(kWhite | kHidden)) at = next(at);
    return at;
  }

  void emit(std::size_t end) {
    std::size_t first = past_white(begin_), last = end;
    while (last > first && peek(back(last)).has(kWhite | kHidden)) last = back(last);
    if (first < last) out_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
    begin_ = std::max(begin_, end);
  }

  void scan(std::size_t at, std::size_t end) {
    while (at < end) {
      if (!peek(at).has(kEnder)) {
        at = next(at);
        continue;
      }
      const std::size_t first = at;
      while (at < end && peek(at).has(kEnder)) at = next(at);
      const std::size_t marks_end = at;
      at = past_closers(at, end);
      if (ends(first, marks_end, at, end)) {
        at = past_pictures(at, end);
        emit(at);
      }
    }
  }

  // Closing quotes and brackets, emphasis written with signs, and notes like "[12]".
  std::size_t past_closers(std::size_t at, std::size_t end) const {
    while (at < end) {
      const char32_t c = code(at);
      if (peek(at).has(kCloser) || c == 0xFE0F || c == '*' || c == '_' || c == '~') {
        at = next(at);
        continue;
      }
      const std::size_t note = c == ' ' ? at + 1 : at;
      std::size_t number = note + 1;
      while (number < end && number < note + 4 && text_[number] >= '0' && text_[number] <= '9') ++number;
      if (code(note) != '[' || number == note + 1 || number >= end || text_[number] != ']') break;
      at = number + 1;
    }
    return at;
  }

  // Pictures between the end of a sentence and the end of the line belong to the sentence.
  std::size_t past_pictures(std::size_t at, std::size_t end) const {
    std::size_t after = at;
    while (after < end && peek(after).has(kWhite | kHidden | kPicture | kMark)) after = next(after);
    return after == end ? end : at;
  }

  std::string lower(std::size_t begin, std::size_t end) const {
    return normalise(text_.substr(begin, end - begin), kCase | kInvisible | kSpace).bytes;
  }

  // The word that ends at `end`, with dots inside it ("a.m", "U.S").
  std::size_t word_begin(std::size_t end) const {
    std::size_t at = end;
    while (at > begin_ && end - at <= kLongestAbbreviation) {
      const std::size_t before = back(at);
      if (!peek(before).has(kLetter | kMark | kDigit) && text_[before] != '.' && text_[before] != '-') break;
      at = before;
    }
    return at;
  }

  std::string word_at(std::size_t begin) const {
    std::size_t at = begin;
    while (at < text_.size() && at - begin <= kLongestAbbreviation && peek(at).has(kLetter | kMark)) at = next(at);
    return lower(begin, at);
  }

  // A word of the list at `begin`, but not an initial.
  bool starter(std::size_t begin) const {
    const std::string word = word_at(begin);
    return lists().starters.contains(word) && !(word.size() == 1 && code(begin + 1) == '.');
  }

  bool ends(std::size_t first, std::size_t marks_end, std::size_t at, std::size_t line_end) const {
    if (past_white(at) >= text_.size()) return true;
    const bool dot = text_.substr(first, marks_end - first) == ".";
    if (at < line_end && !peek(at).has(kWhite)) return ends_without_space(first, marks_end, at);
    std::size_t follow = past_white(at);
    if (code(first) != '.' || at > marks_end)  // «Стой!» — сказал он
      if (const char32_t c = code(follow); c == 0x2014 || c == 0x2013 || c == '-')
        if (const std::size_t after = past_white(next(follow)); after > next(follow) && peek(after).has(kLower))
          return false;
    const bool small = peek(follow).has(kLower);
    if (small && capitals_) return false;
    if (!dot) return true;
    return !inside_dot(first, at > marks_end, follow);
  }

  // A missing space: "كلمة.كلمة", "؟" and "。" before a letter, "killed.The".
  bool ends_without_space(std::size_t first, std::size_t marks_end, std::size_t at) const {
    const char32_t mark = code(back(marks_end));
    const Character& after = peek(at);
    if (mark == 0x3002 || mark == 0xFF01 || mark == 0xFF1F) return true;
    if (!after.has(kLetter)) return false;
    if (mark == 0x61F || mark == 0x6D4) return true;
    const std::size_t begin = word_begin(first);
    const std::string_view word = text_.substr(begin, first - begin);
    if (word.size() < 3 || word.size() > kLongestAbbreviation || word.find('.') != word.npos ||
        !peek(begin).has(kLetter))
      return false;
    if (begin > 0 && (text_[begin - 1] == '/' || text_[begin - 1] == '@' || text_[begin - 1] == ':')) return false;
    if (peek(begin).script == Script::arabic) return after.script == Script::arabic && word.size() >= 6;
    return peek(back(first)).has(kLower) && after.has(kUpper) && peek(next(at)).has(kLower);
  }

  // Whether a dot belongs to what it follows: an abbreviation, an initial, a list number, an ordinal.
  bool inside_dot(std::size_t dot, bool closed, std::size_t follow) const {
    const std::size_t begin = word_begin(dot);
    if (begin == dot || closed) return false;
    const std::string word = lower(begin, dot);
    const bool starts = starter(follow) || !peek(follow).has(kLetter | kDigit);
    if (peek(begin).has(kDigit)) {
      bool number = true;
      for (std::size_t i = begin; i < dot; i = next(i)) number = number && peek(i).has(kDigit);
      return number && ((dot - begin <= 3 && past_white(begin_) == begin && begin >= line_begin_) ||
                        lists().months.contains(word_at(follow)));
    }
    const auto it = lists().kind_of.find(word);
    const std::string_view kind = it == lists().kind_of.end() ? std::string_view() : std::string_view(it->second);
    if (kind == "before") return true;
    if (kind == "number" && peek(follow).has(kDigit)) return true;
    if (kind == "inner") return !starts;
    const bool initials = next(begin) == dot || (word.size() > 2 && code(next(begin)) == '.');
    return initials && peek(begin).has(kLetter) &&
           (peek(begin).has(kUpper) ? !starts : peek(begin).script == Script::arabic || word.find('.') != word.npos);
  }

  std::string_view text_;
  bool capitals_;
  std::size_t begin_ = 0;  // of the sentence
  std::size_t line_begin_ = 0;
  std::vector<Span> out_;
};

}  // namespace

std::vector<Span> sentences(std::string_view text) { return Splitter(text).run(); }

}  // namespace tocsin::text
