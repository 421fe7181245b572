// SPDX-License-Identifier: Apache-2.0
#include "store/search.h"

#include <algorithm>
#include <vector>

#include "text/text.h"

namespace tocsin::store {
namespace {

constexpr unsigned kFolds =
    text::kNfkc | text::kCase | text::kInvisible | text::kArabic | text::kConfusables | text::kMarks | text::kSpace;

struct Term {
  std::string words;  // folded, without quotes
  bool excluded = false, prefix = false;
};

std::vector<Term> terms(std::string_view query) {
  std::vector<Term> out;
  for (std::size_t i = 0; i < query.size();) {
    if (query[i] == ' ' || query[i] == '\t' || query[i] == '\n') {
      ++i;
      continue;
    }
    Term term;
    if (query[i] == '-') term.excluded = true, ++i;
    std::size_t end;
    if (i < query.size() && query[i] == '"') {
      end = std::min(query.find('"', ++i), query.size());
    } else {
      end = std::min(query.find_first_of(" \t\n", i), query.size());
    }
    std::string_view words = query.substr(i, end - i);
    i = end + (end < query.size());
    if (!words.empty() && words.back() == '*') term.prefix = true, words.remove_suffix(1);
    term.words = text::normalise(words, kFolds).bytes;
    std::erase(term.words, '"');
    if (std::any_of(term.words.begin(), term.words.end(), [](unsigned char c) { return c >= 0x80 || std::isalnum(c); }))
      out.push_back(std::move(term));
  }
  return out;
}

}  // namespace

std::string indexed_text(std::string_view text) { return text::normalise(text::masked(text), kFolds).bytes; }

std::string match_expression(std::string_view query) {
  std::string wanted, unwanted;
  for (const Term& term : terms(query)) {
    std::string& side = term.excluded ? unwanted : wanted;
    if (!side.empty()) side += term.excluded ? " OR " : " AND ";
    side += '"' + term.words + '"' + (term.prefix ? "*" : "");
  }
  if (wanted.empty()) return {};
  return unwanted.empty() ? wanted : "(" + wanted + ") NOT (" + unwanted + ")";
}

Span first_match(std::string_view text, std::string_view query) {
  const text::View view = text::normalise(text, kFolds);
  std::size_t best = std::string::npos, size = 0;
  for (const Term& term : terms(query)) {
    if (term.excluded) continue;
    const std::size_t at = view.bytes.find(term.words);
    if (at < best) best = at, size = term.words.size();
  }
  if (best == std::string::npos) return {0, 0};
  return view.original({static_cast<std::uint32_t>(best), static_cast<std::uint32_t>(best + size)});
}

}  // namespace tocsin::store
