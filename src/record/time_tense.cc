// SPDX-License-Identifier: Apache-2.0
#include "record/time_tense.h"

#include <map>
#include <string>

#include "core/list.h"
#include "record/lists.h"

namespace tocsin::record {
namespace {

constexpr std::size_t kReach = 60;   // words to each side

const std::map<std::string, int, std::less<>>& tenses() {
  static const auto kTenses = [] {
    std::map<std::string, int, std::less<>> out;
    for (const ListRow& row : builtin_list("calendar_tense.tsv", list("calendar_tense.tsv"))) {
      std::string words;
      for (const text::Word& w : text::words(row["word"])) words += (words.empty() ? "" : " ") + w.folded;
      out[words] = row["value"] == "1" ? 1 : row["value"] == "-1" ? -1 : 0;
    }
    return out;
  }();
  return kTenses;
}

bool ends_clause(const text::Word& w) {
  return w.kind == text::TokenKind::mark &&
         (w.folded == "." || w.folded == "!" || w.folded == "?" || w.folded == ";" || w.folded == "؟" || w.folded == "؛" || w.folded == ":");
}

bool ends_paragraph(std::string_view text, const text::Word& before, const text::Word& after) {
  return text.substr(before.span.end, after.span.begin - before.span.end).find("\n\n") != std::string_view::npos;
}

// "said on Monday that …", "قال الاثنين إن …": what follows has its own time.
bool opens_content(const text::Word& w) { return w.folded == "that" || w.folded == "إن" || w.folded == "ان" || w.folded == "أن"; }

// "to be held", "will be announced": the verb before tells, not the participle.
bool after_be(const std::vector<text::Word>& words, std::size_t i) { return i > 0 && (words[i - 1].folded == "be" || words[i - 1].folded == "to"); }

// A name where others have no capital: "Mohamed", "May 18".
bool is_name(const std::vector<text::Word>& words, std::size_t i) {
  if (!words[i].capital) return false;
  if (i + 1 < words.size() && words[i + 1].kind == text::TokenKind::number) return true;
  return !(i > 0 && words[i - 1].capital) && !(i + 1 < words.size() && words[i + 1].capital);
}

// What a word says by itself; two-word entries are looked up with the next.
int tense_at(const std::vector<text::Word>& words, std::size_t i) {
  const std::string& w = words[i].folded;
  if (after_be(words, i) || is_name(words, i)) return 0;
  if (i + 1 < words.size()) {
    if (const auto it = tenses().find(w + " " + words[i + 1].folded); it != tenses().end()) return it->second;
  }
  if (const auto it = tenses().find(w); it != tenses().end()) return it->second;
  if (w.size() > 4 && w.ends_with("ed") && static_cast<unsigned char>(w[0]) < 0x80) return -1;
  // سيعلن, ستستمر: will. تضربون, يعلنون: does or will.
  for (const std::string_view p : {"سي", "ست", "سن"})
    if (w.size() >= 10 && w.starts_with(p)) return 1;
  if (w.size() >= 10 && w.ends_with("ون") && (w.starts_with("ت") || w.starts_with("ي"))) return 1;
  if (w.size() > 4 && w.starts_with("و")) {
    if (const auto it = tenses().find(w.substr(2)); it != tenses().end()) return it->second;
  }
  return 0;
}

}  // namespace

// The nearest word of the clause that tells. After the time, a verb right behind it does not count unless the time stands
// first: in "the strike on Thursday will be answered", "will" is not when the strike is.
int tense_near(std::string_view text, const std::vector<text::Word>& words, std::uint32_t begin, std::uint32_t end) {
  std::size_t left_distance = 0, right_distance = 0;
  int left = 0, right = 0;
  bool first = true, until = false;
  for (std::size_t i = begin; i-- > 0 && begin - i <= kReach;) {
    if (ends_clause(words[i]) || (i + 1 < words.size() && ends_paragraph(text, words[i], words[i + 1]))) break;
    if (words[i].kind == text::TokenKind::word && !(i + 1 == begin && (words[i].folded == "on" || words[i].folded == "in")))
      first = false;
    ++left_distance;
    // "بلغ العدد تسعة حتى مساء الأربعاء": "until" takes its tense from the verb, and is ahead only without one.
    static const std::string kUntil = text::folded_word("حتى");
    if (words[i].folded == kUntil) {
      until = true;
      continue;
    }
    if ((left = tense_at(words, i)) != 0) break;
  }
  for (std::size_t i = end; i < words.size() && i - end < kReach; ++i) {
    if (ends_clause(words[i]) || opens_content(words[i]) || (i > 0 && ends_paragraph(text, words[i - 1], words[i]))) break;
    if (words[i].folded == "," || words[i].folded == "،") right_distance += 4;
    ++right_distance;
    const int t = tense_at(words, i);
    if (t == 0 || words[i].folded == "until" || words[i].folded == "till" || words[i].folded == "if") continue;
    if (!first && right_distance == 1 && t > 0) continue;
    right = t;
    break;
  }
  if (left == 0 && until) return right != 0 ? right : 1;
  if (left == 0) return right;
  if (right == 0 || left_distance <= right_distance) return left;
  return right;
}

}  // namespace tocsin::record
