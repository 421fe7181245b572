// SPDX-License-Identifier: Apache-2.0
#include "record/names.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/list.h"
#include "record/lists.h"
#include "text/patterns.h"
#include "text/text.h"

namespace tocsin::record {
namespace {

using text::Word;

constexpr std::size_t kLongestName = 10;      // words
constexpr std::uint32_t kReach = 4000;        // bytes a pronoun looks back

const std::string& reference_class(const std::string& folded) {
  static const std::unordered_map<std::string, std::string> kWords = [] {
    std::unordered_map<std::string, std::string> out;
    for (const ListRow& row : builtin_list("reference_words.tsv", list("reference_words.tsv"))) out.emplace(text::folded_word(row["word"]), row["class"]);
    return out;
  }();
  static const std::string kNone;
  const auto found = kWords.find(folded);
  return found == kWords.end() ? kNone : found->second;
}

bool article(const std::string& w) { return w == "the" || w == "a" || w == "an" || w == "this" || w == "that"; }
bool link(const std::string& w) { return w == "of" || w == "for" || w == "and" || w == "in" || w == "'s" || w == "its"; }

// The word a name is looked up by: without the Arabic article.
std::string key(const std::string& folded) {
  if (folded.starts_with("ال") && folded.size() > 8) return folded.substr(4);
  if (folded.starts_with("لل") && folded.size() > 8) return folded.substr(4);
  return folded;
}

std::vector<std::string> keys(std::string_view name) {
  std::vector<std::string> out;
  for (const Word& w : text::words(name))
    if (w.kind == text::TokenKind::word && !article(w.folded) && !link(w.folded)) out.push_back(key(w.folded));
  return out;
}

}  // namespace

struct Names::Impl {
  struct Known {                       // one distinct name
    MentionKind kind;
    Span first;                        // where it stands first
    std::vector<std::string> words;
    std::vector<std::uint32_t> at;     // where it begins, each time
  };

  const Document& document;
  const Reading& reading;
  std::vector<Known> known;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word;
  std::vector<const Mention*> mentions;          // persons and organisations, by begin
  std::vector<std::uint32_t> sentence_starts;
  std::unordered_map<std::uint32_t, std::vector<Span>> contents;   // what the source that begins there says
  std::vector<std::pair<std::uint32_t, Span>> sources;   // named sources and descriptions by begin, no pronouns

  Impl(const Document& d, const Reading& r) : document(d), reading(r) {
    std::map<std::pair<MentionKind, std::string>, std::size_t> ids;
    for (const Mention& m : r.mentions) {
      if (m.kind != MentionKind::person && m.kind != MentionKind::organisation) continue;
      mentions.push_back(&m);
      std::vector<std::string> words = keys(slice(d.text, m.span));
      if (words.empty() || words.size() > kLongestName) continue;
      std::string joined;
      for (const std::string& w : words) joined += w + ' ';
      const auto [it, added] = ids.emplace(std::pair(m.kind, joined), known.size());
      if (added) {
        for (const std::string& w : words) {
          auto& list = by_word[w];
          if (list.empty() || list.back() != known.size()) list.push_back(known.size());
        }
        known.push_back({m.kind, m.span, std::move(words), {}});
      }
      known[it->second].at.push_back(m.span.begin);
    }
    std::sort(mentions.begin(), mentions.end(), [](const Mention* a, const Mention* b) { return a->span < b->span; });
    for (const Span& s : text::sentences(d.text)) sentence_starts.push_back(s.begin);
    for (const StatementReading& s : r.statements) {
      if (!s.source) continue;
      if (!pronoun(*s.source)) {
        sources.emplace_back(s.source->begin, *s.source);
      } else if (std::vector<Span>& said = contents[s.source->begin]; said.size() < 20) {
        said.insert(said.end(), s.content.begin(), s.content.end());
      }
    }
    std::sort(sources.begin(), sources.end());
  }

  std::string_view text(Span s) const { return slice(document.text, s); }

  bool pronoun(Span span) const {
    if (length(span) > 24) return false;
    const auto words = text::words(text(span));
    if (words.size() != 1) return false;
    const std::string& cls = reference_class(words[0].folded);
    return cls == "person" || cls == "thing" || cls == "relative";
  }

