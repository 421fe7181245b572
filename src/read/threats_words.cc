// SPDX-License-Identifier: Apache-2.0
#include "read/threats_words.h"

#include <algorithm>

#include "core/utf8.h"
#include "read/quotes.h"

namespace tocsin::read {
namespace {

constexpr std::string_view kApostrophe = "\xE2\x80\x99";  // ’

bool starts(std::string_view s, std::string_view with) { return s.substr(0, with.size()) == with; }
bool ends(std::string_view s, std::string_view with) {
  return s.size() > with.size() && s.substr(s.size() - with.size()) == with;
}

bool is_capital(std::string_view text, std::uint32_t at) {
  const auto [c, n] = utf8::decode(text, at);
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F);
}

bool all_capital(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "we'll" → "we" + "'ll", "don't" → "do" + "n't". Bytes of the front part, or 0.
std::size_t contraction(std::string_view w) {
  for (std::string_view tail : {"n't", "'ll", "'re", "'ve", "'s", "'d", "'m"})
    if (ends(w, tail)) return w.size() - tail.size();
  return 0;
}

// Typographic apostrophes to "'", byte for byte the same length is not kept: the front part is measured before.
std::string straight(std::string_view w) {
  std::string out;
  for (std::size_t i = 0; i < w.size();) {
    if (starts(w.substr(i), kApostrophe)) {
      out += '\'';
      i += kApostrophe.size();
    } else {
      out += w[i++];
    }
  }
  return out;
}

std::size_t bytes_before(std::string_view original, std::size_t straightened) {
  std::size_t i = 0;
  for (std::size_t n = 0; n < straightened && i < original.size(); ++n)
    i += starts(original.substr(i), kApostrophe) ? kApostrophe.size() : 1;
  return i;
}

}  // namespace

std::string folded(std::string_view word) { return straight(text::normalise(word, text::kFoldForRead).bytes); }

std::vector<Form> arabic_forms(std::string_view w) {
  std::vector<Form> out{{std::string(w), 0}};
  const auto add = [&](std::uint32_t dropped) {
    if (w.size() >= dropped + 4) out.push_back({std::string(w.substr(dropped)), dropped});
  };
  std::vector<std::uint32_t> fronts{0};
  if (w.size() >= 6 && (starts(w, "و") || starts(w, "ف"))) {
    add(2);
    fronts.push_back(2);
  }
  for (std::uint32_t front : fronts) {
    const std::string_view rest = w.substr(front);
    if (rest.size() > 8 && starts(rest, "لل")) {
      out.push_back({"ا" + std::string(rest.substr(2)), front + 2});  // للمدرسة: the article lost its alef
      add(front + 4);
    }
    std::uint32_t at = front;
    if (rest.size() > 6 && (starts(rest, "ب") || starts(rest, "ك") || starts(rest, "ل"))) {
      add(front + 2);
      at = front + 2;
    }
    for (std::uint32_t a : {front, at})
      if (w.size() > a + 6 && starts(w.substr(a), "ال")) {
        add(a + 4);
        break;
      }
  }
  return out;
}

Span Words::span(std::uint32_t begin, std::uint32_t end, std::uint32_t dropped) const {
  if (begin >= end || end > words.size()) return {};
  Span s{words[begin].span.begin, words[end - 1].span.end};
  if (dropped > 0 && words[begin].view.begin + dropped < words[begin].view.end)
    s.begin = view.original({words[begin].view.begin + dropped, words[begin].view.end}).begin;
  return s;
}

Words words_of(const Document& document) {
  Words out;
  out.document = &document;
  const std::string_view text = document.text;
  out.view = text::normalise(text, text::kFoldForRead);
  out.sentences = text::sentences(text);
  for (const Quoted& q : quotations(text)) out.quotes.push_back(q.whole);

  const auto push = [&](std::string word, Span view, text::TokenKind kind) {
    Word w;
    w.text = std::move(word);
    w.view = view;
    w.span = out.view.original(view);
    w.kind = kind;
    w.arabic = kind == text::TokenKind::word && text::script(w.text) == text::Script::arabic;
    if (w.arabic) w.forms = arabic_forms(w.text);
    w.capital = kind == text::TokenKind::word && w.span.begin < text.size() && is_capital(text, w.span.begin);
    out.words.push_back(std::move(w));
  };
  for (const text::Token& t : text::tokens(out.view.bytes)) {
    if (t.kind == text::TokenKind::space) continue;
    const std::string_view raw = slice(out.view.bytes, t.span);
    std::string word = straight(raw);
    const std::size_t front = t.kind == text::TokenKind::word ? contraction(word) : 0;
    if (front == 0) {
      push(std::move(word), t.span, t.kind);
      continue;
    }
    const auto cut = t.span.begin + static_cast<std::uint32_t>(bytes_before(raw, front));
    push(word.substr(0, front), {t.span.begin, cut}, t.kind);
    push(word.substr(front), {cut, t.span.end}, t.kind);
  }

  std::size_t sentence = 0, quote = 0;
  std::uint32_t previous_end = 0, begin = 0;
  std::vector<Span> pieces;
  const auto close = [&](std::uint32_t end) {
    if (end <= begin) return;
    out.of_sentence.emplace_back(begin, end);
    pieces.push_back({out.words[begin].span.begin, out.words[end - 1].span.end});
    begin = end;
  };
  for (std::uint32_t i = 0; i < out.words.size(); ++i) {
    Word& w = out.words[i];
    const bool next_sentence = sentence < out.sentences.size() && w.span.begin >= out.sentences[sentence].end;
    while (sentence < out.sentences.size() && w.span.begin >= out.sentences[sentence].end) ++sentence;
    w.line_start = i == 0 || (w.span.begin >= previous_end &&
                              slice(text, {previous_end, w.span.begin}).find('\n') != std::string_view::npos);
    // Chat lines are not wrapped by hand: a new line is a new sentence. Articles may be.
    const bool line = w.line_start && document.kind == DocumentKind::message;
    if (next_sentence || line || i - begin >= kLongestSentence) close(i);
    previous_end = w.span.end;
    w.name_like = w.capital && !(next_sentence || line || i == 0 || i == begin) && w.text.size() > 1 &&
                  out.words[i - 1].kind != text::TokenKind::mark && !all_capital(slice(text, w.span));
    while (quote < out.quotes.size() && w.span.begin >= out.quotes[quote].end) ++quote;
    if (quote < out.quotes.size() && inside(w.span, out.quotes[quote])) w.quote = static_cast<std::uint32_t>(quote) + 1;
    w.sentence = static_cast<std::uint32_t>(out.of_sentence.size());
  }
  close(static_cast<std::uint32_t>(out.words.size()));
  out.sentences = std::move(pieces);
  return out;
}

}  // namespace tocsin::read
