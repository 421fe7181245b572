// SPDX-License-Identifier: Apache-2.0
#include "read/name_words.h"

#include <algorithm>

#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::read {
namespace {

bool upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c >= 0x100 && c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14A && c <= 0x177) return c % 2 == 0;
  if (c >= 0x179 && c <= 0x17E) return c % 2 == 1;
  if (c >= 0x1E00 && c <= 0x1EFF) return c % 2 == 0;
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

char32_t lower(char32_t c) {
  if (!upper(c)) return c;
  if (c < 0x80 || (c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c + 1;
}

bool arabic(char32_t c) { return c >= 0x600 && c <= 0x6FF; }
bool letter(char32_t c) {
  return (c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z'
                   : c >= 0xC0 && c != 0xD7 && c != 0xF7 && (c < 0x2000 || c > 0x2BFF));
}

void add_folded(std::string& out, char32_t c) {
  if (c == '-' || c == 0x2010 || c == 0x2011) c = ' ';
  if (c == 0x2019 || c == 0x2018) c = '\'';
  if (arabic(c)) {
    if (c == 0x640 || (c >= 0x64B && c <= 0x65F) || c == 0x670) return;
    if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671) c = 0x627;
    if (c == 0x649 || c == 0x6CC) c = 0x64A;
    if (c == 0x6A9) c = 0x643;
    if (c == 0x629) c = 0x647;
  }
  utf8::append(out, lower(c));
}

// "'s" at the end of a word, in bytes.
std::size_t possessive_size(std::string_view word) {
  for (const std::string_view end : {"'s", "'S", "\xE2\x80\x99s", "\xE2\x80\x99S"})
    if (word.size() > end.size() && word.substr(word.size() - end.size()) == end) return end.size();
  return 0;
}

Gap gap_of(std::string_view between, const NameWord& before, bool same_sentence) {
  Gap gap = Gap::space;
  for (std::size_t i = 0; i < between.size();) {
    const auto [c, n] = utf8::decode(between, i);
    i += n;
    if (c == ' ' || c == 0xA0 || c == '\n' || c == '\r' || c == 0x200E || c == 0x200F) continue;
    if (c == '-' || c == 0x2010 || c == 0x2011) {
      if (gap != Gap::space || between.size() != n) return Gap::other;
      gap = Gap::hyphen;
    } else if (c == '.' && gap == Gap::space && i == n) {
      // An initial or a short title keeps its name together.
      if (length(before.span) > 5 || !before.capital) return Gap::other;
      gap = Gap::period;
    } else if ((c == ',' || c == 0x60C) && gap == Gap::space) {
      gap = Gap::comma;
    } else if (gap == Gap::period && c == ',') {
      return Gap::comma;
    } else {
      return Gap::other;
    }
  }
  return same_sentence ? gap : Gap::other;
}

bool small_word(std::string_view key) {
  constexpr std::string_view kSmall[] = {"a",    "an", "and", "as", "at",   "but", "by", "for", "from", "in",
                                         "into", "of", "on",  "or", "over", "the", "to", "up",  "vs",   "with"};
  return std::find(std::begin(kSmall), std::end(kSmall), key) != std::end(kSmall);
}

// Where every word of weight has a capital, capitals tell nothing.
void mark_writing(std::vector<NameWord>& words, std::size_t begin, std::size_t end, std::string_view text) {
  std::size_t weighty = 0, capitals = 0, shouting = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (words[i].arabic || words[i].digits || words[i].blocked) continue;
    const std::string_view w = slice(text, words[i].span);
    const bool shouts = std::none_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (small_word(words[i].key) && !shouts) continue;
    ++weighty;
    capitals += words[i].capital;
    shouting += shouts && w.size() > 1;
  }
  if (weighty >= 4 && (shouting * 10 >= weighty * 8 || (weighty >= 5 && capitals == weighty)))
    for (std::size_t i = begin; i < end; ++i) words[i].writing = Writing::capitals;
}

}  // namespace

std::string names_key(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, n] = utf8::decode(text, i);
    add_folded(out, c);
    i += n;
  }
  return out;
}

std::vector<NameWord> name_words(const Document& document, const std::vector<Mention>& taken) {
  const std::string_view text = document.text;
  std::vector<Span> blocks;
  for (const Mention& m : taken)
    if (m.kind == MentionKind::time || m.kind == MentionKind::number) blocks.push_back(m.span);
  std::sort(blocks.begin(), blocks.end());
  const std::vector<Span> sentences = text::sentences(text);

  std::vector<NameWord> words;
  std::size_t sentence = 0, block = 0, first_of_sentence = 0;
  for (const text::Token& token : text::tokens(text)) {
    if (token.kind != text::TokenKind::word && token.kind != text::TokenKind::number) continue;
    NameWord w;
    w.span = token.span;
    const std::string_view raw = slice(text, token.span);
    const std::size_t cut = possessive_size(raw);
    w.possessive = cut > 0;
    w.span.end -= static_cast<std::uint32_t>(cut);
    const std::string_view word = slice(text, w.span);
    w.key = names_key(word);
    const char32_t first = utf8::decode(word, 0).character;
    w.capital = upper(first);
    w.arabic = arabic(first);
    w.digits = token.kind == text::TokenKind::number;
    w.acronym = word.size() >= 2 && word.size() <= 7 && std::all_of(word.begin(), word.end(), [](char c) {
                  return (c >= 'A' && c <= 'Z') || c == '.' || c == '&';
                });
    // Links, handles and tags name nothing here.
    w.blocked = !letter(first) || word.find('/') != std::string_view::npos || word.find('@') != std::string_view::npos;
    while (block < blocks.size() && blocks[block].end <= w.span.begin) ++block;
    w.blocked = w.blocked || (block < blocks.size() && overlap(blocks[block], w.span));
    while (sentence < sentences.size() && sentences[sentence].end <= w.span.begin) ++sentence;
    w.sentence = sentence;
    const bool same = !words.empty() && words.back().sentence == sentence;
    if (!words.empty()) {
      const Span between{words.back().span.end + (words.back().possessive ? 1u : 0u), w.span.begin};
      w.gap = words.back().possessive ? Gap::other : gap_of(slice(text, between), words.back(), same);
    }
    w.sentence_start = !same;
    if (!same) {
      mark_writing(words, first_of_sentence, words.size(), text);
      first_of_sentence = words.size();
    }
    // A word after an opening quotation mark starts a sentence of its own.
    if (same && w.span.begin > 0 && w.gap == Gap::other) {
      const char before = text[w.span.begin - 1];
      w.sentence_start = before == '"' || before == '\x9C' || before == '\n' || before == '*' || before == '\xAB';
    }
    words.push_back(std::move(w));
  }
  mark_writing(words, first_of_sentence, words.size(), text);
  return words;
}

void join_key(const std::vector<NameWord>& words, std::size_t begin, std::size_t end, std::string& out) {
  out.clear();
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) out += ' ';
    out += words[i].key;
  }
}

}  // namespace tocsin::read