  // What "who" stands for: the name that ends right before, else the words back to their article.
  std::optional<Span> antecedent(std::uint32_t at) const {
    const std::uint32_t from = at > 120 ? at - 120 : 0;
    auto it = std::lower_bound(mentions.begin(), mentions.end(), at, [](const Mention* m, std::uint32_t b) { return m->span.begin < b; });
    while (it != mentions.begin() && (*std::prev(it))->span.end > at) --it;
    if (it != mentions.begin()) {
      const Mention* m = *std::prev(it);
      const std::string_view between = std::string_view(document.text).substr(m->span.end, at - m->span.end);
      if (between == " " || between == ", ") return m->span;
    }
    std::uint32_t begin = from;
    while (begin < at && (static_cast<unsigned char>(document.text[begin]) & 0xC0) == 0x80) ++begin;
    const auto words = text::words(std::string_view(document.text).substr(begin, at - begin));
    std::size_t last = words.size();
    while (last > 0 && words[last - 1].folded == ",") --last;
    std::size_t first = last;
    for (std::size_t n = 0; n < 5 && first > 0 && words[first - 1].kind != text::TokenKind::mark; ++n) {
      --first;
      if (article(words[first].folded)) break;
    }
    if (first == last) return std::nullopt;
    if (!article(words[first].folded)) first = last > first + 1 && words[last - 2].kind == text::TokenKind::number ? last - 2 : last - 1;
    return Span{begin + words[first].span.begin, begin + words[last - 1].span.end};
  }

  const Mention* inside_of(Span span, MentionKind kind) const {
    const Mention* best = nullptr;
    for (auto it = std::lower_bound(mentions.begin(), mentions.end(), span.begin, [](const Mention* m, std::uint32_t b) { return m->span.begin < b; });
         it != mentions.end() && (*it)->span.begin < span.end; ++it)
      if ((*it)->kind == kind && inside((*it)->span, span)) {
        best = *it;
        break;   // the first: what follows describes it
      }
    return best;
  }

  // The organisation that the phrase is, not one that it belongs to: it ends where the phrase before any comma or clause ends.
  const Mention* organisation_of(Span span) const {
    const Mention* m = inside_of(span, MentionKind::organisation);
    if (m == nullptr) return nullptr;
    const auto before = text::words(document.text.substr(span.begin, m->span.begin - span.begin));
    for (const Word& w : before)
      if (!article(w.folded) && w.kind != text::TokenKind::mark && !w.capital) return nullptr;   // "a spokesman for the patrol"
    // "the observatory's coordinator"
    const auto after = text::words(document.text.substr(m->span.end, std::min<std::size_t>(span.end - m->span.end, 40)));
    if (!after.empty() && (after[0].folded == "'s" || after[0].folded == "'")) return nullptr;
    if (!after.empty() && after[0].kind == text::TokenKind::word && !link(after[0].folded) && after[0].folded != "which" && after[0].folded != "that" && !after[0].capital)
      return nullptr;   // "Saltline editors"
    return m;
  }

  std::string plain(Span span) const {
    std::string out(text(span));
    const auto words = text::words(out);
    if (words.size() > 1 && (words[0].folded == "the" || words[0].folded == "a" || words[0].folded == "an")) out.erase(0, words[1].span.begin);
    return out;
  }

  Name named(Span from, Span full) const {
    Name out{plain(full), {{document.id, from}}};
    if (!(full == from) && !inside(full, from)) out.spans.push_back({document.id, full});
    return out;
  }

  // The longest name of the kind that has all of `words`, and its first or last; nullptr: there is none longer.
  const Known* fullest(const std::vector<std::string>& words, std::optional<MentionKind> kind) const {
    if (words.empty() || words.size() >= kLongestName) return nullptr;
    const auto list = by_word.find(words.back());
    if (list == by_word.end()) return nullptr;
    const Known* best = nullptr;
    std::size_t tried = 0;
    for (const std::size_t i : list->second) {
      if (++tried > 200) break;
      const Known& k = known[i];
      if ((kind && k.kind != *kind) || k.words.size() <= words.size()) continue;
      bool all = true;
      for (const std::string& w : words) all = all && std::find(k.words.begin(), k.words.end(), w) != k.words.end();
      // A person's short form is the end of the full one.
      if (!all || (k.kind == MentionKind::person && k.words.back() != words.back() && k.words.front() != words.front())) continue;
      if (best == nullptr || k.words.size() > best->words.size()) best = &k;
    }
    return best;
  }

