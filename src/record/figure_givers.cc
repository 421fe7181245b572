// SPDX-License-Identifier: Apache-2.0
#include "record/figure_givers.h"

#include <algorithm>

#include "core/list.h"
#include "record/lists.h"

namespace tocsin::record {
const text::Grammar& figure_words() {
  static const text::Grammar kGrammar(builtin_list("figure_words.tsv", list("figure_words.tsv")), {});
  return kGrammar;
}

std::uint32_t figure_phrase(const std::vector<text::Word>& words, std::uint32_t at, std::string_view cls) {
  std::uint32_t n = 0;
  if (at < words.size())
    for (const auto& f : figure_words().look_up(words, at))
      if (f.name == cls) n = std::max(n, f.words);
  return n;
}

namespace {

using text::Word;

constexpr std::uint32_t kLongestGiver = 9;   // words
constexpr int kNested = 60;                  // statements looked back over for one that holds a figure

bool clause_mark(const Word& w) {
  return w.kind == text::TokenKind::mark && w.folded != "'" && w.folded != "-" && w.folded != "\"" && w.folded != "“" && w.folded != "”";
}

bool any_of(const std::string& w, std::initializer_list<std::string_view> set) {
  return std::find(set.begin(), set.end(), w) != set.end();
}

bool helper_word(const std::string& w) {
  return any_of(w, {"had", "has", "have", "also", "earlier", "later", "now", "then", "on", "yesterday", "today", "was", "is", "its", "again",
                    "already", "still", "meanwhile", "said", "قد", "كانت", "كان"});
}

bool pronoun(const std::string& w) {
  return any_of(w, {"he", "she", "it", "they", "we", "هو", "هي", "إنه", "إنها"});
}

const Mention* mention_in(const Page& page, Span span, MentionKind kind) {
  const Mention* best = nullptr;
  for (auto m = page.mention_at(span.begin); m != page.reading.mentions.end() && m->span.begin < span.end; ++m)
    if (m->kind == kind && inside(m->span, span) && (!best || (m->span.begin == best->span.begin && length(m->span) > length(best->span))))
      best = &*m;
  return best;
}

bool touches(const Page& page, Span span, MentionKind kind) {
  for (auto m = page.mention_at(span.begin > 80 ? span.begin - 80 : 0); m != page.reading.mentions.end() && m->span.begin < span.end; ++m)
    if (m->kind == kind && overlap(m->span, span)) return true;
  return false;
}

}  // namespace

namespace {

// An endless sentence (a list of thousands) is looked at in pieces, so that time stays linear in the text.
std::vector<Span> bounded(std::vector<Span> sentences, const std::vector<text::Word>& words) {
  constexpr std::uint32_t kLongest = 1600;   // bytes
  std::vector<Span> out;
  std::size_t w = 0;
  for (Span s : sentences) {
    while (length(s) > kLongest) {
      while (w < words.size() && words[w].span.end <= s.begin + kLongest) ++w;
      const std::uint32_t cut = w < words.size() && words[w].span.begin > s.begin ? std::min(words[w].span.begin, s.end) : s.end;
      out.push_back({s.begin, cut});
      s.begin = cut;
    }
    if (!empty(s)) out.push_back(s);
  }
  return out;
}

// Where a report was sent from, before its first dash: in brackets an agency, or a number, or all in capitals.
std::uint32_t dateline_end(std::string_view text) {
  constexpr std::size_t kLongest = 120;   // bytes
  std::size_t dash = std::string_view::npos;
  for (const std::string_view mark : {" -- ", " - ", " \u2013 ", " \u2014 "})
    if (const std::size_t at = text.substr(0, kLongest).find(mark); at < dash) dash = at;
  if (dash == std::string_view::npos || dash == 0) return 0;
  const std::string_view head = text.substr(0, dash);
  if (head.find_first_of(".!?\"") != std::string_view::npos && head.find('(') == std::string_view::npos) return 0;
  bool low = false;
  for (const char c : head) low = low || (c >= 'a' && c <= 'z');
  const bool sent = head.find('(') != std::string_view::npos || head.find_first_of("0123456789") != std::string_view::npos || !low;
  return sent ? static_cast<std::uint32_t>(dash) : 0;
}

}  // namespace

Page::Page(const Document& d, const Reading& r)
    : document(d), reading(r), words(text::words(d.text)), sentences(bounded(text::sentences(d.text), words)), who(d, r), dateline(dateline_end(d.text)) {
  for (const StatementReading& s : r.statements)
    for (const Span content : s.content) contents.push_back({content, s.source});
  std::stable_sort(contents.begin(), contents.end(), [](const Content& a, const Content& b) { return a.span < b.span; });
}

std::vector<Mention>::const_iterator Page::mention_at(std::uint32_t offset) const {
  return std::lower_bound(reading.mentions.begin(), reading.mentions.end(), offset,
                          [](const Mention& m, std::uint32_t o) { return m.span.begin < o; });
}

Span Page::sentence_of(std::uint32_t offset) const {
  const auto it = std::upper_bound(sentences.begin(), sentences.end(), offset, [](std::uint32_t o, Span s) { return o < s.end; });
  return it != sentences.end() && it->begin <= offset ? *it : Span{};
}

std::uint32_t Page::word_at(std::uint32_t offset) const {
  return static_cast<std::uint32_t>(
      std::upper_bound(words.begin(), words.end(), offset, [](std::uint32_t o, const Word& w) { return o < w.span.end; }) - words.begin());
}

std::optional<Span> giver_of(const Page& page, Span casualty) {
  // The narrowest content of a statement wins: in "she said that the ministry counted five" the ministry counted.
  std::optional<Span> best;
  std::uint32_t narrowest = ~0u;
  auto content = std::upper_bound(page.contents.begin(), page.contents.end(), casualty.end,
                                  [](std::uint32_t o, const Content& c) { return o < c.span.begin; });
  for (int n = 0; content != page.contents.begin() && n < kNested; ++n) {
    --content;
    if (content->source && overlap(content->span, casualty) && length(content->span) <= narrowest)
      best = *content->source, narrowest = length(content->span);
  }
  // Who the sentence gives it to, inside that content or in place of it.
  const Span sentence = page.sentence_of(casualty.begin);
  const std::uint32_t from = page.word_at(sentence.begin), to = page.word_at(casualty.begin);
  std::uint32_t clause = from;
  std::optional<Span> nearest;
  for (std::uint32_t i = from; i < to; ++i) {
    const Word& w = page.words[i];
    if (figure_phrase(page.words, i, "LINK") && i > clause + 1 && i - clause <= kLongestGiver && clause == from) {
      nearest = Span{page.words[clause].span.begin, page.words[i - 1].span.end};
      clause = i + 1;
      continue;
    }
    if (clause_mark(w) || any_of(w.folded, {"and", "while", "but", "that", "إن", "حين", "فيما", "بينما"})) {
      clause = i + 1;
      continue;
    }
    if (!figure_phrase(page.words, i, "GIVE") || i == clause) continue;
    std::uint32_t end = i;
    while (end > clause) {
      if (!helper_word(page.words[end - 1].folded) && !touches(page, page.words[end - 1].span, MentionKind::time)) break;
      --end;
    }
    if (end == clause || end - clause > kLongestGiver) continue;
    const Span subject{page.words[clause].span.begin, page.words[end - 1].span.end};
    const std::string& first = page.words[clause].folded;
    const bool named = mention_in(page, subject, MentionKind::organisation) || mention_in(page, subject, MentionKind::person);
    const bool noun_phrase = end - clause >= 2 && (any_of(first, {"the"}) || page.words[clause].capital || static_cast<unsigned char>(first[0]) >= 0x80);
    const bool has_number = touches(page, subject, MentionKind::number);
    if ((named || noun_phrase || (end - clause == 1 && pronoun(first))) && !has_number) nearest = subject;
  }
  // Arabic puts the verb first: "وأعلنت مديرية الصحة أن …" is a statement already.
  if (nearest && (!best || narrowest > length(sentence) / 2 || best->begin == nearest->begin)) {
    const bool inside_statement = best && overlap(*best, *nearest);
    if (!inside_statement) return nearest;
  }
  return best;
}

}  // namespace tocsin::record
