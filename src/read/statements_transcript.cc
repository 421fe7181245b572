// SPDX-License-Identifier: Apache-2.0
// Transcripts: whoever a label names said all that follows, up to the next label.
//
//   "[Begin recording] [Ilan Dorr] The pier is safe. [words indistinct] Boats sail. [End recording]"
//   "TARN: The pier is safe. Boats sail.\nSALEM: I doubt it."
//
// What is said is a statement without a cue of its own; statements inside it are found as anywhere else.
#include <algorithm>

#include "read/statements_draft.h"

namespace tocsin::read::attribution {
namespace {

constexpr std::size_t kLongestLabel = 16;   // words
constexpr std::size_t kFewestSpeakers = 2;  // without a note such as "[text]" that tells a transcript

enum class Heard { note, end, asker, speaker };

struct Label {
  Range whole, name;
  Heard heard = Heard::note;
};

// Where a label in brackets may stand: at a beginning, or after a sentence or another label.
bool begins(const Words& words, std::size_t at) {
  if (at == 0) return true;
  const Word& before = words[at - 1];
  return before.is(kMark) && before.low != "," && before.low != "(" && !opens_quote(words, at - 1);
}

Heard heard_in(const Words& words, Range name) {
  Heard out = Heard::speaker;
  for (std::size_t i = name.begin; i < name.end; ++i) {
    if (words[i].is(kNote)) return words[name.begin].low == "end" ? Heard::end : Heard::note;
    if (words[i].is(kAsker)) out = Heard::asker;
  }
  const Word& first = words[name.begin];
  if (first.is(kPreposition | kNumber | kAuxiliary) || !(first.capital || words.capitals)) return Heard::note;
  return out;
}

std::vector<Label> bracketed(const Words& words) {
  std::vector<Label> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!mark(words[i], "[") || words[i].quote >= 0 || !begins(words, i)) continue;
    std::size_t close = i + 1;
    while (close < words.size() && close < i + kLongestLabel && !mark(words[close], "]")) ++close;
    if (close >= words.size() || !mark(words[close], "]") || close == i + 1) continue;
    Label label{{i, close + 1}, {i + 1, close}, Heard::note};
    for (std::size_t k = i + 2; k + 1 < close; ++k)
      if (mark(words[k], ",") && (words[k + 1].is(kNote | kPreposition) || words[k + 1].low.ends_with("ing"))) {   // "[Dorr, in progress]"
        label.name.end = k;
        break;
      }
    label.heard = heard_in(words, label.name);
    // "[Report] [Ilan Dorr]": who wrote it.
    if (label.heard == Heard::speaker && !out.empty() && out.back().whole.end == i && out.back().heard == Heard::note && words[out.back().name.end - 1].is(kAsker)) label.heard = Heard::note;
    out.push_back(label);
  }
  return out;
}

void add(Drafts& drafts, const Label& label, Range content) {
  const Words& words = drafts.words;
  const auto note_ends = [&] { return content.end > content.begin && mark(words[content.end - 1], "]"); };
  while (note_ends()) {   // "… Boats sail. [applause]"
    std::size_t open = content.end - 1;
    while (open > content.begin && !mark(words[open], "[")) --open;
    content.end = open;
  }
  if (content.end < content.begin + 2) return;
  Draft draft;
  draft.source = label.name;
  draft.content.push_back(content);
  draft.sentence = words[label.name.begin].sentence;
  draft.nested = true;   // leaves its words to the statements inside
  drafts.add(std::move(draft));
}

// "TARN:" at the beginning of a line.
std::vector<Label> line_labels(const Words& words) {
  std::vector<Label> out;
  for (const Span& s : words.sentences) {
    std::size_t colon = s.begin;
    while (colon < s.end && colon < s.begin + 6 && !mark(words[colon], ":")) ++colon;
    if (colon == s.begin || colon >= s.end || !mark(words[colon], ":") || words.capitals || words[s.begin].quote >= 0) continue;
    if (s.begin > 0 && words.text.substr(words[s.begin - 1].span.end, words[s.begin].span.begin - words[s.begin - 1].span.end).find('\n') == std::string_view::npos) continue;
    const std::string_view name = slice(words.text, words.bytes(s.begin, colon));
    if (name.size() < 2 || std::any_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); })) continue;
    out.push_back({{s.begin, colon + 1}, {s.begin, colon}, words[colon - 1].is(kLabel) ? Heard::note : Heard::speaker});
  }
  return out;
}

std::size_t line_end(const Words& words, std::size_t from) {
  std::size_t i = from + 1;
  while (i < words.size() && words.text.substr(words[i - 1].span.end, words[i].span.begin - words[i - 1].span.end).find('\n') == std::string_view::npos) ++i;
  return i;
}

}  // namespace

void find_transcript(Drafts& drafts) {
  const Words& words = drafts.words;
  const std::vector<Label> labels = bracketed(words);
  std::size_t speakers = 0;
  bool noted = false;
  for (const Label& label : labels) {
    speakers += label.heard == Heard::speaker && line_end(words, label.whole.end - 1) > label.whole.end;   // "… [Meridian Press]⏎" is a credit
    noted = noted || label.heard == Heard::end || (label.heard == Heard::note && (words[label.name.begin].low == "text" || words[label.name.begin].low == "begin"));
  }
  if (noted || speakers >= kFewestSpeakers) {
    for (std::size_t n = 0; n < labels.size(); ++n) {
      if (labels[n].heard != Heard::speaker) continue;
      std::size_t begin = labels[n].whole.end, next = n + 1;
      while (next < labels.size() && labels[next].heard == Heard::note && labels[next].whole.begin == begin) begin = labels[next++].whole.end;
      while (next < labels.size() && labels[next].heard == Heard::note) ++next;
      add(drafts, labels[n], {begin, next < labels.size() ? labels[next].whole.begin : words.size()});
    }
  }
  const std::vector<Label> lines = line_labels(words);
  if (lines.size() < kFewestSpeakers) return;
  for (Draft& draft : drafts.list) {
    const auto at = std::find_if(lines.begin(), lines.end(), [&](const Label& l) { return draft.source && l.name == *draft.source && draft.cue && draft.cue->end == l.whole.end; });
    if (at == lines.end() || at->heard == Heard::note) continue;
    const std::size_t end = at + 1 < lines.end() ? (at + 1)->whole.begin : line_end(words, at->whole.end);
    if (end > draft.content.back().end) draft.content = {{at->whole.end, end}};
  }
}

}  // namespace tocsin::read::attribution