  bool leads(std::uint32_t at) const {
    const auto it = std::upper_bound(sentence_starts.begin(), sentence_starts.end(), at);
    return it != sentence_starts.begin() && at - *std::prev(it) < 40;
  }
  bool is_source(Span mention) const {
    auto it = std::upper_bound(sources.begin(), sources.end(), std::pair(mention.begin, Span{~0u, ~0u}));
    for (int n = 0; n < 4 && it != sources.begin(); ++n) {
      --it;
      if (inside(mention, it->second)) return true;
    }
    return false;
  }

  // The last mention of the kind before `at` that was a source or led its sentence; else simply the last.
  const Mention* before(std::uint32_t at, MentionKind kind) const {
    auto it = std::lower_bound(mentions.begin(), mentions.end(), at, [](const Mention* m, std::uint32_t b) { return m->span.begin < b; });
    const Mention* nearest = nullptr;
    for (int n = 0; n < 40 && it != mentions.begin(); ++n) {
      --it;
      const Mention* m = *it;
      if (at - m->span.begin > kReach) break;
      if (m->kind != kind || m->span.end > at) continue;
      if (nearest == nullptr) nearest = m;
      if (is_source(m->span) || leads(m->span.begin)) return m;
    }
    return nearest;
  }

  // The last source before `at` that is no person.
  std::optional<Span> last_body(std::uint32_t at) const {
    auto it = std::lower_bound(sources.begin(), sources.end(), std::pair(at, Span{}));
    for (int n = 0; n < 8 && it != sources.begin(); ++n) {
      --it;
      if (it->second.end > at || at - it->first > kReach) continue;
      if (inside_of(it->second, MentionKind::person) == nullptr) return it->second;
    }
    return std::nullopt;
  }

  // "The Amber Falcon Front on Tuesday threatened … “…,” it said": the organisation that a sentence before `at` begins with, with nothing
  // but its article or when before it, if that is after `after`. Not one inside what the pronoun itself is said to say.
  const Mention* subject_body(Span at, std::uint32_t after) const {
    auto it = std::lower_bound(mentions.begin(), mentions.end(), at.begin, [](const Mention* m, std::uint32_t b) { return m->span.begin < b; });
    for (int n = 0; n < 20 && it != mentions.begin(); ++n) {
      const Mention* m = *--it;
      if (m->span.begin < after || at.begin - m->span.begin > kReach) break;
      if (m->kind != MentionKind::organisation || m->span.end > at.begin) continue;
      const auto sentence = std::upper_bound(sentence_starts.begin(), sentence_starts.end(), m->span.begin);
      if (sentence == sentence_starts.begin()) break;
      const std::uint32_t start = *std::prev(sentence);
      if (m->span.begin - start > 40 || (it != mentions.begin() && (*std::prev(it))->span.begin >= start)) continue;
      bool first = true;
      std::size_t count = 0;
      for (const Word& w : text::words(document.text.substr(start, m->span.begin - start))) first = first && ++count <= 3 && (article(w.folded) || w.capital);
      const auto next = text::words(document.text.substr(m->span.end, 8));
      if (!first || (!next.empty() && (next[0].folded == "'s" || next[0].folded == "’s" || next[0].folded == "'"))) continue;
      const auto own = contents.find(at.begin);
      if (own == contents.end() || std::none_of(own->second.begin(), own->second.end(), [&](const Span& c) { return inside(m->span, c); })) return m;
    }
    return nullptr;
  }

  // Capitalised words as a name, where the reader marked none: "Inspector Dora Mehlis" in "a harbour police officer, Inspector …".
  std::optional<Span> capitals(Span span) const {
    if (text::all_capitals(document.text)) return std::nullopt;
    const auto words = text::words(text(span));
    std::size_t best_begin = 0, best_end = 0;
    for (std::size_t i = 0; i < words.size();) {
      if (!words[i].capital || (i == 0 && article(words[i].folded))) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < words.size() && (words[end].capital || (words[end].folded == "of" && end + 1 < words.size() && words[end + 1].capital))) ++end;
      if (end - i > best_end - best_begin && (end - i >= 2 || words.size() == 1 || (words.size() == 2 && i == 1 && article(words[0].folded)))) {
        best_begin = i;
        best_end = end;
      }
      if (best_end > best_begin && end < words.size()) break;   // what follows describes it
      i = end;
    }
    if (best_end <= best_begin) return std::nullopt;
    return Span{span.begin + words[best_begin].span.begin, span.begin + words[best_end - 1].span.end};
  }

