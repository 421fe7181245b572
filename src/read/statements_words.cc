// SPDX-License-Identifier: Apache-2.0
#include "read/statements_words.h"

#include <algorithm>
#include <unordered_map>

#include "core/list.h"
#include "core/utf8.h"
#include "read/lists.h"
#include "text/text.h"

namespace tocsin::read::attribution {
namespace {

constexpr std::size_t kLongestSentence = 400;   // words; a longer one is read in pieces
constexpr std::size_t kLongestDateline = 24;    // words

const std::unordered_map<std::string_view, std::uint32_t>& tag_names() {
  static const std::unordered_map<std::string_view, std::uint32_t> names = {
      {"det", kDet}, {"pronoun", kPronoun}, {"object", kObject}, {"possessive", kPossessive}, {"preposition", kPreposition},
      {"subordinator", kSubordinator}, {"relative", kRelative}, {"coordinator", kCoordinator}, {"auxiliary", kAuxiliary},
      {"negation", kNegation}, {"adverb", kAdverb}, {"time", kTime}, {"title", kTitle}, {"verb", kVerb}, {"venue", kVenue},
      {"hearer", kHearer}, {"label", kLabel}, {"noun", kNoun}, {"chain", kChain}, {"causing", kCausing}, {"many", kMany}, {"note", kNote}, {"asker", kAsker}, {"view", kView},
  };
  return names;
}

const std::unordered_map<std::string, std::uint32_t>& tag_list() {
  static const std::unordered_map<std::string, std::uint32_t> tags = [] {
    std::unordered_map<std::string, std::uint32_t> out;
    for (const ListRow& row : builtin_list("statement_words.tsv", list("statement_words.tsv"))) {
      std::uint32_t& bits = out[folded(row["word"])];
      const std::string& names = row["tags"];
      for (std::size_t begin = 0; begin < names.size();) {
        std::size_t end = names.find(',', begin);
        if (end == std::string::npos) end = names.size();
        const auto found = tag_names().find(std::string_view(names).substr(begin, end - begin));
        if (found != tag_names().end()) bits |= found->second;
        begin = end + 1;
      }
    }
    return out;
  }();
  return tags;
}

// Splits "Salem's" and "they'll" before the ending; 0: nothing to split.
std::size_t ending(std::string_view word) {
  for (const std::string_view mark : {"'", "\u2019"}) {
    const std::size_t at = word.rfind(mark);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string rest = folded(word.substr(at + mark.size()));
    if (rest == "s" || rest == "re" || rest == "ve" || rest == "ll" || rest == "d" || rest == "m") return at;
  }
  return 0;
}

bool capital_letter(std::string_view word) {
  const char32_t c = utf8::decode(word, 0).character;
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F);
}

bool title_or_initial(std::string_view text, const Word& word) {
  if (word.is(kTitle) && length(word.span) < 6) return true;
  return length(word.span) == 1 && capital_letter(slice(text, word.span));
}

bool dash(const Word& word) { return word.low == "-" || word.low == "--" || word.low == "–" || word.low == "—" || word.low == "―"; }

// "BIR TAMUN, Libya (Meridian Press) - ", "SAN SALVADOR, 3 JAN 90 -- ", "CAIRO — ": the number of words before a text's first one.
// A place alone must be in capitals, and one in a text all in capitals must go with a date or an agency.
std::size_t dateline(const Words& words) {
  std::size_t i = 0, names = 0;
  bool open = false, agency = false, number = false, comma = false, loud = true;
  for (; i < words.size() && i < kLongestDateline; ++i) {
    const Word& w = words[i];
    const std::string_view bytes = slice(words.text, w.span);
    const bool spaced = i > 0 && w.span.begin > words[i - 1].span.end;
    if (open) {
      open = w.low != ")";
      if (!open && !number && i + 1 < words.size() && words[i + 1].low == ",") agency = false;   // "MANAGUA (NICARAGUA), 26 MAR 89 (EFE)"
      continue;
    }
    if (dash(w) && spaced) break;
    if (w.low == "(") {
      open = agency = true;
    } else if (w.low == ",") {
      comma = true;
    } else if (w.is(kNumber)) {
      number = true;
    } else if (w.is(kMark)) {
      if (w.low != "." && w.low != "/" && w.low != "-") return 0;
    } else if (w.is(kPronoun | kAuxiliary | kVerb | kRelative | kPossessive) || (w.is(kDet) && i == 0) || (i > 0 && agency)) {
      return 0;
    } else if (capital_letter(bytes)) {
      ++names;
      if (!comma)
        for (const char c : bytes) loud = loud && (c < 'a' || c > 'z');
    } else if (!(w.low == "of" || w.low == "de" || w.low == "el" || w.low == "al" || !spaced)) {
      return 0;
    }
  }
  if (open || names == 0 || i == 0 || i >= words.size() || i >= kLongestDateline) return 0;
  const bool dated = number && comma;
  if (!agency && !dated && (!loud || words.capitals)) return 0;
  while (i < words.size() && dash(words[i])) ++i;
  for (std::size_t k = i; k < words.size() && k < i + 8 && words[i].low == "["; ++k)   // "[TEXT]"
    if (words[k].low == "]" && k + 1 < words.size()) {
      i = k + 1;
      break;
    }
  if (i >= words.size() || words[i].span.begin == words[i - 1].span.end) return 0;
  if (agency || dated) return i;
  // "NATO — the alliance — said": a second dash makes it an aside.
  for (std::size_t k = i; k < words.size() && k < i + 30 && words[k].low != "."; ++k)
    if (dash(words[k]) && words[k].span.begin > words[k - 1].span.end) return 0;
  return i;
}

}  // namespace

