// SPDX-License-Identifier: Apache-2.0
// Motive, condition, means, and those who are said to have been warned. A motive stands without the words that
// introduce it ("because of"), a condition with them ("if", "unless": they say which way it cuts).
#include <algorithm>

#include "read/slots.h"

namespace tocsin::read {
namespace {

bool comma(const Word& w) { return w.text == "," || w.text == "،" || w.text == "—" || w.text == "–"; }
bool stop_mark(const Word& w) {
  return w.kind == text::TokenKind::mark &&
         (w.text == "." || w.text == "!" || w.text == "?" || w.text == ";" || w.text == ":" || w.text == "؛" ||
          w.text == "…" || w.text == "؟" || w.text == "\"" || w.text == "”" || w.text == "»");
}

std::uint32_t clause_end(const Words& words, std::uint32_t from, std::uint32_t end, bool leads) {
  std::uint32_t i = from;
  while (i < end && i < from + 40 && !stop_mark(words.words[i]) && !comma(words.words[i])) ++i;
  const std::uint32_t to = i;
  for (std::uint32_t k = from + 2; k < to; ++k) {  // the main clause may follow without a comma
    const Word& w = words.words[k];
    const std::uint64_t c = classes(w);
    if (w.text == "we" || w.text == "i") return k;
    if (leads && (classes(w) & (kThird | kSecond)) != 0 && k + 1 < to &&
        (classes(words.words[k + 1]) & (kHave | kBe | kFuture)) != 0 && (classes(words.words[k - 1]) & kRelative) == 0)
      return k;  // "Because of the fire they have earned it"
    if (w.arabic) {
      const auto verb = arabic_verb(w);
      if ((c & kFuture) != 0 || (verb && verb->future)) return k;
    } else if ((c & kFuture) != 0) {
      std::uint32_t b = k;
      for (std::uint32_t n = 0; b > from + 2 && n < 6; ++n) {
        --b;
        if ((classes(words.words[b]) & (kDeterminer | kOur | kThird | kSecond)) != 0) return b;
      }
    }
  }
  return to;
}

void keep(std::vector<Span>& out, Span s) {
  if (empty(s)) return;
  for (const Span& o : out)
    if (overlap(o, s)) return;
  out.push_back(s);
}

// "فابقوا": the answer to a condition.
bool answers(const Word& w) {
  if (!w.arabic || !w.text.starts_with("ف") || w.text.size() < 10 || w.forms.size() < 2) return false;
  const std::string_view rest = std::string_view(w.text).substr(2);
  return (rest.starts_with("ا") || rest.starts_with("س") || rest.starts_with("ل") || rest.starts_with("ن")) &&
         noun(w) == Noun::none && !rest.starts_with("ال");
}

}  // namespace

std::vector<Span> motives_of(const Scene& scene, std::uint32_t sentence) {
  const Words& words = scene.words;
  const auto [begin, end] = words.of_sentence[sentence];
  std::vector<Span> out;
  for (const Cue& c : scene.cues_of(sentence)) {
    if (c.kind == CueKind::motive) {
      std::uint32_t from = c.end, dropped = 0;
      const Word& last = words.words[c.end - 1];
      const std::string& first = words.words[c.begin].text;
      if (first == "for" && c.end > c.begin + 1) from = c.begin + 1;
      if (last.arabic && c.end > c.begin + 1 && last.text.starts_with("ل")) {
        from = c.end - 1;
        dropped = 2;
      } else if (last.arabic && (last.text.starts_with("فعل") || last.text.starts_with("ارتكب") || last.text == "جري" ||
                                 last.text == "حدث")) {
        from = c.begin + 1;
      } else if (last.text == "what" || last.text == "every") {
        from = c.end - 1;
      } else if (!last.arabic && c.end > c.begin + 1 && (classes(last) & (kDeterminer | kOur)) != 0) {
        from = std::min(from, c.end - 1);
      }
      keep(out, words.span(from, clause_end(words, from, end, c.begin == begin), dropped));
    } else if (c.kind == CueKind::motive_fact) {
      if (words.words[c.begin].arabic) {
        std::uint32_t to = c.end;
        while (to < end && !stop_mark(words.words[to]) && !comma(words.words[to]) && words.words[to].text != "بلا" &&
               words.words[to].text != "دون" && words.words[to].text != "بدون" && words.words[to].text != "من")
          ++to;
        keep(out, words.span(c.end, to));
        continue;
      }
      std::uint32_t from = c.begin;
      while (from > begin && !stop_mark(words.words[from - 1]) && !comma(words.words[from - 1])) --from;
      while (from < c.begin && (classes(words.words[from]) & (kAnd | kConjunction | kAdverb)) != 0) ++from;
      if (from < c.begin && (classes(words.words[from]) & (kFirst | kSecond)) == 0)
        keep(out, words.span(from, c.begin));
    }
  }
  return out;
}

std::vector<Span> conditions_of(const Scene& scene, std::uint32_t sentence) {
  const Words& words = scene.words;
  const auto [begin, end] = words.of_sentence[sentence];
  std::vector<Span> out;
  for (const Cue& c : scene.cues_of(sentence)) {
    if (c.kind != CueKind::condition) continue;
    const Word& first = words.words[c.begin];
    if (first.text == "or" || first.text == "otherwise" || first.text == "والا") {
      keep(out, words.span(c.begin, c.end));
      continue;
    }
    if (c.begin > begin && (words.words[c.begin - 1].text == "as" || words.words[c.begin - 1].text == "even" ||
                            words.words[c.begin - 1].text == "كما"))
      continue;
    std::uint32_t to = c.end;
    while (to < end && to < c.end + 40 && !stop_mark(words.words[to]) && !(comma(words.words[to]) && to > c.end + 1) &&
           !(first.arabic && to > c.end + 1 && answers(words.words[to])))
      ++to;
    for (std::uint32_t k = c.end + 2; k < to; ++k) {  // "… before Friday we will burn it"
      const Word& w = words.words[k];
      const auto verb = w.arabic ? arabic_verb(w) : std::nullopt;
      const bool main = (w.text == "we" || w.text == "i") && k + 1 < to && (classes(words.words[k + 1]) & kFuture) != 0;
      if (main || (verb && verb->future) || (w.arabic && (classes(w) & kFuture) != 0)) to = k;
    }
    if (to < c.end + 2) continue;
    std::uint32_t dropped = 0;
    if (first.arabic && (first.text.starts_with("و") || first.text.starts_with("ف"))) dropped = 2;
    keep(out, words.span(c.begin, to, dropped));
  }
  return out;
}

std::vector<Span> means_of(const Scene& scene, std::uint32_t sentence) {
  const Words& words = scene.words;
  const std::uint32_t end = words.of_sentence[sentence].second;
  std::vector<Span> out;
  for (const Cue& c : scene.cues_of(sentence)) {
    if (c.kind != CueKind::means) continue;
    if (c.end < end && noun(words.words[c.end]) == Noun::place && !words.words[c.begin].arabic)
      continue;  // "the fire station"
    std::uint32_t dropped = 0;
    if (words.words[c.begin].arabic) {
      for (const Form& f : words.words[c.begin].forms)
        if (f.dropped == 2 &&
            (words.words[c.begin].text.starts_with("ب") || words.words[c.begin].text.starts_with("و")))
          dropped = 2;
      if (noun(words.words[c.begin]) != Noun::none) dropped = 0;
    }
    keep(out, words.span(c.begin, c.end, dropped));
  }
  return out;
}

std::vector<Span> warned_of(const Scene& scene) {
  const Words& words = scene.words;
  std::vector<Span> out;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::warned) continue;
    const std::uint32_t begin = words.sentence_begin(c.begin);
    for (std::uint32_t i = c.begin, n = 0; i > begin && n < 18; ++n) {
      const Word& w = words.words[--i];
      if (stop_mark(w)) break;
      const bool relative = w.text == "those" || w.text == "anyone" || w.text == "everyone" || w.text == "whoever" ||
                            w.text == "من" || w.text == "ومن" || w.text == "الذين" || w.text == "والذين" ||
                            w.text == "anybody" || w.text == "everybody";
      if (!relative || i + 2 >= c.begin) continue;
      if ((w.text == "من" || w.text == "ومن") && i > begin && words.words[i - 1].kind == text::TokenKind::word &&
          (classes(words.words[i - 1]) & kAnyone) == 0)
        continue;
      std::uint32_t to = c.begin;
      while (to > i && (classes(words.words[to - 1]) & (kHave | kBe | kAdverb)) != 0 &&
             words.words[to - 1].text != "there" && words.words[to - 1].text != "here")
        --to;
      keep(out, words.span(i, to, w.text.starts_with("و") ? 2 : 0));
      break;
    }
  }
  return out;
}

}  // namespace tocsin::read