  // "The text was posted … it says": what this sentence or the one before begins with.
  std::optional<Span> leading_thing(std::uint32_t at) const {
    auto it = std::upper_bound(sentence_starts.begin(), sentence_starts.end(), at);
    for (int n = 0; n < 2 && it != sentence_starts.begin(); ++n) {
      --it;
      const auto words = text::words(document.text.substr(*it, 60));
      if (words.size() < 3 || *it + words[1].span.end > at || !article(words[0].folded) || words[1].capital || words[1].kind != text::TokenKind::word) continue;
      return Span{*it, *it + words[1].span.end};
    }
    return std::nullopt;
  }

  // A description as a name: no capital for having begun a sentence.
  static std::string description(std::string_view phrase) {
    std::string out(phrase);
    if (out.starts_with("The ") || out.starts_with("An ") || out.starts_with("A ") || out.starts_with("This ")) out[0] = static_cast<char>(out[0] | 32);
    return out;
  }

  Name resolve(Span span) const;
};

Name Names::Impl::resolve(Span span) const {
  if (empty(span) || span.end > document.text.size()) return {};
  const auto words = text::words(text(span).substr(0, 400));
  if (words.empty()) return {std::string(text(span)), {{document.id, span}}};
  const auto full_of = [&](const Mention& m) {
    const Known* k = fullest(keys(text(m.span)), m.kind);
    return k != nullptr ? k->first : m.span;
  };
  if (pronoun(span)) {
    if (reference_class(words[0].folded) == "relative") {
      const std::optional<Span> whom = antecedent(span.begin);
      if (!whom || pronoun(*whom)) return {std::string(text(span)), {{document.id, span}}};
      Name out = resolve(*whom);
      out.spans.insert(out.spans.begin(), {document.id, span});
      return out;
    }
    const bool person = reference_class(words[0].folded) == "person";
    const std::optional<Span> body = person ? std::nullopt : last_body(span.begin);
    if (!person)
      if (const Mention* m = subject_body(span, body ? body->end : 0)) return named(span, full_of(*m));
    if (body) {
      Name out = resolve(*body);   // no pronoun, so this goes no deeper
      out.spans.insert(out.spans.begin(), {document.id, span});
      return out;
    }
    const Mention* m = before(span.begin, person ? MentionKind::person : MentionKind::organisation);
    if (!person && (m == nullptr || !leads(m->span.begin)))
      if (const std::optional<Span> thing = leading_thing(span.begin)) return {description(text(*thing)), {{document.id, span}, {document.id, *thing}}};
    if (m == nullptr) return {std::string(text(span)), {{document.id, span}}};
    return named(span, full_of(*m));
  }
  if (const Mention* m = inside_of(span, MentionKind::person)) return named(span, full_of(*m));
  if (const Mention* m = organisation_of(span)) return named(span, full_of(*m));
  // "the brigade", "المرصد": the name that has the word.
  std::size_t count = 0;
  for (const Word& w : words) count += w.kind == text::TokenKind::word;
  const bool after_article = span.begin >= 4 && text::folded_word(text({span.begin - 4, span.begin - 1})) == "the";
  const bool definite = after_article || words[0].folded == "the" || words[0].folded.starts_with("ال") || words[0].folded.starts_with("لل") || words[0].capital;
  if (definite && count <= 6) {
    const std::vector<std::string> mine = keys(text(span));
    if (!mine.empty()) {
      if (const Known* k = fullest(mine, std::nullopt)) return named(span, k->first);
      if (reference_class(words.back().folded) == "group" && count <= 2)
        if (const Mention* m = before(span.begin, MentionKind::organisation)) return named(span, full_of(*m));
    }
  }
  // "للمرساة" is "المرساة" with ل.
  if (words.size() <= 4 && words[0].folded.starts_with("لل") && words[0].folded.size() > 8)
    return {"ال" + std::string(text(span)).substr(4), {{document.id, span}}};
  if (const std::optional<Span> name = capitals(span)) {
    const Known* k = fullest(keys(text(*name)), std::nullopt);
    return named(span, k != nullptr ? k->first : *name);
  }
  // A description: up to its first comma.
  const std::string_view all = text(span);
  std::size_t comma = std::min(all.find(','), all.find("،"));
  if (comma == std::string_view::npos || comma == 0) comma = all.size();
  return {description(all.substr(0, comma)), {{document.id, span}}};
}

Names::Names(const Document& document, const Reading& reading) : impl_(std::make_unique<Impl>(document, reading)) {}
Names::~Names() = default;
Name Names::resolve(Span span) const { return impl_->resolve(span); }

Name resolve_name(const Document& document, const Reading& reading, Span span) { return Names(document, reading).resolve(span); }

}  // namespace tocsin::record
