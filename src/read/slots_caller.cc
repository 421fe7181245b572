// SPDX-License-Identifier: Apache-2.0
// Who speaks and to whom: a statement's header, a signature, "we, the …", "to our fighters:".
#include <algorithm>

#include "read/slots.h"

namespace tocsin::read {
namespace {

bool has_group(const Words& words, const Phrase& p) {
  for (std::uint32_t i = p.begin; i < p.end; ++i)
    if (noun(words.words[i]) == Noun::group) return true;
  return false;
}

bool has_capital(const Words& words, const Phrase& p) {
  for (std::uint32_t i = p.begin; i < p.end; ++i)
    if (words.words[i].capital) return true;
  return false;
}

// A name has no article in front.
Span name_span(const Words& words, Phrase p) {
  while (p.begin + 1 < p.end && !words.words[p.begin].arabic &&
         (classes(words.words[p.begin]) & (kDeterminer | kOur)) != 0 &&
         words.words[p.begin].kind == text::TokenKind::word)
    ++p.begin;
  return span_of(words, p);
}

Caller header(const Scene& scene) {
  const Words& words = scene.words;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::header || words.words[c.begin].quote != 0) continue;
    if (words.words[c.begin].sentence > 3) break;
    std::uint32_t at = c.end;
    if (c.begin > words.sentence_begin(c.begin) + 3) continue;
    if (at < words.words.size() && at < words.sentence_end(c.begin) && (classes(words.words[at]) & kDeterminer) != 0)
      ++at;
    if (at >= words.sentence_end(c.begin)) continue;
    const Phrase p = phrase_at(words, at);
    if (!p.empty() && !p.pronoun && has_group(words, p)) return {name_span(words, p), true};
  }
  return {};
}

Caller signature(const Scene& scene) {
  const Words& words = scene.words;
  if (words.words.empty()) return {};
  auto i = static_cast<std::uint32_t>(words.words.size()) - 1;
  const auto last = i;
  if (words.words[last].text == "." || words.words[last].text == "!" || words.words[last].text == "?" ||
      words.words[last].text == "؟")
    return {};
  while (i > 0 && !words.words[i].line_start && last - i < 12) {
    const std::string& t = words.words[i].text;
    if ((t == "-" || t == "–" || t == "—" || t == "―") &&
        words.words[i].span.end != words.words[i + 1 <= last ? i + 1 : i].span.begin)
      break;
    if (words.sentence_begin(i) == i) break;
    --i;
  }
  if (i == 0 || last - i >= 12) return {};
  while (i < last && (words.words[i].kind == text::TokenKind::mark || words.words[i].text == "signed" ||
                      words.words[i].text == "by" || words.words[i].text == "توقيع" || words.words[i].text == "the"))
    ++i;
  const Phrase p = phrase_at(words, i);
  if (p.empty() || p.pronoun || words.words[p.begin].quote != 0) return {};
  if (has_group(words, p) && (words.words[p.begin].arabic || has_capital(words, p))) return {name_span(words, p), true};
  bool all = !words.words[p.begin].arabic && p.end - p.begin >= 2;
  for (std::uint32_t k = p.begin; k < p.end; ++k) all = all && (words.words[k].capital || words.words[k].text == "of");
  return all ? Caller{name_span(words, p), false} : Caller{};
}

Caller speaking(const Scene& scene) {
  const Words& words = scene.words;
  for (std::uint32_t i = 0; i + 2 < words.words.size(); ++i) {  // "We, the Lantern Company," "نحن لواء الفنار"
    const std::string& t = words.words[i].text;
    if (words.words[i].quote != 0 || (t != "we" && t != "نحن" && t != "us")) continue;
    const std::uint32_t at = words.words[i + 1].text == "," ? i + 2 : i + 1;
    if (at >= words.sentence_end(i) ||
        (at == i + 1 && !words.words[at].arabic && (classes(words.words[at]) & kDeterminer) == 0))
      continue;
    const Phrase p = phrase_at(words, at);
    if (!p.empty() && has_group(words, p)) return {name_span(words, p), true};
  }
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::says || words.words[c.begin].quote != 0) continue;
    const std::uint32_t begin = words.sentence_begin(c.begin);
    if (words.words[c.begin].arabic) {
      for (std::uint32_t start = begin; start < c.begin; ++start) {
        const Phrase q = phrase_at(words, start);
        if (!q.empty() && q.end == c.begin && has_group(words, q)) return {name_span(words, q), true};
      }
      if (c.end >= words.sentence_end(c.begin)) continue;
      const Phrase p = phrase_at(words, c.end);
      if (!p.empty() && has_group(words, p)) return {name_span(words, p), true};
      continue;
    }
    Phrase best;
    for (std::uint32_t start = c.begin, n = 0; start > begin && n < 9; ++n) {
      const Phrase p = phrase_at(words, --start);
      if (!p.empty() && p.end == c.begin && !p.pronoun && has_group(words, p)) best = p;
    }
    if (!best.empty()) return {name_span(words, best), true};
  }
  return {};
}

}  // namespace

Caller caller_of(const Scene& scene) {
  if (Caller c = header(scene); c.span) return c;
  if (Caller c = signature(scene); c.span && c.group) return c;
  if (Caller c = speaking(scene); c.span) return c;
  return signature(scene);
}

std::optional<Span> addressee_of(const Scene& scene, bool& to_fighters) {
  const Words& words = scene.words;
  to_fighters = false;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::vocative && c.kind != CueKind::order) continue;
    const Word& first = words.words[c.begin];
    const std::uint32_t begin = words.sentence_begin(c.begin), end = words.sentence_end(c.begin);
    if (c.begin != begin && words.words[c.begin - 1].kind != text::TokenKind::mark && !first.line_start) continue;
    static constexpr std::string_view kIntroduce[] = {"to",        "o",   "dear", "hear", "listen",
                                                      "attention", "الي", "يا",   "ايها", "ايتها"};
    std::uint32_t from = c.begin;
    if (std::find(std::begin(kIntroduce), std::end(kIntroduce), first.text) != std::end(kIntroduce)) ++from;
    std::uint32_t to = from;
    bool closed = false;
    while (to < end && to < from + 11) {
      const Word& w = words.words[to];
      if (w.kind == text::TokenKind::mark && w.text != "-") {
        closed = w.text == ":" || w.text == "," || w.text == "،" || w.text == "–" || w.text == "—" || w.text == "!" ||
                 w.text == "؛" || w.text == ";" || (c.begin > begin && words.words[c.begin - 1].text == ",");
        break;
      }
      ++to;
    }
    if (to == end && words.words[from].line_start == false && to < from + 8)
      closed = end < words.words.size() && words.words[end].line_start;
    if (!closed || to <= from) continue;
    bool verb = false, ours = false, force = false;
    for (std::uint32_t i = from; i < to; ++i) {
      const std::uint64_t k = classes(words.words[i]);
      if (!words.words[i].arabic && (k & (kFuture | kBe | kDuty)) != 0) verb = true;
      if (words.words[i].text == "our" || words.words[i].text == "my" ||
          (words.words[i].arabic && words.words[i].text.ends_with("نا")))
        ours = true;
      if (noun(words.words[i]) == Noun::group) force = true;
    }
    if (verb) continue;
    to_fighters = ours || force;
    return words.span(from, to);
  }
  return std::nullopt;
}

}  // namespace tocsin::read