std::string folded(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      out = text::normalise(word, text::kFoldForRead).bytes;
      for (std::size_t at; (at = out.find("\u2019")) != std::string::npos;) out.replace(at, 3, "'");
      return out;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Words words_of(std::string_view text, std::string_view outlet) {
  Words out;
  out.outlet = folded(outlet);
  out.text = text;
  out.quotes = quotations(text);
  out.capitals = text::all_capitals(text);
  const auto add = [&](Span span, text::TokenKind kind) {
    Word word;
    word.span = span;
    const std::string_view bytes = slice(text, span);
    word.low = folded(bytes);
    if (word.low.empty()) word.low = bytes;
    const auto found = tag_list().find(word.low);
    if (found != tag_list().end()) word.tags = found->second;
    if (kind == text::TokenKind::number) word.tags |= kNumber;
    if (kind == text::TokenKind::mark && word.low.front() != '\'') word.tags |= kMark;
    const char32_t first = utf8::decode(bytes, 0).character;
    word.arabic = (first >= 0x600 && first < 0x780) || (first >= 0xFB50 && first < 0xFF00);
    word.capital = !out.capitals && capital_letter(bytes);
    out.words.push_back(std::move(word));
  };
  for (const text::Token& token : text::tokens(text)) {
    if (token.kind == text::TokenKind::space || empty(token.span)) continue;
    const std::size_t split = token.kind == text::TokenKind::word ? ending(slice(text, token.span)) : 0;
    if (split == 0) {
      add(token.span, token.kind);
    } else {
      const std::uint32_t at = token.span.begin + static_cast<std::uint32_t>(split);
      add({token.span.begin, at}, token.kind);
      add({at, token.span.end}, token.kind);
      out.words.back().tags |= kPossessive;
    }
  }
  std::size_t quote = 0;
  for (Word& word : out.words) {
    while (quote < out.quotes.size() && out.quotes[quote].whole.end <= word.span.begin) ++quote;
    if (quote < out.quotes.size() && inside(word.span, out.quotes[quote].whole)) {
      word.quote = static_cast<int>(quote);
      if (!inside(word.span, out.quotes[quote].inner)) word.tags = kMark;   // "''" is no possessive
    }
  }
  std::size_t w = 0;
  const auto take = [&](std::size_t end) {   // words [w, end) as one sentence, or as several where that is endless
    while (w < end) {
      const std::size_t stop = std::min(end, w + kLongestSentence);
      for (std::size_t i = w; i < stop; ++i) out.words[i].sentence = static_cast<std::uint32_t>(out.sentences.size());
      out.sentences.push_back({static_cast<std::uint32_t>(w), static_cast<std::uint32_t>(stop)});
      w = stop;
    }
  };
  const std::size_t head = dateline(out);
  take(head);   // a sentence of its own, so that it is part of no statement
  for (const Span& sentence : text::sentences(text)) {
    // "Sen. Jane" and "Leonard E. Burman" are no ends, whatever follows.
    if (w > std::max<std::size_t>(head, 1) && w < out.words.size() && out.words[w - 1].low == "." && title_or_initial(text, out.words[w - 2]) &&
        text.substr(out.words[w - 1].span.end, out.words[w].span.begin - out.words[w - 1].span.end).find('\n') == std::string_view::npos &&
        w - out.sentences.back().begin < kLongestSentence) {
      w = out.sentences.back().begin;
      out.sentences.pop_back();
    }
    std::size_t end = w;
    while (end < out.words.size() && out.words[end].span.begin < sentence.end) ++end;
    take(end);
  }
  take(out.words.size());   // nothing is left out, whatever the sentences were
  return out;
}

}  // namespace tocsin::read::attribution
