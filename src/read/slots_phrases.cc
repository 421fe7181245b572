// SPDX-License-Identifier: Apache-2.0
// Noun phrases from function words alone: a phrase runs from its determiner to the first word that cannot be in it.
#include <algorithm>

#include "read/slots.h"

namespace tocsin::read {
namespace {

constexpr std::uint32_t kLongestPhrase = 10;  // words

constexpr std::uint64_t kStops = kPreposition | kConjunction | kAnd | kRelative | kBe | kHave | kFuture | kDuty | kMay |
                                 kCan | kNegation | kTo | kFirst | kSecond | kThird | kObjectPronoun | kDid | kDo |
                                 kAdverb | kWhen | kNobody | kSay;

bool joined_hyphen(const Words& words, std::uint32_t i, std::uint32_t end) {
  return words.words[i].text == "-" && i + 1 < end && words.words[i].span.end == words.words[i + 1].span.begin &&
         i > 0 && words.words[i - 1].span.end == words.words[i].span.begin;
}

bool content(const Words& words, std::uint32_t i, std::uint32_t end, bool after_determiner) {
  const Word& w = words.words[i];
  if (w.arabic) return false;
  if (w.kind == text::TokenKind::mark) {  // "the toll-house", "the teachers' school"
    const bool owned = (w.text == "'" || w.text == "\xE2\x80\x99") && i > 0 && words.words[i - 1].text.ends_with("s") &&
                       words.words[i - 1].span.end == w.span.begin && i + 1 < end &&
                       words.words[i + 1].kind == text::TokenKind::word;
    return owned || joined_hyphen(words, i, end);
  }
  const bool more = i + 1 < end && words.words[i + 1].kind == text::TokenKind::word;
  if (w.text == "'s") return more;
  const std::uint64_t c = classes(w);
  if (w.kind == text::TokenKind::number) return after_determiner && more;
  if (noun(w) == Noun::time || (c & kWhen) != 0) {  // "the night market", "the second bridge", "the Friday market"
    if (!more) return false;
    const Word& next = words.words[i + 1];
    return noun(next) != Noun::time && (classes(next) & kStops) == 0 &&
           (after_determiner || w.capital == next.capital) && (after_determiner || noun(next) == Noun::place);
  }
  if ((c & kManner) != 0) {  // "the elderly residents", not "burn it quickly"
    const std::uint64_t next = more ? classes(words.words[i + 1]) : 0;
    return after_determiner || (more && (next & (kStops | kDeterminer | kOur)) == 0);
  }
  if ((c & kStops) == 0) return (c & (kDeterminer | kOur)) == 0;
  return after_determiner && (c & (kAdverb | kAnd)) != 0 && noun(w) != Noun::none && (c & kAnd) == 0;
}

Phrase english_phrase(const Words& words, std::uint32_t at, int depth) {
  const std::uint32_t end = words.sentence_end(at);
  Phrase p{at, at, 0, Noun::none, false};
  std::uint32_t i = at;
  const std::uint64_t first = classes(words.words[i]);
  const std::string& first_text = words.words[i].text;
  if (((first & (kObjectPronoun | kAnyone)) != 0 || first_text == "whoever") && first_text != "all" &&
      first_text != "both" && first_text != "each" && (first & kOur) == 0) {
    p.end = at + 1;
    p.pronoun = true;
    return p;
  }
  while (i < end && i < at + 5) {
    const std::uint64_t c = classes(words.words[i]);
    const std::string& t = words.words[i].text;
    if ((c & (kDeterminer | kOur)) == 0 && t != "all" && t != "both" && t != "each" &&
        words.words[i].kind != text::TokenKind::number)
      break;
    if (t == "all" && i + 2 < end && words.words[i + 1].text == "of" &&
        (classes(words.words[i + 2]) & kObjectPronoun) != 0) {
      p.end = i + 3;
      p.pronoun = true;
      return p;
    }
    ++i;
    if (t == "all" && i < end && words.words[i].text == "of") ++i;
  }
  const std::uint32_t body = i;
  while (i < end && i < at + kLongestPhrase && words.words[i].quote == words.words[at].quote &&
         content(words, i, end, i == body && body > at))
    ++i;
  while (i > body && (words.words[i - 1].kind == text::TokenKind::mark || words.words[i - 1].text == "'s")) --i;
  if (i == body) return {at, at, 0, Noun::none, false};
  p.kind = noun(words.words[i - 1]);
  p.end = i;
  if (depth < 2 && i + 1 < end && words.words[i].text == "of") {
    const Phrase of = english_phrase(words, i + 1, depth + 1);
    if (!of.empty() && words.words[i + 1].text != "this") p.end = of.end;
  }
  return p;
}

bool article(std::string_view w) { return w.substr(0, 4) == "ال"; }
bool owned(std::string_view w) {
  for (std::string_view tail : {"نا", "هم", "كم", "ها"})
    if (w.size() > tail.size() + 4 && w.ends_with(tail)) return true;
  return false;
}

bool arabic_stop(const Words& words, std::uint32_t i) {
  const Word& w = words.words[i];
  if (!w.arabic) return true;
  const std::uint64_t c = classes(w);
  if (c & (kPreposition | kConjunction | kRelative | kNegation | kFuture | kDuty | kSay | kWhen | kHave | kDid |
           kFirst | kSecond | kThird | kDesire | kLet | kMotion | kDeterminer | kAdverb))
    return true;
  if (noun(w) == Noun::time) return true;
  if (w.text.starts_with("و") && w.text.size() > 6 && noun(w) != Noun::none && (c & kStop) == 0) {
    const auto it = std::find_if(w.forms.begin(), w.forms.end(), [](const Form& f) { return f.dropped == 2; });
    if (it != w.forms.end() && !w.text.starts_with("وزار") && !w.text.starts_with("ورش")) return true;
  }
  return w.text.starts_with("وال");
}

Phrase arabic_phrase(const Words& words, std::uint32_t at) {
  const std::uint32_t end = words.sentence_end(at);
  const Word& w = words.words[at];
  Phrase p{at, at, 0, Noun::none, false};
  std::uint32_t i = at;
  if (classes(w) & (kAnyone | kDeterminer) && i + 1 < end && words.words[i + 1].arabic) ++i;  // كل المدارس
  const Word& head = words.words[i];
  std::string_view body = head.text;
  if (i == at) {
    if (body.starts_with("و") && !body.starts_with("وزار") && !body.starts_with("ورش") && !body.starts_with("وادي") &&
        body.size() > 6) {
      p.dropped = 2;
      body = body.substr(2);
    }
    if ((body.starts_with("ب") || body.starts_with("ل")) && article(body.substr(2))) {
      p.dropped += 2;
      body = body.substr(2);
    }
    const std::uint64_t c = classes(w);
    if (c & (kPreposition | kConjunction | kRelative | kNegation | kFuture | kDuty | kSay | kWhen | kDid | kFirst |
             kSecond | kDesire | kLet | kAdverb))
      return {at, at, 0, Noun::none, false};
  }
  if (noun(head) == Noun::time || (i == at && body.size() > 8 && body.ends_with("وا")))
    return {at, at, 0, Noun::none, false};
  p.kind = noun(head);
  ++i;
  if (article(body) || owned(body)) {
    while (i < end && i < at + 4 && words.words[i].arabic && article(words.words[i].text) && !arabic_stop(words, i) &&
           noun(words.words[i]) == Noun::none)
      ++i;
  } else {
    bool closed = false;
    while (i < end && i < at + 6 && !arabic_stop(words, i)) {
      const bool definite = article(words.words[i].text) || owned(words.words[i].text);
      if (closed && (!definite || noun(words.words[i]) != Noun::none)) break;
      closed = closed || definite;
      ++i;
    }
  }
  p.end = i;
  return p;
}

bool determined(const Words& words, const Phrase& p) {
  const Word& w = words.words[p.begin];
  return (classes(w) & (kDeterminer | kOur)) != 0 || w.capital || p.kind == Noun::place || p.kind == Noun::people ||
         p.kind == Noun::group;
}

bool starts_clause(const Words& words, std::uint32_t after, std::uint32_t end) {
  return after < end && (classes(words.words[after]) & (kFuture | kBe | kHave | kDuty | kCan | kDid | kNegation)) != 0;
}

}  // namespace

Phrase phrase_at(const Words& words, std::uint32_t at) {
  if (at >= words.words.size() || words.words[at].kind == text::TokenKind::mark) return {at, at, 0, Noun::none, false};
  return words.words[at].arabic ? arabic_phrase(words, at) : english_phrase(words, at, 0);
}

std::vector<Phrase> phrases_at(const Words& words, std::uint32_t at, bool subject) {
  std::vector<Phrase> out;
  if (at >= words.words.size()) return out;
  const std::uint32_t end = words.sentence_end(at);
  Phrase p = at < end ? phrase_at(words, at) : Phrase{};
  while (!p.empty() && out.size() < 12) {
    out.push_back(p);
    std::uint32_t i = p.end;
    if (i >= end) break;
    bool comma = false, joined = false;
    if (words.words[i].text == "," || words.words[i].text == "،") {
      comma = true;
      ++i;
    }
    if (i < end && !words.words[i].arabic &&
        (words.words[i].text == "and" || words.words[i].text == "or" || words.words[i].text == "nor" ||
         words.words[i].text == "&")) {
      joined = true;
      ++i;
    }
    if (i >= end || words.words[i].kind == text::TokenKind::mark) break;
    if (words.words[i].arabic && !words.words[i].text.starts_with("و")) break;
    if (words.words[i].arabic && arabic_verb(words.words[i]).has_value() && noun(words.words[i]) == Noun::none) break;
    if (!comma && !joined && !words.words[i].arabic) break;
    const Phrase next = phrase_at(words, i);
    if (next.empty() || next.pronoun || (!subject && starts_clause(words, next.end, end))) break;
    if (comma && !joined && next.kind == Noun::group && next.end == next.begin + 1) break;  // "…, comrades, …"
    if (!determined(words, next) && (determined(words, out.front()) || !joined) && !words.words[i].arabic) break;
    if (comma && !joined && !words.words[i].arabic) {
      const std::string& after = next.end < end ? words.words[next.end].text : ".";
      if (after != "," && after != "and" && after != "." && after != "!" && after != "but" && after != "or") break;
    }
    p = next;
  }
  return out;
}

Span span_of(const Words& words, const Phrase& phrase) { return words.span(phrase.begin, phrase.end, phrase.dropped); }

}  // namespace tocsin::read
