// SPDX-License-Identifier: Apache-2.0
// What holds for a whole document before any act is judged.
#include <algorithm>

#include "read/scope.h"

namespace tocsin::read {
namespace {

// A message that is nothing but a quotation is its author's own words; a word or two in marks is no quotation.
void unquote(Words& words) {
  std::vector<std::uint32_t> length(words.quotes.size() + 1, 0);
  std::uint32_t all = 0;
  for (const Word& w : words.words) {
    if (w.kind == text::TokenKind::mark) continue;
    ++all;
    ++length[w.quote];
  }
  for (Word& w : words.words)
    if (w.quote != 0 &&
        (length[w.quote] <= 1 || (length[w.quote] * 100 > all * 90 && all > 3 && all - length[w.quote] < 3)))
      w.quote = 0;
}

// "3-0", "2:2"
void add_results(const Words& words, std::vector<Cue>& cues) {
  const auto digit = [&](std::uint32_t i) {
    return words.words[i].kind == text::TokenKind::number && words.words[i].text.size() == 1;
  };
  for (std::uint32_t i = 0; i + 2 < words.words.size(); ++i) {
    const std::string& m = words.words[i + 1].text;
    if (digit(i) && digit(i + 2) && (m == "-" || m == ":" || m == "–") &&
        words.words[i].span.end == words.words[i + 1].span.begin &&
        words.words[i + 1].span.end == words.words[i + 2].span.begin)
      cues.push_back({CueKind::sport, i, i + 3, 0, 0});
  }
}

void find_told(Scene& scene) {
  const Words& words = scene.words;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::report && c.kind != CueKind::report_noun) continue;
    if (words.words[c.begin].quote != 0 || first_person(words, c.begin)) continue;
    const std::uint32_t end = words.sentence_end(c.begin);
    std::uint32_t colon = c.end;
    while (colon < std::min(end, c.end + 6) &&
           (words.words[colon].text != ":" || words.words[colon - 1].kind == text::TokenKind::number))
      ++colon;
    if (colon >= end || words.words[colon].text != ":") continue;
    bool says = false;
    const bool group = group_before(words, c.begin);
    for (const Cue& other : scene.cues_of(words.words[c.begin].sentence))
      says = says || (other.kind == CueKind::says && other.begin == c.begin);
    if (group && says && words.document->kind == DocumentKind::message) continue;
    std::uint32_t to = colon + 1;
    if (colon + 1 >= end) {
      to = static_cast<std::uint32_t>(words.words.size());
    } else {
      while (to < words.words.size() && !words.words[to].line_start) ++to;
    }
    scene.told.emplace_back(colon + 1, to);
    if (scene.told.size() > 64) return;
  }
}

}  // namespace

int play_in_channel(const Document& document) {
  Document about;
  about.text = document.channel + " .\n" + document.title;
  const Words words = words_of(about);
  int count = 0;
  for (const Cue& c : find_cues(words))
    count += c.kind == CueKind::sport || c.kind == CueKind::game || c.kind == CueKind::fiction ? 1 : 0;
  return count;
}

Scene scene_of(const Document& document) {
  Scene scene;
  scene.words = words_of(document);
  unquote(scene.words);
  const Words& words = scene.words;
  scene.cues = find_cues(words);
  add_results(words, scene.cues);
  std::stable_sort(scene.cues.begin(), scene.cues.end(), [](const Cue& a, const Cue& b) { return a.begin < b.begin; });
  const auto sentences = static_cast<std::uint32_t>(words.of_sentence.size());
  scene.contrast.assign(sentences, false);
  scene.spares.assign(sentences, false);
  scene.first_cue.assign(sentences + 1, 0);
  std::uint32_t at = 0;
  for (std::uint32_t s = 0; s <= sentences; ++s) {
    const std::uint32_t begin =
        s < sentences ? words.of_sentence[s].first : static_cast<std::uint32_t>(words.words.size());
    while (at < scene.cues.size() && scene.cues[at].begin < begin) ++at;
    scene.first_cue[s] = at;
  }
  scene.passed_on = !document.forwarded_from.empty();
  bool about_words = false;
  for (const Cue& c : scene.cues) {
    const Word& word = words.words[c.begin];
    if (word.quote != 0) continue;
    if (c.kind == CueKind::forward && word.sentence < 3) scene.passed_on = true;
    if (c.kind == CueKind::dissent) scene.dissent = true;
    if (c.kind == CueKind::endorse) scene.endorses = true;
    if (c.kind == CueKind::rejects) about_words = true;
  }
  scene.rejects = scene.dissent && about_words;
  if (scene.dissent) scene.endorses = false;
  find_told(scene);
  return scene;
}

}  // namespace tocsin::read
